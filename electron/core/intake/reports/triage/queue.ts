import { dispositions, type ReportRow } from '../../../../../shared/contract/intake.ts'
import type { Why } from '../../../../../shared/contract/queue.ts'
import type { Severity } from '../../../../../shared/contract/fields.ts'
import type { Reader } from '../../../record/vault/index.ts'
import type { Counts } from '../counts.ts'
import { isSite } from '../sites.ts'
import type { ReportMatch } from '../report-match.ts'

type Disposition = ReportRow['disposition']

/** Columns of a report that say where it stands in the queue. */
export interface QueueColumns {
  number: string
  serial: number
  id: string
  disposition: string
  immediate_danger: number
  severity: Severity['level'] | null
  severity_rank: number
  received_ms: number
  place_name: string | null
  next_due_ms: number | null
  snoozed_until: string | null
  snoozed_ms: number
  snooze_reason: string | null
  assignee: string | null
  assignee_name: string | null
}

/** What narrows the open reports. */
export interface Narrowed {
  /** A member's id; null: nobody's; undefined: anybody's. */
  assignee: string | null | undefined
  snoozed: 'hide' | 'only' | 'show'
  now: number
}

/** Conditions on a report for who has it and whether it was put aside, with their values. */
export function narrow({ assignee, snoozed, now }: Narrowed): { conditions: string[]; values: (string | number)[] } {
  const conditions: string[] = []
  const values: (string | number)[] = []
  if (assignee === null) conditions.push('assignee is null')
  if (typeof assignee === 'string') {
    conditions.push('assignee = ?')
    values.push(assignee)
  }
  if (snoozed === 'hide') conditions.push('snoozed_ms <= ?')
  if (snoozed === 'only') conditions.push('snoozed_ms > 0 and snoozed_ms > ?')
  if (snoozed !== 'show') values.push(now)
  return { conditions, values }
}

const danger = 'immediate_danger = 1 and severity_rank = 0'

/** The order of the queue as one expression, for lists that are short enough to be sorted. Its one value is now. */
export const dueOrder = `(${danger}) desc, case when next_due_ms < ? then next_due_ms else 9e15 end,
   queue_rank desc, received_ms, serial`

interface Part {
  where: string
  values: (now: number) => number[]
  order: string
  index: string
}

/**
 * The order of what is due in its three parts. "Late" changes with the clock, so no index holds the whole order; but
 * each part is one stretch of an index, and the first two are short.
 */
export const dueParts: readonly Part[] = [
  { where: danger, values: () => [], order: 'received_ms, serial', index: 'report_danger' },
  {
    where: `next_due_ms < ? and not (${danger})`,
    values: (now) => [now],
    order: 'next_due_ms, queue_rank desc, received_ms, serial',
    index: 'report_late',
  },
  {
    where: `(next_due_ms is null or next_due_ms >= ?) and not (${danger})`,
    values: (now) => [now],
    order: 'queue_rank desc, received_ms, serial',
    index: 'report_due',
  },
]

export const queueIndexes = `
  create index report_due on report (disposition, queue_rank desc, received_ms, serial, next_due_ms, snoozed_ms,
    immediate_danger, severity_rank, assignee);
  create index report_danger on report (received_ms, serial) where disposition = 'open' and ${danger};
  create index report_late on report (next_due_ms) where disposition = 'open' and next_due_ms is not null;
  create index report_assigned on report (assignee, snoozed_ms) where disposition = 'open' and assignee is not null;
  create index report_snoozed on report (snoozed_ms) where disposition = 'open' and snoozed_ms > 0;
  create index report_ungraded on report (received_ms, serial) where disposition = 'open' and severity_rank = 0;
  create index report_place on report (place_name, received_ms, number) where place_name is not null;
  create index report_reporter on report (reporter, received_ms) where reporter is not null;`

const counted = (db: Reader, where: string, values: (string | number)[], telling: ReportMatch | undefined): number =>
  db.get<{ many: number }>(
    `select count(*) as many from report ${where} ${telling ? `and ${telling.condition}` : ''}`,
    ...values,
    ...(telling ? [telling.value] : []),
  )?.many ?? 0

/** How many open reports are somebody's, of those put aside or not as the same narrowing says. */
export function countAssigned(
  db: Reader,
  { now, snoozed }: Pick<Narrowed, 'now' | 'snoozed'>,
  telling?: ReportMatch,
): number {
  const { conditions, values } = narrow({ assignee: undefined, snoozed, now })
  const where = ["disposition = 'open'", 'assignee is not null', ...conditions].join(' and ')
  return counted(db, `indexed by report_assigned where ${where}`, values, telling)
}

/** How many open reports were put aside and have not come back. */
export const countSnoozed = (db: Reader, now: number, telling?: ReportMatch): number =>
  counted(
    db,
    `indexed by report_snoozed where disposition = 'open' and snoozed_ms > 0 and snoozed_ms > ?`,
    [now],
    telling,
  )

/** How many of the reports that hold a filter's words have a disposition: counted where there are fewer to count. */
export function countTelling(db: Reader, telling: ReportMatch, disposition: Disposition, counts: Counts): number {
  const others = dispositions.filter((one) => one !== disposition)
  const those = (some: readonly Disposition[]): number =>
    counted(
      db,
      `indexed by report_newest where disposition in (${some.map((one) => `'${one}'`).join(', ')})`,
      [],
      telling,
    )
  return others.reduce((sum, one) => sum + counts[one], 0) < counts[disposition]
    ? telling.count - those(others)
    : those([disposition])
}

const month = 30 * 86_400_000

/** Says of each report why it stands where it stands. */
export function whyHere(db: Reader, now: number): (row: QueueColumns) => Why | null {
  const oldest = db.get<{ serial: number }>(
    `select serial from report indexed by report_ungraded
     where disposition = 'open' and severity_rank = 0 and snoozed_ms <= ?
     order by received_ms, serial limit 1`,
    now,
  )?.serial
  return (row) => {
    if (row.disposition !== 'open') return null
    if (row.immediate_danger === 1 && row.severity_rank === 0) return { kind: 'danger' }
    const snooze = (): Why | null =>
      row.snoozed_until === null ? null : { kind: 'snoozed', until: row.snoozed_until, reason: row.snooze_reason ?? '' }
    if (row.snoozed_ms > now) return snooze()
    const duty = row.next_due_ms === null ? null : firstNotification(db, row.id)
    if (duty && Date.parse(duty.due) < now) return { kind: 'duty', ...duty }
    const back = snooze()
    if (back) return back
    if (duty) return { kind: 'duty', ...duty }
    const near = sameNearby(db, row)
    if (near.length > 0) return { kind: 'same-place', reports: near }
    if (row.severity !== null) return { kind: 'graded', level: row.severity }
    return { kind: row.serial === oldest ? 'oldest' : 'ungraded' }
  }
}

const firstNotification = (db: Reader, report: string): { tell: string; what: string; due: string } | null =>
  db.get<{ tell: string; what: string; due: string }>(
    `select tell, what, due from duty where report_id = ? and state = 'open' order by due_ms limit 1`,
    report,
  ) ?? null

/** The two newest reports of the same place in the month before this one came. */
const sameNearby = (db: Reader, { place_name: place, received_ms: received, number }: QueueColumns): string[] =>
  !isSite(place)
    ? []
    : db
        .all<{ number: string }>(
          `select number from report where place_name = ? and received_ms between ? and ? and number <> ?
           order by received_ms desc limit 2`,
          place,
          received - month,
          received,
          number,
        )
        .map((other) => other.number)
