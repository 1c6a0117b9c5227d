import { mailDate } from './date.ts'
import { allOf, firstOf, type Header } from './header.ts'
import { line } from '../reading/reading.ts'
import { rawText } from './words.ts'

const day = 86_400_000

/** When a message came, by its date or by the servers that took it, and what does not fit. */
export function receivedTime(header: Header, now: number): { instant: string | null; problems: string[] } {
  const field = firstOf(header, 'date')
  const text = field && line(rawText(field, () => undefined))
  const date = text === undefined ? { instant: null, problems: [] } : mailDate(text)
  const problems = [...date.problems]
  const taken = takenTimes(header, now)
  const [newest] = taken
  const servers = newest === undefined ? '' : `; the newest server that took it says ${newest}`
  if (date.instant === null) {
    const what = text === undefined ? 'It has no date' : `Its date cannot be read as a time (“${text.slice(0, 80)}”)`
    problems.push(
      newest === undefined
        ? `${what}: the time of the import is proposed instead.`
        : `${what}${servers}, which is proposed instead.`,
    )
    return { instant: newest ?? null, problems }
  }
  const at = Date.parse(date.instant)
  const why = impossible(at, now)
  if (why !== undefined) {
    const instead =
      newest === undefined ? ': the time of the import is proposed instead' : `${servers}, which is proposed instead`
    return { instant: newest ?? null, problems: [...problems, `Its date (${text ?? ''}) ${why}${instead}.`] }
  }
  const oldest = taken.at(-1)
  if (oldest !== undefined && newest !== undefined) {
    if (at - Date.parse(newest) > day)
      problems.push(`Its date (${text ?? ''}) is after the newest server took it (${newest}).`)
    else if (Date.parse(oldest) - at > 2 * day)
      problems.push(`Its date (${text ?? ''}) is days before the first server took it (${oldest}).`)
  }
  return { instant: date.instant, problems }
}

/** Why a time cannot be that of a message; mails of this form have been sent since 1982 (RFC 822). */
function impossible(at: number, now: number): string | undefined {
  if (at > now + day) return 'is after the import'
  if (at < day) return 'is of 1970 or before, as a clock that is not set says'
  return at < Date.UTC(1982, 0, 1) ? 'is before mails of this form were sent' : undefined
}

/** Times of the servers that took it, newest first as they stand; those that cannot be are left out. */
function takenTimes(header: Header, now: number): string[] {
  return allOf(header, 'received').flatMap((value) => {
    const text = rawText(value, () => undefined)
    const { instant } = mailDate(text.slice(text.lastIndexOf(';') + 1))
    return instant === null || impossible(Date.parse(instant), now) !== undefined ? [] : [instant]
  })
}
