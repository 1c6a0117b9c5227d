import type { Shape } from '../../../../shared/contract/evidence/shapes.ts'

/** Metres of one degree of latitude. */
const metresADegree = 111_195
/** The least that is shown, in degrees of latitude: about a kilometre. */
const least = 0.01

/** How degrees become places of a drawing: the middle, and how many units a degree of latitude has. */
export interface Frame {
  latitude: number
  longitude: number
  scale: number
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180
/** How much narrower a degree of longitude is than one of latitude; never nothing, at a pole. */
export const narrowing = (latitude: number): number => Math.max(0.02, Math.cos(radians(latitude)))

export const degreesOf = (metres: number): number => metres / metresADegree

/** A longitude as it is drawn: on the side of the antimeridian on which the middle lies. */
export const besides = (longitude: number, middle: number): number =>
  longitude - 360 * Math.round((longitude - middle) / 360)

/** The frame in which all shapes are seen. Where they lie on both sides of the 180th meridian the drawing goes across it. */
export function frameOf(shapes: readonly Shape[], width: number, height: number): Frame {
  let [south, north] = [90, -90]
  const longitudes: number[] = []
  for (const { path, radius } of shapes) {
    const around = degreesOf(radius ?? 0)
    for (const [latitude, longitude] of path) {
      south = Math.min(south, latitude - around)
      north = Math.max(north, latitude + around)
      const wide = Math.min(180, around / narrowing(latitude))
      longitudes.push(longitude - wide, longitude + wide)
    }
  }
  if (longitudes.length === 0) return { latitude: 0, longitude: 0, scale: height / 180 }
  const { west, span } = across(longitudes)
  const latitude = (south + north) / 2
  const narrow = narrowing(latitude)
  const scale = 0.86 * Math.min(height / Math.max(least, north - south), width / Math.max(least, span * narrow))
  return { latitude, longitude: west + span / 2, scale }
}

/** The shortest stretch of longitude in which all lie, from its western end. */
function across(longitudes: readonly number[]): { west: number; span: number } {
  const around = longitudes.map((one) => besides(one, 0)).sort((a, b) => a - b)
  let [west, widest] = [around[0] ?? 0, 360 - ((around.at(-1) ?? 0) - (around[0] ?? 0))]
  for (const [index, longitude] of around.entries()) {
    const before = around[index - 1]
    if (before === undefined || longitude - before <= widest) continue
    widest = longitude - before
    west = longitude
  }
  return { west, span: 360 - widest }
}

/** The distance between lines of the grid, in degrees, so that a handful is seen of a span. */
export function stepOf(span: number): number {
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5].find((one) => one * power >= rough) ?? 10
  return Math.min(60, factor * power)
}

/** A round length in metres that is at most so many units long. */
export function barOf(scale: number, most: number): { metres: number; length: number } {
  const whole = (most / scale) * metresADegree
  const power = 10 ** Math.floor(Math.log10(whole))
  const metres = ([5, 2, 1].find((one) => one * power <= whole) ?? 1) * power
  return { metres, length: degreesOf(metres) * scale }
}
