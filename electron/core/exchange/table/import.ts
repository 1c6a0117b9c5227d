import { basename } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { ExhibitKind } from '../../../../shared/contract/exhibits.ts'
import { ReportInput, type ImportMap } from '../../../../shared/contract/intake.ts'
import { issuesInWords, type CallContext } from '../../../../shared/contract/server.ts'
import { canonical } from '../../../../shared/kernel/canonical.ts'
import { registerExhibits, stageAndRecord } from '../../exhibits/index.ts'
import { receiveReport } from '../../intake/index.ts'
import type { Workspace } from '../../members/index.ts'
import { openReaders, type Readers } from '../../readers/index.ts'
import type { Reader } from '../../vault/index.ts'
import { firstOfNumber } from '../duplicates.ts'
import { importers } from '../importers.ts'
import { tableJob, type MappedRows } from '../reading/jobs.ts'
import { changed } from '../refusals.ts'

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
  const readers = openReaders(workspace.ports)
  try {
    const { filed, rejected, skipped } = await importTable(workspace, { file, map }, context, readers)
    return {
      imported: filed.length,
      rejected: rejected.map(({ line, reason }) => ({ line, reason })),
      skipped: skipped.reduce((sum, { rows }) => sum + rows, 0),
    }
  } finally {
    readers.close()
  }
}

/** As `importReports`; of a file that was previewed, `sha256` says which bytes a person saw. */
export async function importTable(
  workspace: Workspace,
  { file, map, sha256 }: Checked<'report.import'> & { sha256?: string },
  context: CallContext,
  readers: Readers,
): Promise<Taken> {
  const found = await readRows(workspace, { file, map }, context, readers)
  const { reports, bad, rows, skipped } = found
  if (sha256 !== undefined && sha256 !== found.sha256) throw changed(file)
  const filed =
    reports.length === 0
      ? []
      : await record(
          workspace,
          { file, sha256: found.sha256, kind: rows > 1 ? 'source' : 'original' },
          reports,
          context,
        )
  context.progress({ stage: 'Reports recorded', done: rows, total: rows, unit: 'rows' })
  return {
    filed,
    refused: [],
    rejected: bad.toSorted((a, b) => a.line - b.line).map((one) => ({ file, ...one })),
    skipped: skipped === 0 ? [] : [{ file, rows: skipped }],
  }
}

interface RowReport {
  line: number
  report: Checked<'report.add'>
}

/** Reports by the hundred, as text: a million small objects take many times the room of what they say. */
type Batch = string

interface ReadRows {
  reports: Batch[]
  bad: Imported['rejected']
  sha256: string
  rows: number
  /** Rows that came in before from the very same file. */
  skipped: number
}

/** The rows of a table, read and mapped by a reader, checked here as they come. Nothing is recorded. */
async function readRows(
  { db, ports }: Workspace,
  { file, map }: Checked<'report.import'>,
  { signal, progress }: CallContext,
  readers: Readers,
): Promise<ReadRows> {
  const now = new Date(ports.clock.now()).toISOString()
  const table = await readers.open(tableJob, { path: file, map, now }, signal)
  const read: Batch[] = []
  const bad: Imported['rejected'] = []
  for (let done = 0; ;) {
    const { rows, bad: unreadable, end } = await table.ask('next', null)
    bad.push(...unreadable)
    const checked = rows.map(checkRow)
    bad.push(...checked.filter((row) => 'reason' in row))
    read.push(JSON.stringify(checked.filter((row) => 'report' in row)))
    done += rows.length + unreadable.length
    progress({ stage: 'Reading rows', done, total: end?.rows ?? done, unit: 'rows' })
    if (end) return { ...end, ...withoutKnown(db, map, end.sha256, read, bad) }
  }
}

/** Of rows that were read, those that are not on record; what came in before from the very same file is passed over. */
function withoutKnown(
  db: Reader,
  map: ImportMap,
  sha256: string,
  read: readonly Batch[],
  unreadable: Imported['rejected'],
): Pick<ReadRows, 'reports' | 'bad' | 'skipped'> {
  const before = linesOnRecord(db, sha256)
  const bad = unreadable.filter(({ line }) => !before.has(line))
  let skipped = unreadable.length - bad.length
  const reports = read.map((batch) => {
    const rows = JSON.parse(batch) as RowReport[]
    const fresh = rows.filter(({ line }) => !before.has(line))
    skipped += rows.length - fresh.length
    return JSON.stringify(
      fresh.filter((row) => {
        const twin = onRecord(db, map, row)
        if (twin) bad.push(twin)
        return !twin
      }),
    )
  })
  return { reports: reports.filter((batch) => batch !== '[]'), bad, skipped }
}

const checkRow = ({ line, report }: MappedRows['rows'][number]): RowReport | Imported['rejected'][number] => {
  const checked = ReportInput.safeParse(report)
  return checked.success ? { line, report: checked.data } : { line, reason: issuesInWords(checked.error) }
}

function record(
  workspace: Workspace,
  { file, sha256, kind }: { file: string; sha256: string; kind: ExhibitKind },
  reports: readonly Batch[],
  context: CallContext,
): Promise<Taken['filed']> {
  const { name: importer, version } = importers.table
  const fileName = basename(file).toWellFormed()
  return stageAndRecord(workspace, [{ path: file }], context, (transaction, [staged]) => {
    if (staged?.blob.sha256 !== sha256) throw changed(file)
    let known = transaction.db.get('select 1 from exhibit where sha256 = ? and report_id is not null', sha256)
    const before = linesOnRecord(transaction.db, sha256)
    const entered = [{ staged, kind, method: `imported (${importer}, version ${version})` }]
    const filed: Taken['filed'] = []
    for (const batch of reports) {
      for (const { line, report } of JSON.parse(batch) as RowReport[]) {
        if (before.has(line)) continue
        const one = receiveReport(workspace, transaction, report, { importer, version, fileName, sha256, item: line })
        const kept = known ? [] : registerExhibits(workspace, transaction, { report: one.report }, entered)
        known ??= {}
        filed.push({ file, index: line, report: one.report, exhibits: kept.map(({ number }) => number) })
      }
    }
    return filed
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
