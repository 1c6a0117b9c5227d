import { decodeLetters } from '../../../imports/reading/letters.ts'
import { Unreadable } from '../../../readers/index.ts'
import { saying, type Line, type Position, type Track } from './track.ts'

const types = /"type"\s*:\s*"(?:FeatureCollection|Feature|GeometryCollection|(?:Multi)?(?:Point|LineString|Polygon))"/

/** Whether it begins like GeoJSON (RFC 7946). */
export function isGeoJson(start: Uint8Array): boolean {
  const text = Buffer.from(start.subarray(0, 16_384)).toString('latin1')
  return (
    /^(?:\xef\xbb\xbf)?\s*\{/.test(text) &&
    types.test(text) &&
    /"(?:coordinates|features|geometries|geometry)"/.test(text)
  )
}

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const deepest = 20

/** Geometries of GeoJSON by their features: longitude stands before latitude (RFC 7946, section 3.1.1). Fails with Unreadable. */
export function readGeoJson(bytes: Uint8Array): Track {
  let parsed: unknown
  try {
    parsed = JSON.parse(decodeLetters(bytes, { utf8: true }).text.replace(/^\uFEFF/, ''))
  } catch {
    throw new Unreadable('It begins like GeoJSON, and is no JSON to its end: it is cut off or damaged.')
  }
  const lines: Line[] = []
  let nowhere = 0
  const pointOf = (value: unknown): Position[] => {
    const [longitude, latitude, height] = Array.isArray(value) ? (value as unknown[]) : []
    const real =
      typeof longitude === 'number' &&
      typeof latitude === 'number' &&
      Math.abs(latitude) <= 90 &&
      Math.abs(longitude) <= 180
    if (!real) nowhere += 1
    return real
      ? [
          {
            latitude,
            longitude,
            ms: undefined,
            written: '',
            height: typeof height === 'number' ? height : null,
            words: '',
          },
        ]
      : []
  }
  const run = (value: unknown): Position[] =>
    Array.isArray(value) ? value.flatMap((one: unknown) => pointOf(one)) : []
  const runs = (value: unknown): Position[][] => (Array.isArray(value) ? value.map((one: unknown) => run(one)) : [])
  const add = (geometry: unknown, name: string, words: string, depth: number): void => {
    if (!isFields(geometry) || depth > deepest) return
    const { type, coordinates, geometries } = geometry
    const told = (all: Position[]): Position[] => all.map((one) => ({ ...one, words }))
    if (type === 'Point') lines.push({ name, kind: 'point', segments: [told(pointOf(coordinates))] })
    else if (type === 'MultiPoint') lines.push({ name, kind: 'point', segments: [told(run(coordinates))] })
    else if (type === 'LineString') lines.push({ name, kind: 'line', segments: [saying(words, run(coordinates))] })
    else if (type === 'MultiLineString')
      lines.push({ name, kind: 'line', segments: runs(coordinates).map((one) => saying(words, one)) })
    else if (type === 'Polygon')
      lines.push({ name, kind: 'area', segments: runs(coordinates).map((one) => saying(words, one)) })
    else if (type === 'MultiPolygon')
      lines.push({
        name,
        kind: 'area',
        segments: Array.isArray(coordinates)
          ? coordinates.flatMap((one: unknown) => runs(one).map((edge) => saying(words, edge)))
          : [],
      })
    else if (Array.isArray(geometries)) for (const one of geometries as unknown[]) add(one, name, words, depth + 1)
  }
  const features = isFields(parsed) && Array.isArray(parsed['features']) ? (parsed['features'] as unknown[]) : [parsed]
  for (const [index, feature] of features.entries()) {
    if (!isFields(feature)) continue
    const properties = isFields(feature['properties']) ? feature['properties'] : {}
    const name =
      ['name', 'title', 'Name'].map((key) => properties[key]).find((value) => typeof value === 'string') ??
      `feature ${index + 1}`
    const words = Object.entries(properties)
      .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join('; ')
      .slice(0, 2000)
    add(feature['type'] === 'Feature' ? feature['geometry'] : feature, name.slice(0, 300), words, 0)
  }
  return {
    format: 'GeoJSON',
    lines,
    facts: [],
    problems: nowhere > 0 ? [`${nowhere} of its points have no position on Earth, and are left out.`] : [],
  }
}
