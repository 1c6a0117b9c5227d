import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { ExhibitKind } from '../../../../shared/contract/exhibits.ts'
import { ReportInput } from '../../../../shared/contract/intake.ts'
import { issuesInWords, type CallContext } from '../../../../shared/contract/server.ts'
import { canonical } from '../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { registerExhibits, stageAndRecord } from '../../exhibits/index.ts'
import { receiveReport } from '../../intake/index.ts'
import type { Workspace } from '../../members/index.ts'
import type { Reader } from '../../vault/index.ts'
import { firstOfNumber } from '../duplicates.ts'
import { importers } from '../importers.ts'
import { changed } from '../refusals.ts'
import { readCsv, type CsvRow } from './csv.ts'
import { BadCell, mapRow, requireColumns } from './map.ts'

type Imported = Output<'report.import'>
type Taken = Output<'import.take'>

/**
 * Imports reports from a CSV file through a mapping. Rows that cannot be reports are listed with line and reason; all
 * the others are recorded in one transaction, with the file as an exhibit of the first of them, or, when anything else
 * fails or it is cancelled, none. Rows that came in before from the very same file are passed over, so that those that
 * could not be reports then can follow.
 */
export async function importReports(
  workspace: Workspace,
  { file, map }: Checked<'report.import'>,
  context: CallContext,
): Promise<Imported> {
  const { filed, rejected, skipped } = await importTable(workspace, { file, map }, context)
  return {
    imported: filed.length,
    rejected: rejected.map(({ line, reason }) => ({ line, reason })),
    skipped: skipped.reduce((sum, { rows }) => sum + rows, 0),
  }
}

/** As `importReports`; of a file that was previewed, `sha256` says which bytes a person saw. */
export async function importTable(
  workspace: Workspace,
  { file, map, sha256 }: Checked<'report.import'> & { sha256?: string },
  context: CallContext,
): Promise<Taken> {
  const rows: CsvRow[] = []
  const rejected: Imported['rejected'] = []
  const digest = createHash('sha256')
  const header = await readCsv(
    file,
    (row) => rows.push(row),
    (bad) => rejected.push(bad),
    (chunk) => digest.update(chunk),
  )
  const read = digest.digest('hex')
  if (sha256 !== undefined && sha256 !== read) throw changed(file)
  requireColumns(map, header)
  const before = linesOnRecord(workspace.db, read)
  const fresh = rows.filter(({ line }) => !before.has(line))
  const bad = rejected.filter(({ line }) => !before.has(line))
  const reports = await reportsOf(workspace, map, fresh, bad, context)
  const filed =
    reports.length === 0
      ? []
      : await record(
          workspace,
          { file, sha256: read, kind: rows.length + rejected.length > 1 ? 'source' : 'original' },
          reports,
          context,
        )
  context.progress({ stage: 'Reports recorded', done: rows.length, total: rows.length, unit: 'rows' })
  return {
    filed,
    refused: [],
    rejected: bad.toSorted((a, b) => a.line - b.line).map((one) => ({ file, ...one })),
    skipped: fresh.length === rows.length ? [] : [{ file, rows: rows.length - fresh.length }],
  }
}

interface RowReport {
  line: number
  report: Checked<'report.add'>
}

async function reportsOf(
  { db, ports }: Workspace,
  map: Checked<'report.import'>['map'],
  rows: readonly CsvRow[],
  rejected: Imported['rejected'],
  { signal, progress }: CallContext,
): Promise<RowReport[]> {
  const now = new Date(ports.clock.now()).toISOString()
  const reports: RowReport[] = []
  for (const [index, row] of rows.entries()) {
    const read = readRow(map, row, now)
    const twin = 'report' in read ? onRecord(db, map, read) : undefined
    if ('reason' in read) rejected.push(read)
    else if (twin) rejected.push(twin)
    else reports.push(read)
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
  return reports
}

function record(
  workspace: Workspace,
  { file, sha256, kind }: { file: string; sha256: string; kind: ExhibitKind },
  reports: readonly RowReport[],
  context: CallContext,
): Promise<Taken['filed']> {
  const { name: importer, version } = importers.table
  const fileName = basename(file).toWellFormed()
  return stageAndRecord(workspace, [{ path: file }], context, (transaction, [staged]) => {
    if (staged?.blob.sha256 !== sha256) throw changed(file)
    const known = transaction.db.get('select 1 from exhibit where sha256 = ? and report_id is not null', sha256)
    const before = linesOnRecord(transaction.db, sha256)
    const fresh = reports.filter(({ line }) => !before.has(line))
    return fresh.map(({ line, report }, index) => {
      const filed = receiveReport(workspace, transaction, report, { importer, version, fileName, sha256, item: line })
      const entered = [{ staged, kind, method: `imported (${importer}, version ${version})` }]
      const keeps = index === 0 && known === undefined
      const kept = keeps ? registerExhibits(workspace, transaction, { report: filed.report }, entered) : []
      return { file, index: line, report: filed.report, exhibits: kept.map(({ number }) => number) }
    })
  })
}

/** The lines of a file that reports were made of. */
const linesOnRecord = (db: Reader, sha256: string): Set<number> =>
  new Set(
    db
      .all<{ line: number }>('select source_item as line from report where source_sha256 = ?', sha256)
      .map(({ line }) => line),
  )

/** A row that came in before in another file: with the same number of its sender's, saying the same throughout. */
function onRecord(
  db: Reader,
  { receivedAt }: Checked<'report.import'>['map'],
  { line, report }: RowReport,
): Imported['rejected'][number] | undefined {
  const { externalId } = report
  const first = externalId === undefined ? undefined : firstOfNumber(db, externalId)
  const body = first && db.get<{ body: string }>('select body from payload where seq = ?', first.seq)?.body
  if (!first || body === undefined) return undefined
  // Where no column says when it was received, each import has another instant.
  const said = (one: object): string => canonical({ ...one, ...(receivedAt ? {} : { receivedAt: '' }) })
  if (said((JSON.parse(body) as { report: object }).report) !== said(report)) return undefined
  return { line, reason: `its number “${externalId ?? ''}” is on record as report ${first.number}, in the same words` }
}

type Read = RowReport | Imported['rejected'][number]

function readRow(map: Checked<'report.import'>['map'], { line, cells }: CsvRow, now: string): Read {
  try {
    const checked = ReportInput.safeParse(mapRow(map, cells, now))
    return checked.success ? { line, report: checked.data } : { line, reason: issuesInWords(checked.error) }
  } catch (thrown) {
    if (thrown instanceof BadCell) return { line, reason: thrown.message }
    throw thrown
  }
}
