import type { ReactElement } from 'react'
import { zoneName } from '../../shared/kernel/zones.ts'
import type { OccurredAt } from '../../shared/kernel/time.ts'
import { useNow } from './now.ts'
import {
  asStated,
  dayAndClock,
  dueAt,
  dueInWords,
  inUtc,
  instantInFull,
  occurredInFull,
  occurredInWords,
  shortly,
} from './time.ts'

/** An instant in as few characters as the day allows; all of it on hover. */
export const At = ({ at, full = false }: { at: string; full?: boolean }): ReactElement => (
  <time dateTime={at} title={instantInFull(at)}>
    {full ? dayAndClock(at) : shortly(at)}
  </time>
)

/** An instant as it was stated, with the zone of its statement, and UTC under it. */
export function ExactInstant({ at }: { at: string }): ReactElement {
  const { text, zone } = asStated(at)
  return (
    <time dateTime={at} title={instantInFull(at)}>
      {text} {zone}
      {zone !== 'UTC' && <small>{inUtc(Date.parse(at))}</small>}
    </time>
  )
}

/** When something happened, as exactly as it is known and no more. */
export const Occurred = ({ when }: { when: OccurredAt | null }): ReactElement =>
  when === null ? (
    <span className="quiet">not said</span>
  ) : (
    <time dateTime={when.value} title={occurredInFull(when)}>
      {occurredInWords(when)} <span className="quiet">{zoneName(when.zone)}</span>
    </time>
  )

/** A due date with what is left of it beside it. */
export function Due({ at }: { at: string | null }): ReactElement {
  const now = useNow()
  if (at === null) return <b>none</b>
  const { late, words } = dueInWords(at, now)
  return (
    <b className={late ? 'late' : undefined} title={instantInFull(at)}>
      due {dueAt(at, now)}, {words}
    </b>
  )
}

/** An instant as it was stated, on one line: a list's form of ExactInstant. */
export function Stated({ at }: { at: string }): ReactElement {
  const { text, zone } = asStated(at)
  return (
    <time dateTime={at} title={instantInFull(at)}>
      {text} <span className="quiet">{zone}</span>
    </time>
  )
}
