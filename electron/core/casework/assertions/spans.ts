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

const meant = (when: OccurredAt): Bounds => ({ earliest: earliest(when), latest: latest(when) })

const corrected = (shown: Bounds, clock: Checked): Bounds => ({
  earliest: Math.round(shown.earliest - aheadAt(clock, shown.earliest) - clock.uncertaintyMs),
  latest: Math.round(shown.latest - aheadAt(clock, shown.latest) + clock.uncertaintyMs),
})

/** The span of what began and may have gone on, as it was told; null where no time is known. */
export const spanOf = ({ began, ended }: { began: OccurredAt | null; ended: OccurredAt | null }): Span | null =>
  began && { began: meant(began), ended: ended && meant(ended) }

/** A span that a clock showed, as the clock's check makes it. */
export const correctedBy = (clock: Checked, { began, ended }: Span): Span => ({
  began: corrected(began, clock),
  ended: ended && corrected(ended, clock),
})

/** The instant by which it may have been over at the earliest. */
const overBy = ({ began, ended }: Span): number => (ended ? Math.max(ended.earliest, began.earliest) : began.earliest)

/** The most time that can lie between two things, in milliseconds; below zero: they cannot but overlap. */
export const mostBetween = (a: Span, b: Span): number =>
  Math.max(b.began.latest - overBy(a), a.began.latest - overBy(b))

const lastOf = ({ began, ended }: Span): number => Math.max(began.latest, ended?.latest ?? began.latest)

/** The least time that must lie between two accounts of when one thing was; zero where one ends as the other begins, below where they may mean the same time. */
export const leastApart = (a: Span, b: Span): number =>
  Math.max(b.began.earliest - lastOf(a), a.began.earliest - lastOf(b))
