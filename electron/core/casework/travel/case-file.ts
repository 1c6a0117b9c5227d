import type { Leg } from '../../../../shared/contract/travel.ts'
import { lateness, spoken } from '../../../../shared/kernel/show.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import type { Moment, TimelinePart } from '../../record/members/index.ts'
import { legsOfCase } from './queries.ts'
import { placeInWords } from './words.ts'

/** How the journeys of a case went. */
export const travelHappened: TimelinePart = ({ workspace, case: { id } }) =>
  legsOfCase(workspace.db, id).flatMap(momentsOf)

/** What is on record of how a leg went; one that was only planned stands at its planned departure. */
function momentsOf(leg: Leg): Moment[] {
  const about = (
    happened: OccurredAt,
    recordedAt: string,
    title: string,
    text: string,
    who = leg.principal,
  ): Moment => ({
    happened,
    recordedAt,
    kind: 'travel',
    title: `${leg.number} ${title}`,
    text,
    who,
    ref: leg.id,
    seq: leg.seq,
  })
  const way = `${placeInWords(leg.from)} to ${placeInWords(leg.to)}`
  const went: Moment[] = []
  if (leg.departed) went.push(about(leg.departed, leg.departedRecordedAt ?? leg.recordedAt, 'departed', way))
  if (leg.arrived) {
    const arrived = `${way}${offPlan(leg.arrivedLate)}`
    went.push(about(leg.arrived, leg.arrivedRecordedAt ?? leg.recordedAt, 'arrived', arrived))
  }
  if (went.length === 0) {
    const [title, text] = leg.cancelled === null ? ['planned', way] : ['cancelled', `${way}. ${leg.cancelled}`]
    went.push(about(leg.departure, leg.recordedAt, title, text))
  }
  for (const { kind, what, noticedAt, recordedAt, recordedBy } of leg.deviations)
    went.push(about(noticedAt, recordedAt, `deviates, ${spoken(kind)}`, what, recordedBy))
  return went
}

const offPlan = (minutes: number | null): string => (minutes === null || minutes === 0 ? '' : `, ${lateness(minutes)}`)
