import type { Checked, Output } from '../../../shared/contract/contract.ts'
import { ReportInput } from '../../../shared/contract/intake.ts'
import { issuesInWords, type CallContext } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { receiveReport } from '../intake/index.ts'
import type { Workspace } from '../members/index.ts'
import { readCsv, type CsvRow } from './csv.ts'
import { BadCell, mapRow, requireColumns } from './map.ts'

type Imported = Output<'report.import'>

/**
 * Imports reports from a CSV file through a mapping. Rows that cannot be reports are listed with line and reason; all
 * the others are recorded in one transaction, or, when anything else fails or it is cancelled, none.
 */
export async function importReports(
  workspace: Workspace,
  { file, map }: Checked<'report.import'>,
  { signal, progress }: CallContext,
): Promise<Imported> {
  const rows: CsvRow[] = []
  const rejected: Imported['rejected'] = []
  const header = await readCsv(
    file,
    (row) => rows.push(row),
    (bad) => rejected.push(bad),
  )
  requireColumns(map, header)
  const now = new Date(workspace.ports.clock.now()).toISOString()
  const reports: Checked<'report.add'>[] = []
  for (const [index, row] of rows.entries()) {
    const read = readRow(map, row, now)
    if ('reason' in read) rejected.push(read)
    else reports.push(read.report)
    if (index % 500 === 0) {
      progress({ stage: 'Reading rows', done: index, total: rows.length, unit: 'rows' })
      await new Promise((resolve) => setImmediate(resolve))
      if (signal.aborted) {
        throw new HoldfastError(
          'CANCELLED',
          'The import was cancelled; nothing was imported.',
          'Start it again when you are ready.',
        )
      }
    }
  }
  if (reports.length > 0) {
    workspace.ledger.transact((transaction) => {
      for (const report of reports) receiveReport(workspace, transaction, report)
    })
  }
  progress({ stage: 'Reports recorded', done: rows.length, total: rows.length, unit: 'rows' })
  return { imported: reports.length, rejected: rejected.sort((a, b) => a.line - b.line) }
}

type Read = { report: Checked<'report.add'> } | Imported['rejected'][number]

function readRow(map: Checked<'report.import'>['map'], { line, cells }: CsvRow, now: string): Read {
  try {
    const checked = ReportInput.safeParse(mapRow(map, cells, now))
    return checked.success ? { report: checked.data } : { line, reason: issuesInWords(checked.error) }
  } catch (thrown) {
    if (thrown instanceof BadCell) return { line, reason: thrown.message }
    throw thrown
  }
}
