import type { Span } from '../../record/handling/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { ofType } from './acts.ts'
import { actsOf, findInterview, type Act } from './queries.ts'

/** A recording of an interview. */
export interface RecordingOf {
  id: string
  number: string
  fileName: string
  mediaType: string
  sha256: string
  /** Milliseconds from the start of the interview to its first second. */
  offset: number
  /** Seconds; null: not known. */
  length: number | null
  device: string | null
  seq: number
}

/** The recordings of an interview in the order in which they were kept. */
export function recordingsIn(acts: readonly Act[]): RecordingOf[] {
  const lengths = new Map(ofType(acts, 'interview.measured').map(({ body }) => [body.recording.id, body.seconds]))
  return ofType(acts, 'interview.recorded').map(({ body: { recording, offset, device }, seq }) => ({
    ...recording,
    offset,
    length: lengths.get(recording.id) ?? null,
    device,
    seq,
  }))
}

/** Whether a second lies in a recording; in one of unknown length any does from its first on. */
const holds = ({ length }: RecordingOf, second: number): boolean => second >= 0 && (length === null || second <= length)

/**
 * Where in a recording something was said: the second that was given, of the first one, or by the time, of the first one
 * that covers it.
 */
export function placeIn(
  startedAt: string | null,
  recordings: readonly RecordingOf[],
  { happenedAt, second }: { happenedAt: string; second: number | null },
): { seconds: number | null; recording: string | null } {
  if (startedAt === null) return { seconds: null, recording: null }
  const since = Date.parse(happenedAt) - Date.parse(startedAt)
  const places = (second === null ? recordings : recordings.slice(0, 1)).map((one) => ({
    one,
    seconds: second ?? (since - one.offset) / 1000,
  }))
  const found = places.find(({ one, seconds }) => holds(one, seconds))
  return found ? { seconds: found.seconds, recording: found.one.number } : { seconds: null, recording: null }
}

/** Numbers of the recordings of an interview that hold any of a privileged span. */
export function recordingsOver(db: Reader, interview: string, { from, to }: Pick<Span, 'from' | 'to'>): string[] {
  const { startedAt, id } = findInterview(db, interview)
  const start = Date.parse(startedAt ?? from)
  return recordingsIn(actsOf(db, id))
    .filter(({ offset, length }) => {
      const begins = start + offset
      const ends = length === null ? Infinity : begins + length * 1000
      return begins < (to === null ? Infinity : Date.parse(to)) && Date.parse(from) < ends
    })
    .map(({ number }) => number)
}
