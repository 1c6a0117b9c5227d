import { earliest, latest, type OccurredAt } from '../../../../shared/kernel/time.ts'

const day = 86_400_000

/** A clock that was checked. */
export interface Checked {
  offsetMs: number
  driftMsPerDay: number
  uncertaintyMs: number
  checkedAt: string
}

/** Milliseconds since 1970 between which something lies. */
export interface Bounds {
  earliest: number
  latest: number
}

/** When something was, as far as is known: it began, and where it went on ended, between two instants each. */
export interface Span {
  began: Bounds
  ended: Bounds | null
}

/** By how much a clock was ahead at an instant that it showed, in milliseconds. */
const aheadAt = ({ offsetMs, driftMsPerDay, checkedAt }: Checked, shown: number): number =>
  offsetMs + (driftMsPerDay * (shown - Date.parse(checkedAt))) / day

function boundsOf(when: OccurredAt, clock: Checked | null): Bounds {
  const [first, last] = [earliest(when), latest(when)]
  if (!clock) return { earliest: first, latest: last }
  return {
    earliest: Math.round(first - aheadAt(clock, first) - clock.uncertaintyMs),
    latest: Math.round(last - aheadAt(clock, last) + clock.uncertaintyMs),
  }
}

/** The span of what began and may have gone on; null where no time is known. With a clock its times are corrected. */
export const spanOf = (
  { began, ended }: { began: OccurredAt | null; ended: OccurredAt | null },
  clock: Checked | null,
): Span | null => began && { began: boundsOf(began, clock), ended: ended && boundsOf(ended, clock) }

/** The instant by which it may have been over at the earliest. */
const overBy = ({ began, ended }: Span): number => (ended ? Math.max(ended.earliest, began.earliest) : began.earliest)

/** The most time that can lie between two things, in milliseconds; below zero: they cannot but overlap. */
export const mostBetween = (a: Span, b: Span): number =>
  Math.max(b.began.latest - overBy(a), a.began.latest - overBy(b))

/** The least time that must lie between two accounts of when one thing was; zero where they may mean the same time. */
export function leastApart(a: Span, b: Span): number {
  const [lastOfA, lastOfB] = [
    Math.max(a.began.latest, a.ended?.latest ?? 0),
    Math.max(b.began.latest, b.ended?.latest ?? 0),
  ]
  return Math.max(0, b.began.earliest - lastOfA, a.began.earliest - lastOfB)
}
