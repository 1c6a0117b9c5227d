import { clockOf, dayOf, shortly, stretch, weekdayOf } from '../../ui/time.ts'
import { words as fixed } from './catalogue.ts'

const day = 86_400_000

export interface DueGroup<Row> {
  name: string
  rows: Row[]
}

/** Cases by when their follow-up is due, the most pressing first. Empty groups are left out. */
export function groupByDue<Row extends { followUpDue: string | null; number: string; status: string }>(
  rows: readonly Row[],
  now: number,
): DueGroup<Row>[] {
  const today = dayOf(new Date(now).toISOString())
  const groupOf = ({ followUpDue, status }: Row): string => {
    if (status === 'closed' || status === 'destroyed') return fixed.closed
    if (followUpDue === null) return fixed.noFollowUp
    const at = Date.parse(followUpDue)
    if (at < now) return fixed.late
    if (dayOf(followUpDue) === today) return fixed.today
    return at - now < 7 * day ? fixed.thisWeek : fixed.later
  }
  const dueOf = ({ followUpDue }: Row): number => (followUpDue === null ? 0 : Date.parse(followUpDue))
  const sorted = [...rows].sort((a, b) => dueOf(a) - dueOf(b) || b.number.localeCompare(a.number))
  return [fixed.late, fixed.today, fixed.thisWeek, fixed.later, fixed.noFollowUp, fixed.closed]
    .map((name) => ({ name, rows: sorted.filter((row) => groupOf(row) === name) }))
    .filter(({ rows: held }) => held.length > 0)
}

/** A due date in the width of a list: how late, a clock today, a weekday this week, else a date. */
export function dueShort(due: string, now: number): { late: boolean; words: string } {
  const at = Date.parse(due)
  if (at < now) return { late: true, words: stretch(now - at) }
  if (dayOf(due) === dayOf(new Date(now).toISOString())) return { late: false, words: clockOf(due) }
  return { late: false, words: at - now < 7 * day ? weekdayOf(due) : shortly(due, now) }
}
