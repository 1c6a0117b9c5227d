import type { Output } from '../../../shared/contract/contract.ts'
import { lateness } from '../../../shared/kernel/show.ts'

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
export const latenessWords = (minutes: number | null): string => (minutes === null ? '' : lateness(minutes))
