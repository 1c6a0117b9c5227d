import type { Proposal } from '../../../../shared/contract/exchange.ts'
import { metresBetween } from '../../../../shared/kernel/distance.ts'
import { count } from '../../../../shared/kernel/show.ts'
import { doubtOf, utc } from '../reading/doubt.ts'
import { cut, fieldsOf, line, type ReadItem, type ReadOrder } from '../reading/reading.ts'
import { childrenOf, parseXml, textOf, type Element } from '../reading/xml.ts'
import {
  box,
  instantOf,
  isTimed,
  nothingPassed,
  pointOf,
  pointsOf,
  type Passed,
  type Point,
  type TimedPoint,
} from './points.ts'

/** A pause between two points of a track that is worth naming. */
const gapMinutes = 10
const mostGaps = 50
const mostMarks = 100
/** The first moment of GPS time. */
const beforeGps = Date.UTC(1980, 0, 6)
const day = 86_400_000
/** GPS counts its weeks in ten bits: a receiver that is too old tells a time that is so much too early. */
const rollover = 1024 * 7 * day

interface Line {
  kind: 'track' | 'route'
  name: string | undefined
  /** What it says of itself: `cmt`, `desc`, `type`. */
  words: string
  points: Point[]
  /** Points with a time that can be, earliest first; all with a time where none can be. */
  timed: TimedPoint[]
  /** How many of its points say a time that cannot be. */
  impossible: number
  /** Metres along the points, on a sphere; nothing between two segments. */
  metres: number
  gaps: { from: number; to: number }[]
  /** Whether its times go back somewhere. */
  backwards: boolean
}

/** A waypoint, with what it says. */
interface Mark {
  words: string
  point: Point | undefined
}

/** A GPX file of tracks, routes and waypoints, summed up; the file itself is what counts. */
export function readTrack(text: string, { now }: Pick<ReadOrder, 'now'>): ReadItem {
  const gpx = parseXml(text)
  const passed = nothingPassed()
  const tracks = childrenOf(gpx, 'trk').map((track) =>
    lineOf(
      'track',
      track,
      childrenOf(track, 'trkseg').map((segment) => pointsOf(segment, 'trkpt', passed)),
      now,
    ),
  )
  const routes = childrenOf(gpx, 'rte').map((route) =>
    lineOf('route', route, [pointsOf(route, 'rtept', nothingPassed())], now),
  )
  const lines = [...tracks, ...routes]
  const marks = childrenOf(gpx, 'wpt').map((mark) => markOf(mark, passed))
  const saying = spokenOf(gpx)
  const marked = marks.flatMap(({ point }) => point ?? [])
  const all = [...lines.flatMap(({ points }) => points), ...marked]
  const recorded = tracks.flatMap(({ timed }) => timed)
  // A device's own track first, then what somebody marked, then a plan: the time and the place are always one point's.
  const timed = byTime(
    possible([recorded, marked.filter(isTimed), routes.flatMap((route) => route.timed)].find(isSome) ?? [], now),
  )
  const [start, end] = [timed[0], timed.at(-1)]
  const metadata = childrenOf(gpx, 'metadata')[0] ?? gpx
  const made = instantOf(metadata, 'time')
  const gaps = lines.flatMap((one) => one.gaps)
  const name = line(textOf(metadata, 'name') ?? lines.find((one) => one.name !== undefined)?.name)
  const about = line(textOf(metadata, 'desc'), 2000)
  const summary = [
    ...(about === undefined ? [] : [about]),
    ...lines.map(lineInWords),
    ...marksInWords(marks, 'waypoint'),
    ...marksInWords(saying, 'point with words'),
  ]
  const author = childrenOf(metadata, 'author')[0]
  return {
    title: name ?? 'Track',
    report: {
      channel: 'import',
      receivedAt: null,
      reporter: null,
      category: 'route-deviation',
      narrative: cut(
        `Positions recorded by a device${name === undefined ? '' : `: ${name}`}.\n${summary.join('\n')}`,
        900_000,
      ),
      fields: fieldsOf([
        ['Points', String(all.length)],
        ['Start', start && utc(start.at)],
        ['End', end && utc(end.at)],
        ['Length', `${(lines.reduce((sum, { metres }) => sum + metres, 0) / 1000).toFixed(2)} km`],
        ['Bounding box', box(all)],
        [`Gaps over ${gapMinutes} min`, gapsInWords(gaps)],
        ['Made by', gpx.attributes['creator']],
        ['Made at', made === undefined ? undefined : utc(made)],
        ['Author', author && line(textOf(author, 'name') ?? author.text)],
        ['Keywords', line(textOf(metadata, 'keywords'))],
      ]),
    },
    proposals: proposalsOf(start ?? all[0], recorded.length > 0),
    parts: [],
    problems: [
      ...(all.length === 0 ? ['It has no points.'] : []),
      ...passedInWords(passed, tracks, marks),
      ...timeProblems(lines, timed, made, now),
      ...leftIn(gpx),
    ],
  }
}

/** Whether a receiver can have had a point's time: one whose clock was not set yet says nothing of when a track began. */
const canBe = ({ at }: TimedPoint, now: number): boolean => at >= beforeGps && doubtOf(at, now) === undefined

/** The points whose time can be; all of them where none can. */
function possible(points: readonly TimedPoint[], now: number): readonly TimedPoint[] {
  const real = points.filter((point) => canBe(point, now))
  return real.length > 0 ? real : points
}

const isSome = (points: readonly TimedPoint[]): boolean => points.length > 0
const byTime = (points: readonly TimedPoint[]): TimedPoint[] => points.toSorted((a, b) => a.at - b.at)

function lineOf(kind: Line['kind'], element: Element, segments: Point[][], now: number): Line {
  let metres = 0
  for (const points of segments) {
    for (const [index, point] of points.entries()) {
      const before = points[index - 1]
      if (before) metres += metresBetween(before, point)
    }
  }
  const points = segments.flat()
  const told = points.filter(isTimed)
  const timed = byTime(possible(told, now))
  const gaps: Line['gaps'] = []
  for (const [index, { at }] of timed.entries()) {
    const before = timed[index - 1]
    if (before && at - before.at > gapMinutes * 60_000) gaps.push({ from: before.at, to: at })
  }
  const backwards = told.some(({ at }, index) => at < (told[index - 1]?.at ?? at))
  const name = line(textOf(element, 'name'), 200)
  const impossible = told.filter((point) => !canBe(point, now)).length
  return { kind, name, words: wordsOf(element), points, timed, impossible, metres, gaps, backwards }
}

/** What a track or a waypoint says in words, each once. */
const wordsOf = (element: Element): string =>
  [...new Set(['cmt', 'desc', 'type', 'sym'].flatMap((name) => line(textOf(element, name), 10_000) ?? []))].join('; ')

function markOf(mark: Element, passed: Passed): Mark {
  const point = pointOf(mark, passed)
  const where = `${cut(mark.attributes['lat'] ?? '?', 20)}, ${cut(mark.attributes['lon'] ?? '?', 20)}`
  const when = point?.at === undefined ? line(textOf(mark, 'time'), 40) : utc(point.at)
  const said = wordsOf(mark)
  const words = `${line(textOf(mark, 'name')) ?? 'unnamed'} (${where})${when === undefined ? '' : `, ${when}`}${said === '' ? '' : `: ${said}`}`
  return { words, point }
}

/** Points of tracks and routes that say something beside where and when they are. */
const spokenOf = (gpx: Element): Mark[] =>
  [
    ...childrenOf(gpx, 'trk').flatMap((track) =>
      childrenOf(track, 'trkseg').flatMap((segment) => childrenOf(segment, 'trkpt')),
    ),
    ...childrenOf(gpx, 'rte').flatMap((route) => childrenOf(route, 'rtept')),
  ]
    .filter((point) => ['name', 'cmt', 'desc'].some((name) => textOf(point, name) !== undefined))
    .map((point) => markOf(point, nothingPassed()))

/** Names what is in a file and not told here: links, and what programs add of their own in words. */
function leftIn(gpx: Element): string[] {
  let [links, words] = [0, 0]
  const look = (element: Element, inside: boolean): void => {
    for (const child of element.children) {
      if (/^(?:link|url)$/.test(child.name)) links++
      const added = inside || child.name === 'extensions'
      // Numbers are readings of the device.
      if (added && /\p{L}{2}/u.test(child.text)) words++
      look(child, added)
    }
  }
  look(gpx, false)
  return [
    ...(links > 0
      ? [`It has ${count(links, 'link')}, which ${links === 1 ? 'is' : 'are'} not told; see the file.`]
      : []),
    ...(words > 0
      ? [
          `Its program adds words of its own (extensions) in ${count(words, 'place')}, which are not told; see the file.`,
        ]
      : []),
  ]
}

function marksInWords(marks: readonly Mark[], what: 'waypoint' | 'point with words'): string[] {
  if (marks.length === 0) return []
  const more = marks.length - mostMarks
  return [
    marks.length === 1 ? `One ${what}:` : `${marks.length} ${what.replace('point', 'points')}:`,
    ...marks.slice(0, mostMarks).map(({ words }) => words),
    ...(more > 0 ? [`and ${more} more, in the file.`] : []),
  ]
}

function lineInWords({ kind, name, words, points, timed, metres, gaps }: Line): string {
  const [start, end] = [timed[0], timed.at(-1)]
  const parts = [
    `${kind === 'track' ? 'Track' : 'Route'}${name === undefined ? '' : ` “${name}”`}: ${count(points.length, 'point')}, ${(metres / 1000).toFixed(2)} km`,
    start && end ? `${utc(start.at)} to ${utc(end.at)}` : 'no times',
    ...(gaps.length === 0
      ? []
      : [`${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'} of more than ${gapMinutes} min`]),
  ]
  return `${parts.join(', ')}${words === '' ? '' : `. ${words}`}`
}

function gapsInWords(gaps: Line['gaps']): string {
  const more = gaps.length - mostGaps
  const shown = gaps.slice(0, mostGaps).map(({ from, to }) => `${utc(from)} to ${utc(to)}`)
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

function passedInWords(passed: Passed, tracks: readonly Line[], marks: readonly Mark[]): string[] {
  const points = tracks.reduce((sum, one) => sum + one.points.length, 0) + marks.filter(({ point }) => point).length
  const without = passed.untimed + passed.zoneless + passed.broken
  const odd = [
    ...(passed.zoneless > 0 ? [`${passed.zoneless === 1 ? 'one' : passed.zoneless} without a zone`] : []),
    ...(passed.broken > 0 ? [`${passed.broken === 1 ? 'one' : passed.broken} that is no time`] : []),
  ]
  return [
    ...(passed.nowhere > 0
      ? [
          `${passed.nowhere === 1 ? '1 of its points has' : `${passed.nowhere} of its points have`} no position on Earth, and ${passed.nowhere === 1 ? 'is' : 'are'} left out of the sums.`,
        ]
      : []),
    ...(passed.zero > 0
      ? [
          `${passed.zero === 1 ? '1 of its points lies' : `${passed.zero} of its points lie`} at 0, 0, where a device without a position puts them, and ${passed.zero === 1 ? 'is' : 'are'} left out.`,
        ]
      : []),
    ...(without === 0
      ? []
      : without === points && odd.length === 0
        ? [points === 1 ? 'Its point says no time.' : 'Its points say no times.']
        : [
            `${without} of ${count(points, 'point')} ${without === 1 ? 'says' : 'say'} no time${odd.length === 0 ? '' : ` (${odd.join(', ')})`}.`,
          ]),
  ]
}

function timeProblems(
  lines: readonly Line[],
  timed: readonly TimedPoint[],
  made: number | undefined,
  now: number,
): string[] {
  const [start, end] = [timed[0]?.at, timed.at(-1)?.at]
  if (start === undefined || end === undefined) return []
  const doubt = [end, start].flatMap((at) => {
    const why = doubtOf(at, now)
    return why === undefined ? [] : [`One of its times, ${utc(at)}, ${why}.`]
  })[0]
  const behind = made === undefined ? 0 : Math.round((made - start) / rollover)
  return [
    ...lines
      .filter(({ backwards }) => backwards)
      .map(
        ({ name }) =>
          `Times go backwards in ${name === undefined ? 'a track' : `“${name}”`}: its points are out of order, or its clock was set.`,
      ),
    ...lines
      .filter(({ impossible }) => impossible > 0 && timed.every((point) => canBe(point, now)))
      .map(
        ({ name, impossible }) =>
          `${count(impossible, 'point', 'points')} of ${name === undefined ? 'a track' : `“${name}”`} ${impossible === 1 ? 'says a time' : 'say times'} that cannot be (a clock that was not set yet, or after this import): left out of when it began and ended.`,
      ),
    ...(doubt === undefined ? [] : [doubt]),
    ...(start < beforeGps ? ['Some of its times are from before there was GPS: a device’s clock was wrong.'] : []),
    ...(made !== undefined && end > made + day
      ? [`Its points end at ${utc(end)}, after the file says that it was made (${utc(made)}).`]
      : []),
    ...(made !== undefined && behind > 0 && Math.abs(made - start - behind * rollover) < 30 * day
      ? [
          `Its times lie ${behind * 1024} weeks before the file was made (${utc(made)}), as of a receiver whose count of weeks began anew.`,
        ]
      : []),
  ]
}

/** When and where it began: both of one point, and a place without a time only where no point has one. */
function proposalsOf(start: Point | undefined, recorded: boolean): Proposal[] {
  if (!start) return []
  const { latitude, longitude, at } = start
  return [
    ...(at === undefined
      ? []
      : [
          {
            id: 'occurred',
            label: 'Began',
            says: `${utc(at)} (UTC)`,
            source: recorded ? 'the device’s clock' : 'the file',
            sets: { occurredAt: { value: utc(at).slice(0, 19), zone: 'UTC', precision: 'second' as const } },
          },
        ]),
    {
      id: 'place',
      label: 'Began where',
      says: `${latitude}, ${longitude}`,
      source: recorded || at === undefined ? 'the device’s GPS' : 'the file',
      sets: { place: { latitude, longitude } },
    },
  ]
}
