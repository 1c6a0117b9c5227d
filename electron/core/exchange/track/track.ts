import type { Proposal } from '../../../../shared/contract/exchange.ts'
import { cut, fieldsOf, line, type ReadItem } from '../reading/reading.ts'
import { childrenOf, parseXml, textOf, type Element } from '../reading/xml.ts'

/** A pause between two points of a track that is worth naming. */
const gapMinutes = 10
const mostGaps = 50
/** The first moment of GPS time. */
const beforeGps = Date.UTC(1980, 0, 6)

interface Point {
  latitude: number
  longitude: number
  /** ms since 1970; undefined where it says no time, or one without a zone. */
  at: number | undefined
}

interface Line {
  kind: 'track' | 'route'
  name: string | undefined
  points: Point[]
  /** Metres along the points, on a sphere; nothing between two segments. */
  metres: number
  gaps: { from: number; to: number }[]
}

/** A GPX file of tracks, routes and waypoints, summed up; the file itself is what counts. */
export function readTrack(text: string): ReadItem {
  const gpx = parseXml(text)
  const problems: string[] = []
  const bad = { count: 0 }
  const lines = [
    ...childrenOf(gpx, 'trk').map((track) => trackOf(track, bad)),
    ...childrenOf(gpx, 'rte').map((route) => lineOf('route', route, [pointsOf(route, 'rtept', bad)])),
  ]
  const waypoints = childrenOf(gpx, 'wpt')
  const marks = pointsOf(gpx, 'wpt', bad)
  const all = [...lines.flatMap(({ points }) => points), ...marks]
  if (bad.count > 0) problems.push(`${bad.count} of its points have no position on Earth and are left out of the sums.`)
  if (all.length === 0) problems.push('It has no points.')
  const times = lines.flatMap(({ points }) => points.flatMap(({ at }) => at ?? [])).sort((a, b) => a - b)
  if (lines.length > 0 && times.length === 0) problems.push('Its points say no times.')
  if (times.some((at) => at < beforeGps))
    problems.push('Some of its times are from before there was GPS: a device’s clock was wrong.')
  const gaps = lines.flatMap((one) => one.gaps)
  const metadata = childrenOf(gpx, 'metadata')[0] ?? gpx
  const name = line(textOf(metadata, 'name') ?? lines.find((one) => one.name !== undefined)?.name)
  const summary = [
    ...lines.map(lineInWords),
    ...(waypoints.length === 0
      ? []
      : [`Waypoints: ${waypoints.slice(0, 100).map(markInWords).join('; ')}${waypoints.length > 100 ? '; …' : ''}`]),
  ].join('\n')
  const [start, end] = [times[0], times.at(-1)]
  return {
    title: name ?? 'Track',
    report: {
      channel: 'import',
      receivedAt: null,
      reporter: null,
      category: 'route-deviation',
      narrative: cut(`Positions recorded by a device${name === undefined ? '' : `: ${name}`}.\n${summary}`, 900_000),
      fields: fieldsOf([
        ['Points', String(all.length)],
        ['Start', start === undefined ? undefined : instant(start)],
        ['End', end === undefined ? undefined : instant(end)],
        ['Length', `${(lines.reduce((sum, { metres }) => sum + metres, 0) / 1000).toFixed(2)} km`],
        ['Bounding box', box(all)],
        [
          `Gaps over ${gapMinutes} min`,
          gaps
            .slice(0, mostGaps)
            .map(({ from, to }) => `${instant(from)} to ${instant(to)}`)
            .join('\n'),
        ],
        ['Made by', gpx.attributes['creator']],
      ]),
    },
    proposals: proposalsOf(lines, start),
    parts: [],
    problems,
  }
}

const trackOf = (track: Element, bad: { count: number }): Line =>
  lineOf(
    'track',
    track,
    childrenOf(track, 'trkseg').map((segment) => pointsOf(segment, 'trkpt', bad)),
  )

function lineOf(kind: Line['kind'], element: Element, segments: Point[][]): Line {
  let metres = 0
  const gaps: Line['gaps'] = []
  for (const points of segments) {
    for (const [index, point] of points.entries()) {
      const before = points[index - 1]
      if (before) metres += distance(before, point)
    }
  }
  const points = segments.flat()
  const timed = points.flatMap(({ at }) => at ?? [])
  for (const [index, at] of timed.entries()) {
    const before = timed[index - 1]
    if (before !== undefined && at - before > gapMinutes * 60_000) gaps.push({ from: before, to: at })
  }
  return { kind, name: line(textOf(element, 'name'), 200), points, metres, gaps }
}

function pointsOf(parent: Element, name: string, bad: { count: number }): Point[] {
  return childrenOf(parent, name).flatMap((point) => {
    const [latitude, longitude] = [degrees(point.attributes['lat'], 90), degrees(point.attributes['lon'], 180)]
    if (latitude === undefined || longitude === undefined) {
      bad.count++
      return []
    }
    return [{ latitude, longitude, at: timeOf(textOf(point, 'time')) }]
  })
}

function degrees(text: string | undefined, most: number): number | undefined {
  if (text === undefined || !/^\s*[+-]?\d{1,3}(?:\.\d{0,20})?\s*$/.test(text)) return undefined
  const value = Number(text)
  return Math.abs(value) <= most ? value : undefined
}

/** GPX times are in UTC; one that does not say so means a moment that nobody knows. */
const timeOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : undefined

const radians = (value: number): number => (value * Math.PI) / 180

/** Metres between two points, on a sphere of the Earth's mean radius (haversine). */
function distance(a: Point, b: Point): number {
  const [dLat, dLon] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)]
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)))
}

const instant = (ms: number): string => new Date(ms).toISOString().replace(/\.000Z$/, 'Z')

function lineInWords({ kind, name, points, metres, gaps }: Line): string {
  const times = points.flatMap(({ at }) => at ?? [])
  const [start, end] = [times[0], times.at(-1)]
  return [
    `${kind === 'track' ? 'Track' : 'Route'}${name === undefined ? '' : ` “${name}”`}: ${points.length} points, ${(metres / 1000).toFixed(2)} km`,
    start === undefined || end === undefined ? 'no times' : `${instant(start)} to ${instant(end)}`,
    ...(gaps.length === 0
      ? []
      : [`${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'} of more than ${gapMinutes} min`]),
  ].join(', ')
}

const markInWords = (mark: Element): string =>
  `${line(textOf(mark, 'name'), 100) ?? 'unnamed'} (${cut(mark.attributes['lat'] ?? '?', 20)}, ${cut(mark.attributes['lon'] ?? '?', 20)})`

function box(points: readonly Point[]): string | undefined {
  if (points.length === 0) return undefined
  let [south, west, north, east] = [90, 180, -90, -180]
  for (const { latitude, longitude } of points) {
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
  }
  return `${south}, ${west} to ${north}, ${east}`
}

function proposalsOf(lines: readonly Line[], start: number | undefined): Proposal[] {
  const first = lines.find(({ points }) => points.length > 0)?.points[0]
  const value = start === undefined ? '' : new Date(start).toISOString().slice(0, 19)
  return [
    ...(start === undefined
      ? []
      : [
          {
            id: 'occurred',
            label: 'Began',
            says: `${instant(start)} (UTC)`,
            source: 'the device’s clock',
            sets: { occurredAt: { value, zone: 'UTC', precision: 'second' as const } },
          },
        ]),
    ...(first
      ? [
          {
            id: 'place',
            label: 'Began where',
            says: `${first.latitude}, ${first.longitude}`,
            source: 'the device’s GPS',
            sets: { place: { latitude: first.latitude, longitude: first.longitude } },
          },
        ]
      : []),
  ]
}
