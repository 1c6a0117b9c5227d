import type { Proposal } from '../../../../shared/contract/exchange.ts'
import { textOf, type Tags } from './tags.ts'

/**
 * Where a photo was taken, from its GPS fields. Degrees say nothing without their hemisphere (Exif 2.32, section 4.6.6:
 * GPSLatitudeRef and GPSLongitudeRef have no default), so a position without one is a problem and not a place.
 */
export function placeProposal(tags: Tags, problems: string[]): Proposal | undefined {
  const [north, east] = [degreesOf(tags['GPSLatitude']), degreesOf(tags['GPSLongitude'])]
  if (tags['GPSLatitude'] === undefined && tags['GPSLongitude'] === undefined) return undefined
  if (north === undefined || east === undefined) {
    problems.push('Its position is only half there or broken; it is passed over.')
    return undefined
  }
  const signs = [signOf(textOf(tags, 'GPSLatitudeRef'), 'NS'), signOf(textOf(tags, 'GPSLongitudeRef'), 'EW')]
  const missing = [
    ...(signs[0] === undefined ? ['north or south'] : []),
    ...(signs[1] === undefined ? ['east or west'] : []),
  ]
  if (missing.length > 0) {
    problems.push(
      `Its position (${round(north)}, ${round(east)}) does not say ${missing.join(' and ')}: the hemisphere is not in the file, and it is passed over.`,
    )
    return undefined
  }
  const place = { latitude: round(north * (signs[0] ?? 1)), longitude: round(east * (signs[1] ?? 1)) }
  const real = Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180
  if (!real || (place.latitude === 0 && place.longitude === 0)) {
    problems.push('Its position is not one on Earth, or 0, 0; it is passed over.')
    return undefined
  }
  if (textOf(tags, 'GPSStatus')?.toUpperCase() === 'V')
    problems.push('Its GPS had no fix when the picture was taken (GPSStatus V): the position is an older one.')
  const says = `${place.latitude}, ${place.longitude}`
  return { id: 'place', label: 'Taken where', says, source: 'camera’s GPS', sets: { place } }
}

/** Degrees, minutes and seconds as a number of degrees, without a sign that only a hemisphere gives. */
function degreesOf(value: unknown): number | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > 3) return undefined
  const [degrees = 0, minutes = 0, seconds = 0] = value.map(Number)
  // 60 is what rounding makes of 59.999; more is none.
  if (minutes > 60 || seconds > 60) return undefined
  const sum = degrees + minutes / 60 + seconds / 3600
  return Number.isFinite(sum) ? sum : undefined
}

const signOf = (said: string | undefined, [plus, minus]: string): 1 | -1 | undefined => {
  const first = said?.slice(0, 1).toUpperCase()
  return first === plus ? 1 : first === minus ? -1 : undefined
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
