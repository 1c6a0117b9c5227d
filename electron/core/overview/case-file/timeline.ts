import type { TimelineEvent } from '../../../../shared/contract/cases.ts'
import { earliest, inZone, isLateEntry, offsetWhereTwice } from '../../../../shared/kernel/time.ts'
import type { AboutCase, CaseParts, Moment } from '../../record/members/index.ts'

/** What happened in a case and what was done, as its features tell it, on one axis, oldest first. */
export const timelineOf = (features: readonly CaseParts[], about: AboutCase): TimelineEvent[] =>
  features
    .flatMap(({ timeline }) => (timeline === 'none' ? [] : timeline(about)))
    .map((moment) => eventOf(moment, about.zone))
    .sort((a, b) => (a.sortAt < b.sortAt ? -1 : a.sortAt > b.sortAt ? 1 : a.seq - b.seq))

/** `zone` is for instants that name no place. */
function eventOf({ happened, recordedAt, ...rest }: Moment, zone: string): TimelineEvent {
  const isInstant = typeof happened === 'string'
  const happenedAt = isInstant ? inZone(happened, zone) : happened
  return {
    ...rest,
    happenedAt,
    offset: isInstant ? offsetWhereTwice(happened, zone) : null,
    recordedAt,
    sortAt: new Date(isInstant ? happened : earliest(happened)).toISOString(),
    late: rest.late ?? isLateEntry(happenedAt, recordedAt),
  }
}
