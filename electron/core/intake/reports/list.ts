import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { findMember, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { countReports, type Counts } from './counts.ts'
import { reportsHolding } from './find-words.ts'
import { momentOf, toRow, type Row } from './queries.ts'
import { matchOf, type ReportMatch } from './report-match.ts'
import { countNotifications } from './triage/notifications.ts'
import {
  countAssigned,
  countSnoozed,
  countTelling,
  dueOrder,
  dueParts,
  narrow,
  whyHere,
  type Narrowed,
} from './triage/queue.ts'

type Disposition = Checked<'report.list'>['disposition']

const orders = {
  grave: 'immediate_danger desc, severity_rank desc, received_ms, serial',
  newest: 'received_ms desc, serial desc',
}

interface Wanted {
  where: string
  values: (string | number | Uint8Array)[]
  order: string
  orderValues: number[]
  limit: number
  offset: number
}

/** The queue: one page of the reports with a disposition that hold every word of the filter, and the counts. */
export function listReports(
  workspace: Pick<Workspace, 'db' | 'member' | 'ports' | 'stood'>,
  input: Checked<'report.list'>,
): Omit<Output<'report.list'>, 'stood'> {
  const { db } = workspace
  const { disposition, filter, limit, offset, holds } = input
  const now = momentOf(workspace)
  const narrowed = narrowing(workspace, input, now)
  const words = filter.split(/\s+/).filter((word) => word !== '')
  const telling = words.length === 0 ? undefined : matchOf(reportsHolding(db, words))
  const { conditions, values } = narrow(narrowed)
  const all = [
    // Not as a value, so that the indexes of the open ones serve; few reports are better found by their serial numbers (+).
    ...(disposition === 'all' ? [] : [`${telling?.few ? '+' : ''}disposition = '${disposition}'`]),
    ...conditions,
    ...(telling ? [telling.condition] : []),
  ]
  // What has left the queue is due no more.
  const order = input.order === 'due' && disposition !== 'open' ? 'newest' : input.order
  const wanted: Wanted = {
    where: all.length > 0 ? `where ${all.join(' and ')}` : '',
    values: [...values, ...(telling ? [telling.value] : [])],
    ...(order === 'due' ? { order: dueOrder, orderValues: [now] } : { order: orders[order], orderValues: [] }),
    limit,
    offset,
  }
  const counts = countReports(db)
  const reading = fewIn(disposition, narrowed, telling)
  const { total, rows } =
    reading === undefined
      ? {
          total: countAll(db, disposition, counts, narrowed, telling),
          rows: (order === 'due' ? queue : list)(db, wanted, now),
        }
      : sorted(db, wanted, reading)
  const why = whyHere(db, now)
  return {
    items: rows.map((row) => ({ ...toRow(row), why: why(row) })),
    total,
    holds: holds === undefined ? null : listHolds(db, wanted, holds),
    counts,
    snoozed: countSnoozed(db, now),
    late: countNotifications(db, now).late,
  }
}

/** Whether a report is one of those that the conditions leave. */
function listHolds(db: Reader, { where, values }: Wanted, ref: string): boolean {
  const sought = db.get<{ id: string }>('select id from report where id = ? or number = ?', ref, ref)
  // By its id first: the conditions then look at one row.
  const found =
    sought && db.get(`select 1 from report ${where === '' ? 'where' : `${where} and`} id = ?`, ...values, sought.id)
  return found !== undefined
}

/** Whose reports, and which of those put aside: of the open ones only. */
function narrowing(
  { db, member }: Pick<Workspace, 'db' | 'member'>,
  { disposition, assigned, snoozed }: Checked<'report.list'>,
  now: number,
): Narrowed {
  if (disposition !== 'open') return { assignee: undefined, snoozed: 'show', now }
  const whose = { anyone: undefined, me: member.id, nobody: null }
  return { assignee: typeof assigned === 'object' ? findMember(db, assigned.member).id : whose[assigned], snoozed, now }
}

/** By what the reports are read where they are few enough to be sorted; undefined where the page is cut out of an index. */
function fewIn(disposition: Disposition, { assignee, snoozed }: Narrowed, telling?: ReportMatch): string | undefined {
  if (telling?.few) return ''
  if (typeof assignee === 'string') return 'indexed by report_assigned'
  if (snoozed === 'only') return 'indexed by report_snoozed'
  return telling && disposition === 'all' ? 'not indexed' : undefined
}

/** How many reports there are in all the pages of a list that is cut out of an index. */
function countAll(
  db: Reader,
  disposition: Disposition,
  counts: Counts,
  { assignee, snoozed, now }: Narrowed,
  telling?: ReportMatch,
): number {
  if (disposition === 'all') return counts.open + counts.promoted + counts.merged + counts.declined
  const all = telling ? countTelling(db, telling, disposition, counts) : counts[disposition]
  const aside = snoozed === 'hide' ? countSnoozed(db, now, telling) : 0
  return all - aside - (assignee === null ? countAssigned(db, { now, snoozed }, telling) : 0)
}

/** The open reports in the order of what is due: the page is cut out of the parts of that order, one after the other. */
function queue(db: Reader, { where, values, limit, offset }: Wanted, now: number): Row[] {
  const rows: Row[] = []
  let skip = offset
  for (const part of dueParts) {
    if (rows.length === limit) break
    const found = db.all<Row>(
      `select report.* from report indexed by ${part.index} ${where} and ${part.where} order by ${part.order} limit ? offset ?`,
      ...values,
      ...part.values(now),
      limit - rows.length,
      skip,
    )
    if (found.length === 0 && skip > 0) {
      const { passed } = db.get<{ passed: number }>(
        `select count(*) as passed from report indexed by ${part.index} ${where} and ${part.where}`,
        ...values,
        ...part.values(now),
      ) ?? { passed: 0 }
      skip = Math.max(0, skip - passed)
    } else skip = 0
    rows.push(...found)
  }
  return rows
}

/** An index gives the page. */
const list = (db: Reader, { where, values, order, limit, offset }: Wanted): Row[] =>
  db.all<Row>(`select * from report ${where} order by ${order} limit ? offset ?`, ...values, limit, offset)

/**
 * Few reports are read once and sorted: in the order of an index each of those that are passed over would cost a page that
 * is fetched and decrypted.
 */
function sorted(
  db: Reader,
  { where, values, order, orderValues, limit, offset }: Wanted,
  reading: string,
): { total: number; rows: Row[] } {
  const rows = db.all<Row & { total: number; id: string | null }>(
    `with hit as materialized (
       select rowid as place, immediate_danger, severity_rank, queue_rank, next_due_ms, received_ms, serial from report
       ${reading} ${where}
     ),
     page as (select place, row_number() over (order by ${order}) as rank from hit order by rank limit ? offset ?)
     select total, report.* from (select count(*) as total from hit) left join page on true
       left join report on report.rowid = page.place order by rank`,
    ...values,
    ...orderValues,
    limit,
    offset,
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter(({ id }) => id !== null) }
}
