import type { Session } from '../../electron/core/session.ts'
import { receiveReport } from '../../electron/core/intake/reports/index.ts'
import { bareFile, besideTables, insertAll, recordTables, reportTable } from './bare.ts'
import { reportOf } from './reports.ts'
import { timed } from './timing.ts'

const batch = 5000

/**
 * Fills a vault with reports as an import does, a batch a transaction, and after each batch inserts its very rows into
 * a bare database. Returns the milliseconds of both.
 */
export async function measureAppend(
  folder: string,
  { workspace }: Session,
  count: number,
): Promise<{ append: number; bare: number }> {
  const { ledger, db } = workspace
  const bare = bareFile(folder, `bare-append-${count}.db`)
  let append = 0
  let inserts = 0
  try {
    bare.exec(`${recordTables}${reportTable};${besideTables}`)
    for (let from = 0; from < count; from += batch) {
      const reports = Array.from({ length: Math.min(batch, count - from) }, (_, i) => reportOf(from + i))
      const first = ledger.size
      append += await timed(() =>
        ledger.transact((transaction) => {
          for (const report of reports) receiveReport(workspace, transaction, report)
        }),
      )
      const rows = (sql: string): (string | number | null | Buffer)[][] =>
        db.all<Record<string, string | number | null | Buffer>>(sql, first).map((row) => Object.values(row))
      const entries = rows('select seq, bytes from entry where seq >= ? order by seq')
      const payloads = rows('select seq, salt, body from payload where seq >= ? order by seq')
      const projected = rows(
        'select r.* from entry e join report r on r.serial = e.seq where e.seq >= ? order by e.seq',
      )
      if (projected.length !== reports.length) throw new Error('an entry has no row of its own')
      const mentions = rows('select m.* from report r join report_mention m on m.report = r.serial where r.seq >= ?')
      const duties = rows('select * from duty where seq >= ? order by seq')
      inserts += await timed(() =>
        bare.transaction(() => {
          insertAll(bare, 'entry', entries)
          insertAll(bare, 'payload', payloads)
          insertAll(bare, 'report', projected)
          insertAll(bare, 'report_mention', mentions)
          insertAll(bare, 'duty', duties)
        })(),
      )
    }
    return { append, bare: inserts }
  } finally {
    bare.close()
  }
}
