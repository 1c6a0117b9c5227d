import { count } from 'drizzle-orm'
import type { Output } from '../../../../shared/contract/contract.ts'
import { ddl, query, type Reader, type Writer } from '../../record/vault/index.ts'
import { reportCounts, reports } from './tables.ts'

/** How many reports have each disposition. */
export type Counts = Output<'report.list'>['counts']

/** How many reports left the queue each way. Those in it are the others: an import writes no row here. */
export const countTable = ddl(reportCounts, { lines: 'inline' })

/** Counts a report that leaves the queue now; one that left it before was counted then. */
export const countDisposition = (db: Writer, id: string, disposition: string): void =>
  db.run(
    `insert into report_count (disposition, reports) select ?, 1 from report where id = ? and disposition = 'open'
     on conflict (disposition) do update set reports = reports + 1`,
    disposition,
    id,
  )

/** Counts a report that is forgotten, unless it was there and counted: a replay never made it. */
export const countForgotten = (db: Writer, id: string, disposition: string): void =>
  db.run(
    `insert into report_count (disposition, reports)
     select ?, 1 where not exists (select 1 from report where id = ? and disposition <> 'open')
     on conflict (disposition) do update set reports = reports + 1`,
    disposition,
    id,
  )

const all = query((from) => from.select({ many: count() }).from(reports))
const left = query((from) => from.select().from(reportCounts))

/** How many reports have each disposition. SQLite counts all of them by its smallest index. */
export function countReports(db: Reader): Counts {
  const counts: Counts = { open: 0, promoted: 0, merged: 0, declined: 0 }
  counts.open = db.get(all)?.many ?? 0
  for (const { disposition, reports: many } of db.all(left)) {
    counts[disposition] = many
    counts.open -= many
  }
  return counts
}
