import type { Output } from '../../../shared/contract/contract.ts'
import { lateness } from '../../../shared/kernel/show.ts'
import { words } from './catalogue.ts'

export type Journey = Output<'travel.list'>
export type Leg = Journey['legs'][number]
export type Deviation = Leg['deviations'][number]

export const modeWords: Record<Leg['mode'], string> = words.modeWords

export const deviationWords: Record<Deviation['kind'], string> = words.deviationWords

export const placeWords = ({ name, latitude, longitude }: Leg['from']): string =>
  name ?? (latitude === undefined || longitude === undefined ? words.notNamed : `${latitude}, ${longitude}`)

/** `44 min late`, `5 min early`, `on time`; empty where it is not known to the minute. */
export const latenessWords = (minutes: number | null): string => (minutes === null ? '' : lateness(minutes))
