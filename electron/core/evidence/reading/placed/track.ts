import type { EvidencePoint, Shape } from '../../../../../shared/contract/evidence/shapes.ts'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import type { ViewOf } from '../../../../../shared/contract/evidence/views.ts'
import { metresBetween } from '../../../../../shared/kernel/distance.ts'
import { count } from '../../../../../shared/kernel/show.ts'
import { showAt } from '../../../../../shared/kernel/pinpoint.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Derived, OpenedFile, TextPart } from '../format.ts'
import { thinned } from './alert.ts'

/** A position as a file has it; `ms`: since 1970, where its time is a moment. */
export interface Position {
  latitude: number
  longitude: number
  ms: number | undefined
  written: string
  height: number | null
  words: string
}

/** Positions of one name; segments of a line do not touch each other. */
export interface Line {
  name: string
  kind: 'line' | 'point' | 'area'
  segments: Position[][]
}

/** A stretch whose first point says what is said of all of it. */
export const saying = (words: string, segment: readonly Position[]): Position[] =>
  segment.map((one, index) =>
    index > 0 || words === '' ? one : { ...one, words: [words, one.words].filter(Boolean).join('; ') },
  )

/** What a file of positions comes to. */
export interface Track {
  format: string
  lines: Line[]
  facts: EvidenceFact[]
  problems: string[]
}

/** A pause between two points that is named. */
const gapMinutes = 10
const mostGaps = 200
/** Points that are drawn of one line, and lines and points that are drawn at all. */
const mostDrawn = 2000
const mostShapes = 500
const ofAnswer = 1000

type TrackView = ViewOf<'track'>

/** Positions as they are looked at: what they draw, their sums, and each point in its order. */
export function openedTrack({ format, lines, facts, problems }: Track): OpenedFile {
  const points: EvidencePoint[] = []
  const shapes: Shape[] = []
  const sums: TrackView['lines'] = []
  const said = [...problems]
  for (const { name, kind, segments } of lines) {
    const sum: TrackView['lines'][number] = { name, points: 0, metres: 0, from: null, to: null, gaps: [] }
    let before: { position: Position; number: number } | undefined
    let [gaps, backwards] = [0, 0]
    for (const segment of segments) {
      if (kind !== 'point' && shapes.length < mostShapes && segment.length > 0)
        shapes.push({
          name,
          kind,
          path: thinned(segment, mostDrawn).map(({ latitude, longitude }) => [latitude, longitude]),
          radius: null,
        })
      for (const [index, position] of segment.entries()) {
        const number = points.length + 1
        const at = position.ms === undefined ? null : utc(position.ms)
        const { latitude, longitude, written, height, words } = position
        points.push({ number, latitude, longitude, at, written, height, of: name, words })
        if (kind === 'point' && shapes.length < mostShapes)
          shapes.push({ name: `point ${number}: ${name}`, kind, path: [[latitude, longitude]], radius: null })
        const metres = before && index > 0 ? metresBetween(before.position, { latitude, longitude }) : 0
        sum.metres += metres
        sum.points += 1
        if (position.ms === undefined) {
          if (index > 0 && before) before = { position: { ...position, ms: before.position.ms }, number }
          else before = { position, number }
          continue
        }
        const last = before?.position.ms
        if (last !== undefined && position.ms < last) backwards += 1
        if (before && last !== undefined && position.ms - last > gapMinutes * 60_000 && ++gaps <= mostGaps)
          sum.gaps.push({
            from: utc(last),
            to: utc(position.ms),
            metres: Math.round(metresBetween(before.position, { latitude, longitude })),
            at: showAt({ kind: 'item', item: 'point', number: before.number, to: number }),
          })
        if (sum.from === null || utc(position.ms) < sum.from) sum.from = utc(position.ms)
        if (sum.to === null || utc(position.ms) > sum.to) sum.to = utc(position.ms)
        before = { position, number }
      }
    }
    sum.metres = Math.round(sum.metres)
    if (kind !== 'point' || sum.points > 1) sums.push(sum)
    if (gaps > mostGaps) said.push(`“${name}” has ${gaps} gaps; ${mostGaps} are listed.`)
    if (backwards > 0)
      said.push(`In “${name}” times go back at ${backwards} points: they are out of order, or the clock was set.`)
  }
  if (shapes.length >= mostShapes)
    said.push(`Only ${mostShapes} lines and points of it are drawn; all stand in the table.`)
  if (points.some(({ at }) => at !== null && at < '1980-01-06'))
    said.push('Some of its times are from before there was GPS: the clock of a device was wrong.')
  const untimed = points.filter(({ at }) => at === null)
  const odd = untimed.filter(({ written }) => written !== '').length
  if (points.length > 0 && untimed.length > 0)
    said.push(
      `${untimed.length === points.length ? 'None of its points says' : `${untimed.length} of its ${points.length} points do not say`} when it was, as a moment${odd > 0 ? ` (${odd} have a time without a zone, or one that is none)` : ''}.`,
    )
  return {
    view: { kind: 'track', format, shapes, lines: sums, points: points.length },
    facts: [...facts, ...sumsInWords(sums, format)],
    members: [],
    problems: said,
    text: (from): TextPart => ({
      units: points
        .slice(from, from + ofAnswer)
        .map((point) => ({ at: `point ${point.number}`, text: inWords(point) })),
      unread: [],
      next: from + ofAnswer < points.length ? from + ofAnswer : null,
    }),
    part: (ask) =>
      ask.ask === 'points' ? { ask: 'points', points: points.slice(ask.from, ask.from + ask.count) } : undefined,
    derive: (at): Derived => {
      const found = at.kind === 'item' && at.item === 'point' ? points.slice(at.number - 1, at.to ?? at.number) : []
      if (found.length === 0) throw new Unreadable(`It has no “${showAt(at)}”.`)
      const head = 'number,latitude,longitude,time (UTC),time as written,height (m),of,words\r\n'
      const rows = found.map(({ number, latitude, longitude, at: time, written, height, of, words }) =>
        [number, latitude, longitude, time ?? '', written, height ?? '', of, words].map(cell).join(','),
      )
      return {
        name: `${showAt(at)}.csv`,
        bytes: Buffer.from(`${head}${rows.join('\r\n')}\r\n`),
        how: `${showAt(at)}, written as a table (CSV)`,
      }
    },
  }
}

const utc = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z')
const cell = (value: string | number): string =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value)

const inWords = ({ latitude, longitude, at, written, height, of, words }: EvidencePoint): string =>
  [
    `${latitude}, ${longitude}`,
    at === null
      ? written === ''
        ? 'no time'
        : `${written} (no moment: its zone is missing, or it is no time)`
      : `${at} (UTC)`,
    ...(height === null ? [] : [`${height} m`]),
    of,
    ...(words === '' ? [] : [words]),
  ].join(', ')

const sumsInWords = (lines: TrackView['lines'], format: string): EvidenceFact[] =>
  lines.slice(0, 200).map(({ name, points, metres, from, to, gaps }) => ({
    name: name || 'Line',
    value: `${count(points, 'point')}, ${(metres / 1000).toFixed(2)} km${from === null || to === null ? ', no times' : `, ${from} to ${to} (UTC)`}${gaps.length === 0 ? '' : `, ${count(gaps.length, 'gap')} of more than ${gapMinutes} min`}`,
    source: `${format}, added up`,
  }))
