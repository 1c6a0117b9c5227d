import { metresBetween } from '../../../../shared/kernel/distance.ts'
import { wordsForm, type Claim } from './claim.ts'

/** Places nearer than this count as one: nobody says where they were to the metre. */
const samePlaceMetres = 300
/** Points of a place of one name: a park, an airport. */
const sameNameMetres = 5000
/** As fast as can be: out of town by road, on by the fastest train; or an hour on the ground and an airliner with the wind. */
const byRoad = { metres: 50_000, metresPerSecond: 36 }
const byRailMetresPerSecond = 85
const byAir = { groundSeconds: 3600, metresPerSecond: 300 }

/** The least time for a way, in milliseconds; never less for a longer one. */
export function travelMs(metres: number): number {
  const road = Math.min(metres, byRoad.metres)
  const onGround = road / byRoad.metresPerSecond + (metres - road) / byRailMetresPerSecond
  return 1000 * Math.min(onGround, byAir.groundSeconds + metres / byAir.metresPerSecond)
}

/** A place as it is compared. */
export interface Spot {
  point: { latitude: number; longitude: number } | null
  words: readonly string[]
}

export function spotOf(place: Claim['place']): Spot | null {
  if (!place) return null
  const { name = '', latitude, longitude } = place
  return {
    point: latitude === undefined || longitude === undefined ? null : { latitude, longitude },
    words: wordsForm(name).split(' ').filter(Boolean),
  }
}

/** How far apart two places are, in metres, where both have coordinates. */
interface Apart {
  /** null: only the names differ. */
  metres: number | null
}

/** How far apart two places are; null where they may be one. */
export function apart(a: Spot | null, b: Spot | null): Apart | null {
  if (!a || !b) return null
  const oneName = a.words.length > 0 && b.words.length > 0 && (within(a.words, b.words) || within(b.words, a.words))
  if (a.point && b.point) {
    const metres = metresBetween(a.point, b.point)
    return metres <= (oneName ? sameNameMetres : samePlaceMetres) ? null : { metres }
  }
  return a.words.length === 0 || b.words.length === 0 || oneName ? null : { metres: null }
}

/** Whether all words of a name stand in another: “Gate 3” in “Gate 3, Mercer Street”. */
const within = (few: readonly string[], many: readonly string[]): boolean => few.every((word) => many.includes(word))
