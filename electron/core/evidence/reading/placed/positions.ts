import { childrenOf, decodeXml, parseXml, rootOf, textOf, type Element } from '../../../imports/reading/xml.ts'
import { nothingPassed, pointOf, type Point } from '../../../imports/reading/track.ts'
import { isInstant } from '../../../../../shared/kernel/time.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import { wholeOf } from '../source.ts'
import { readNmea, isNmea } from './nmea.ts'
import { isGeoJson, readGeoJson } from './geojson.ts'
import { openedTrack, saying, type Line, type Position, type Track } from './track.ts'

const largest = 64 * 1024 * 1024

const roots = { gpx: 'GPX', kml: 'KML', TrainingCenterDatabase: 'TCX' } as const
const rootIn = (start: Uint8Array): keyof typeof roots | undefined => {
  const text = Buffer.from(start.subarray(0, 4096)).toString('latin1').replaceAll('\0', '')
  const root = /^[^<]{0,10}</.test(text) ? rootOf(text.replace(/^[^<]+/, '')) : undefined
  return root !== undefined && Object.hasOwn(roots, root) ? (root as keyof typeof roots) : undefined
}

/** Tracks: GPX, KML, TCX, GeoJSON and sentences of NMEA 0183. */
export const positions: Format = {
  reader: 'positions 1',
  takes: ({ start, mime }) =>
    (mime === undefined || /^text\/|xml|json/.test(mime)) &&
    (rootIn(start) !== undefined || isGeoJson(start) || isNmea(start)),
  open(source, _, { start }) {
    if (source.size > largest)
      throw new Unreadable('It is a file of positions larger than 64 MiB, which is more than is read of one.')
    const bytes = wholeOf(source)
    const root = rootIn(start)
    if (root === undefined) return openedTrack(isNmea(start) ? readNmea(bytes) : readGeoJson(bytes))
    const top = parseXml(decodeXml(bytes))
    return openedTrack(root === 'gpx' ? readGpx(top) : root === 'kml' ? readKml(top) : readTcx(top))
  },
}

const msOf = (written: string): number | undefined => {
  const exact = written.replace(/(\.\d{1,3})\d*/, '$1')
  return isInstant(exact) ? Date.parse(exact) : undefined
}
const numberOf = (text: string | undefined): number | null =>
  text !== undefined && Number.isFinite(Number(text)) ? Number(text) : null
const words = (element: Element, names: readonly string[]): string =>
  names
    .flatMap((name) => textOf(element, name) ?? [])
    .join('; ')
    .slice(0, 2000)

/** What was passed over in the positions of a file. */
function passedInWords({ nowhere, zero }: ReturnType<typeof nothingPassed>): string[] {
  return [
    ...(nowhere > 0 ? [`${nowhere} of its points have no position on Earth, and are left out.`] : []),
    ...(zero > 0
      ? [`${zero} of its points lie at 0, 0, where a device without a position puts them, and are left out.`]
      : []),
  ]
}

function readGpx(gpx: Element): Track {
  const passed = nothingPassed()
  const at = (element: Element): Position[] => {
    const point: Point | undefined = pointOf(element, passed)
    if (!point) return []
    const written = textOf(element, 'time') ?? ''
    return [
      {
        ...point,
        ms: point.at,
        written,
        height: numberOf(textOf(element, 'ele')),
        words: words(element, ['name', 'cmt', 'desc', 'type', 'sym', 'fix']),
      },
    ]
  }
  const about = ['cmt', 'desc', 'type']
  const metadata = childrenOf(gpx, 'metadata')[0] ?? gpx
  return {
    format: 'GPX',
    lines: [
      ...childrenOf(gpx, 'trk').map((track, index): Line => ({
        name: textOf(track, 'name') ?? `track ${index + 1}`,
        kind: 'line',
        segments: childrenOf(track, 'trkseg').map((one) =>
          saying(words(track, about), childrenOf(one, 'trkpt').flatMap(at)),
        ),
      })),
      ...childrenOf(gpx, 'rte').map((route, index): Line => ({
        name: `route ${textOf(route, 'name') ?? index + 1}`,
        kind: 'line',
        segments: [saying(words(route, about), childrenOf(route, 'rtept').flatMap(at))],
      })),
      ...childrenOf(gpx, 'wpt').map((mark): Line => ({
        name: textOf(mark, 'name') ?? 'waypoint',
        kind: 'point',
        segments: [at(mark)],
      })),
    ],
    facts: [
      ...(gpx.attributes['creator'] === undefined
        ? []
        : [{ name: 'Made by', value: gpx.attributes['creator'], source: 'GPX creator' }]),
      ...['name', 'desc', 'time', 'keywords'].flatMap((name) => {
        const value = textOf(metadata, name)
        return value === undefined
          ? []
          : [{ name: name === 'time' ? 'Made' : name, value: value.slice(0, 2000), source: 'GPX metadata' }]
      }),
    ],
    problems: passedInWords(passed),
  }
}

/** Elements of a name, however deep, in the order of the file. */
function allIn(element: Element, name: string): Element[] {
  const found: Element[] = []
  const look = (one: Element): void => {
    for (const child of one.children) {
      if (child.name === name) found.push(child)
      look(child)
    }
  }
  look(element)
  return found
}

const position = (
  latitude: string | undefined,
  longitude: string | undefined,
  passed: ReturnType<typeof nothingPassed>,
): Point | undefined =>
  pointOf(
    {
      name: '',
      children: [],
      text: '',
      // What is missing is no position either.
      attributes: { lat: latitude ?? '', lon: longitude ?? '' },
    },
    passed,
  )

function readTcx(top: Element): Track {
  const passed = nothingPassed()
  const lines = [...allIn(top, 'Lap'), ...allIn(top, 'Course')].map((lap, index): Line => ({
    name: `${lap.name.toLowerCase()} ${lap.attributes['StartTime'] ?? index + 1}`,
    kind: 'line',
    segments: allIn(lap, 'Track').map((track) =>
      childrenOf(track, 'Trackpoint').flatMap((one): Position[] => {
        const place = childrenOf(one, 'Position')[0]
        // A point without a position is a reading of another sensor.
        const point = place && position(textOf(place, 'LatitudeDegrees'), textOf(place, 'LongitudeDegrees'), passed)
        const written = textOf(one, 'Time') ?? ''
        return point
          ? [{ ...point, ms: msOf(written), written, height: numberOf(textOf(one, 'AltitudeMeters')), words: '' }]
          : []
      }),
    ),
  }))
  return { format: 'TCX', lines, facts: [], problems: passedInWords(passed) }
}

function readKml(top: Element): Track {
  const passed = nothingPassed()
  const written = (text: string): Position[] =>
    text
      .trim()
      .split(/\s+/)
      .filter((one) => one !== '')
      .flatMap((one) => {
        const [longitude, latitude, height] = one.split(',')
        const point = position(latitude, longitude, passed)
        return point ? [{ ...point, ms: undefined, written: '', height: numberOf(height), words: '' }] : []
      })
  const lines = allIn(top, 'Placemark').flatMap((mark): Line[] => {
    const name = textOf(mark, 'name') ?? 'placemark'
    const stamp = allIn(mark, 'TimeStamp').flatMap((one) => textOf(one, 'when') ?? [])[0] ?? ''
    const about = words(mark, ['description', 'address', 'phoneNumber'])
    const coordinates = (kind: string): string[] => allIn(mark, kind).flatMap((one) => textOf(one, 'coordinates') ?? [])
    const edges = allIn(mark, 'Polygon').flatMap((one) =>
      allIn(one, 'outerBoundaryIs').flatMap((edge) => allIn(edge, 'coordinates').map(({ text }) => text)),
    )
    const tracks = allIn(mark, 'Track').map((track) => {
      const when = childrenOf(track, 'when').map(({ text }) => text.trim())
      return childrenOf(track, 'coord').flatMap(({ text }, index): Position[] => {
        const [longitude, latitude, height] = text.trim().split(/\s+/)
        const point = position(latitude, longitude, passed)
        const time = when[index] ?? ''
        return point ? [{ ...point, ms: msOf(time), written: time, height: numberOf(height), words: '' }] : []
      })
    })
    const found: Line[] = []
    const points = coordinates('Point').flatMap(written)
    if (points.length > 0)
      found.push({
        name,
        kind: 'point',
        segments: [points.map((one) => ({ ...one, ms: msOf(stamp), written: stamp, words: about }))],
      })
    const runs = [...coordinates('LineString').map(written), ...tracks]
    if (runs.length > 0) found.push({ name, kind: 'line', segments: runs.map((one) => saying(about, one)) })
    if (edges.length > 0) found.push({ name, kind: 'area', segments: edges.map((one) => saying(about, written(one))) })
    return found
  })
  const links = allIn(top, 'NetworkLink').length
  return {
    format: 'KML',
    lines,
    facts: allIn(top, 'Document').flatMap((one) =>
      ['name', 'description'].flatMap((name) => {
        const value = textOf(one, name)
        return value === undefined ? [] : [{ name, value: value.slice(0, 2000), source: 'KML Document' }]
      }),
    ),
    problems: [
      ...passedInWords(passed),
      ...(links > 0 ? [`It asks for ${links} other files over the network (NetworkLink). None was fetched.`] : []),
    ],
  }
}
