import { isInstant } from '../../../../shared/kernel/time.ts'
import { childrenOf, textOf, type Element } from '../reading/xml.ts'

export interface Point {
  latitude: number
  longitude: number
  /** ms since 1970; undefined where it says no time, or one that is not an instant. */
  at: number | undefined
}

export type TimedPoint = Point & { at: number }

/** What was passed over in a file, to be named once for all. */
export interface Passed {
  /** Points whose latitude or longitude is none. */
  nowhere: number
  /** Points at exactly 0, 0: what a device writes that does not know where it is. */
  zero: number
  /** Points that say no time at all. */
  untimed: number
  /** Times without a zone: a moment that nobody knows (GPX 1.1: times are UTC, `xsd:dateTime`). */
  zoneless: number
  /** Times that are none. */
  broken: number
}

export const nothingPassed = (): Passed => ({ nowhere: 0, zero: 0, untimed: 0, zoneless: 0, broken: 0 })

/** The points of an element that have a position on Earth. */
export const pointsOf = (parent: Element, name: string, passed: Passed): Point[] =>
  childrenOf(parent, name).flatMap((element) => pointOf(element, passed) ?? [])

/** One point; undefined where its position is none. */
export function pointOf(element: Element, passed: Passed): Point | undefined {
  const latitude = degrees(element.attributes['lat'], 90)
  const longitude = degrees(element.attributes['lon'], 180)
  if (latitude === undefined || longitude === undefined) {
    passed.nowhere++
    return undefined
  }
  if (latitude === 0 && longitude === 0) {
    passed.zero++
    return undefined
  }
  return { latitude, longitude, at: timeOf(textOf(element, 'time'), passed) }
}

function degrees(text: string | undefined, most: number): number | undefined {
  if (text === undefined || !/^\s*[+-]?\d{1,3}(?:\.\d{0,20})?(?:[eE][+-]?\d{1,2})?\s*$/.test(text)) return undefined
  const value = Number(text)
  return Math.abs(value) <= most ? value : undefined
}

/** An instant of a GPX file, ms since 1970; fractions of a second may have any number of digits. */
function timeOf(text: string | undefined, passed: Passed): number | undefined {
  if (text === undefined) {
    passed.untimed++
    return undefined
  }
  const exact = text.trim().replace(/(\.\d{1,3})\d*/, '$1')
  if (isInstant(exact)) return Date.parse(exact)
  if (isInstant(`${exact}Z`)) passed.zoneless++
  else passed.broken++
  return undefined
}

export const isTimed = (point: Point): point is TimedPoint => point.at !== undefined

/** A time of the file itself (`metadata`), ms since 1970; undefined when there is none. */
export const instantOf = (element: Element, name: string): number | undefined =>
  timeOf(textOf(element, name), nothingPassed())

/**
 * The smallest box around points, `south, west to north, east`. Where that crosses the antimeridian the west is the greater
 * number (RFC 7946, section 5.2), and it is said.
 */
export function box(points: readonly Point[]): string | undefined {
  const [first] = points
  if (!first) return undefined
  let [south, north] = [90, -90]
  for (const { latitude } of points) {
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  }
  const around = points.map(({ longitude }) => longitude).sort((a, b) => a - b)
  let [west, east] = [around[0] ?? 0, around.at(-1) ?? 0]
  let widest = 360 - (east - west)
  for (const [index, longitude] of around.entries()) {
    const before = around[index - 1]
    if (before === undefined || longitude - before <= widest) continue
    widest = longitude - before
    ;[west, east] = [longitude, before]
  }
  return `${south}, ${west} to ${north}, ${east}${west > east ? ' (across the 180th meridian)' : ''}`
}
