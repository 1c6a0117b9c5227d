import type { TimelineEvent } from '../../../../shared/contract/cases.ts'
import { lateness, spoken } from '../../../../shared/kernel/show.ts'
import type { Leg } from '../../../../shared/contract/travel.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import { placeInWords } from '../../casework/travel/index.ts'

/** What an event says, its times apart. */
export type Told = Omit<TimelineEvent, 'happenedAt' | 'offset' | 'recordedAt' | 'sortAt' | 'late'>
type Moment = [happened: OccurredAt, recordedAt: string, rest: Told]

/** What is on record of how a leg went; one that was only planned stands at its planned departure. */
export function journeyOf(leg: Leg): Moment[] {
  const about = (title: string, text: string, who = leg.principal): Told => ({
    kind: 'travel',
    title: `${leg.number} ${title}`,
    text,
    who,
    ref: leg.id,
    seq: leg.seq,
  })
  const way = `${placeInWords(leg.from)} to ${placeInWords(leg.to)}`
  const went: Moment[] = []
  if (leg.departed) went.push([leg.departed, leg.departedRecordedAt ?? leg.recordedAt, about('departed', way)])
  if (leg.arrived) {
    const arrived = about('arrived', `${way}${offPlan(leg.arrivedLate)}`)
    went.push([leg.arrived, leg.arrivedRecordedAt ?? leg.recordedAt, arrived])
  }
  const plan = leg.cancelled === null ? about('planned', way) : about('cancelled', `${way}. ${leg.cancelled}`)
  if (went.length === 0) went.push([leg.departure, leg.recordedAt, plan])
  for (const { kind, what, noticedAt, recordedAt, recordedBy } of leg.deviations)
    went.push([noticedAt, recordedAt, about(`deviates, ${spoken(kind)}`, what, recordedBy)])
  return went
}

const offPlan = (minutes: number | null): string => (minutes === null || minutes === 0 ? '' : `, ${lateness(minutes)}`)
