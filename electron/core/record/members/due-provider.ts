import type { DueItem } from '../../../../shared/contract/due.ts'
import { endOfDay } from '../../../../shared/kernel/time.ts'
import type { Reader } from '../vault/index.ts'
import type { Found } from './queries.ts'

/** Whose due things are looked for (left out: everybody's), and in whose zone a day begins and ends. */
export interface Looking {
  db: Reader
  zone: string
  member: Found | undefined
}

type Due = Omit<DueItem, 'lateBy'>
type Timed = Omit<Due, 'day'>

/** What is due by a feature's record: of one member, or of all. */
export type DueProvider = (looking: Looking) => Due[]

export const ofMember = <T extends Timed>(items: T[], member: Found | undefined): T[] =>
  member ? items.filter(({ owner }) => owner === null || owner.id === member.id) : items

/** What has an hour, or none. */
export const timed =
  (provider: (looking: Looking) => Timed[]): DueProvider =>
  (looking) =>
    provider(looking).map((item) => ({ ...item, day: null }))

/** What is for a day, in the zone of the people at work: due on it, and late when it is over. */
export const onDays =
  (provider: (db: Reader) => (Omit<Due, 'due' | 'day'> & { day: string })[]): DueProvider =>
  ({ db, zone, member }) =>
    ofMember(
      provider(db).map((item) => ({ ...item, due: new Date(endOfDay(item.day, zone)).toISOString() })),
      member,
    )
