import type { Output } from '../../../shared/contract/contract.ts'

export type Journey = Output<'travel.list'>
export type Leg = Journey['legs'][number]
export type Deviation = Leg['deviations'][number]

export const modeWords: Record<Leg['mode'], string> = {
  road: 'Road',
  air: 'Air',
  rail: 'Rail',
  sea: 'Sea',
  foot: 'On foot',
  stay: 'Stay',
}

export const deviationWords: Record<Deviation['kind'], string> = {
  late: 'Late',
  early: 'Early',
  'other-route': 'Other route',
  'other-place': 'Other place',
  'not-travelled': 'Not travelled',
  'no-word': 'No word',
  other: 'Other',
}

export const placeWords = ({ name, latitude, longitude }: Leg['from']): string =>
  name ?? (latitude === undefined || longitude === undefined ? 'not named' : `${latitude}, ${longitude}`)

/** `44 min late`, `5 min early`, `on time`; empty where it is not known to the minute. */
export function latenessWords(minutes: number | null): string {
  if (minutes === null) return ''
  if (minutes === 0) return 'on time'
  const size = Math.abs(minutes)
  const words = size < 120 ? `${size} min` : `${Math.floor(size / 60)} h ${size % 60}`
  return `${words} ${minutes > 0 ? 'late' : 'early'}`
}
