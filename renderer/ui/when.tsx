import type { ReactElement } from 'react'
import { zoneName } from '../../shared/kernel/zones.ts'
import type { OccurredAt } from '../../shared/kernel/time.ts'
import { useNow } from './now.ts'
import {
  dayAndClock,
  dueAt,
  dueInWords,
  inUtc,
  instantInFull,
  occurredInFull,
  occurredInWords,
  hasClock,
  shortly,
  viewerZone,
} from './time.ts'
import { words as fixed } from './catalogue.ts'

/** An instant in as few characters as the day allows; all of it on hover. */
export const At = ({ at, full = false }: { at: string; full?: boolean }): ReactElement => (
  <time dateTime={at} title={instantInFull(at)}>
    {full ? dayAndClock(at) : shortly(at)}
  </time>
)

/** An instant to the minute in this computer's zone, with UTC to the second under it. */
export const ExactInstant = ({ at }: { at: string }): ReactElement => (
  <time dateTime={at} title={instantInFull(at)} className="exact">
    <span>{dayAndClock(at)}</span>
    <small>{inUtc(Date.parse(at))}</small>
  </time>
)

/** When something happened, as exactly as it is known and no more; the zone where it is not this computer's. */
export const Occurred = ({ when }: { when: OccurredAt | null }): ReactElement =>
  when === null ? (
    <span className="quiet">{fixed.notSaid}</span>
  ) : (
    <time dateTime={when.value} title={occurredInFull(when)}>
      {occurredInWords(when)}
      {hasClock(when) && when.zone !== viewerZone && <span className="quiet"> {zoneName(when.zone)}</span>}
    </time>
  )

/** A due date with what is left of it beside it. */
export function Due({ at }: { at: string | null }): ReactElement {
  const now = useNow()
  if (at === null) return <b>{fixed.none}</b>
  const { late, words } = dueInWords(at, now)
  return (
    <b className={late ? 'late' : undefined} title={instantInFull(at)}>
      {fixed.dueDueAtItsWords({ dueAt: dueAt(at, now), itsWords: words })}
    </b>
  )
}
