import type { Checked } from '../../../../shared/contract/contract.ts'
import { ReportInput, type ImportMap } from '../../../../shared/contract/intake.ts'
import { issuesInWords, type CallContext } from '../../../../shared/contract/server.ts'
import { canonical } from '../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../record/members/index.ts'
import type { Readers } from '../../readers/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { firstOfNumber } from '../duplicates.ts'
import { tableJob, type MappedRows } from '../reading/jobs.ts'
import { Causes, type Remark } from './causes.ts'

export interface RowReport {
  line: number
  report: Checked<'report.add'>
  remarks: Remark[]
}

/** Reports by the hundred, as bytes of text: a million small objects take many times the room of what they say. */
export type Batch = Buffer

/** Bytes of the reports of one table, which are held until all of them are recorded at once, beside the keys. */
const mostHeld = 200_000_000

/** A row that is no report, and why. */
export interface BadRow {
  line: number
  remark: Remark
}

export interface ReadRows {
  reports: Batch[]
  /** How many reports there are in them. */
  fresh: number
  bad: BadRow[]
  remarks: Causes
  sha256: string
  rows: number
  /** Rows that came in before from the very same file. */
  skipped: number
  problems: string[]
}

/** The rows of a table, read and mapped by a reader, checked here as they come. Nothing is recorded. */
export async function readRows(
  { db, ports }: Workspace,
  { file, map }: Checked<'report.import'>,
  { signal, progress }: CallContext,
  readers: Readers,
): Promise<ReadRows> {
  const now = new Date(ports.clock.now()).toISOString()
  const table = await readers.open(tableJob, { path: file, map, now }, signal)
  const read: Batch[] = []
  const bad: BadRow[] = []
  const remarks = new Causes()
  for (let done = 0, held = 0; ;) {
    const { rows, bad: unreadable, end } = await table.ask('next', null)
    bad.push(...unreadable)
    const checked = rows.map(checkRow)
    bad.push(...checked.filter((row) => 'remark' in row))
    const batch = packed(checked.filter((row) => 'report' in row))
    held += batch.length
    if (held > mostHeld) throw tooMuch(file)
    read.push(batch)
    for (const { line, remarks: own } of rows) for (const remark of own) remarks.add(line, remark)
    done += rows.length + unreadable.length
    progress({ stage: 'Reading rows', done, total: end?.rows ?? done, unit: 'rows' })
    if (end) return { ...end, remarks, ...withoutKnown(db, map, end.sha256, read, bad) }
  }
}

const packed = (rows: readonly RowReport[]): Batch => Buffer.from(JSON.stringify(rows))
export const unpacked = (batch: Batch): RowReport[] => JSON.parse(batch.toString()) as RowReport[]

const tooMuch = (path: string): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `The rows of ${path} hold more than ${mostHeld / 1_000_000} MB of words, more than one import takes; nothing was imported.`,
    'Split it into smaller files, and import one after the other.',
  )

/** Of rows that were read, those that are not on record; what came in before from the very same file is passed over. */
function withoutKnown(
  db: Reader,
  map: ImportMap,
  sha256: string,
  read: readonly Batch[],
  unreadable: readonly BadRow[],
): Pick<ReadRows, 'reports' | 'fresh' | 'bad' | 'skipped'> {
  const before = linesOnRecord(db, sha256)
  const bad = unreadable.filter(({ line }) => !before.has(line))
  let skipped = unreadable.length - bad.length
  let count = 0
  const left = read.map((batch) => {
    const rows = unpacked(batch)
    const fresh = rows.filter(({ line }) => !before.has(line))
    skipped += rows.length - fresh.length
    const wanted = fresh.filter((row) => {
      const twin = onRecord(db, map, row)
      if (twin) bad.push({ line: row.line, remark: twin })
      return !twin
    })
    count += wanted.length
    return { wanted: wanted.length, batch: wanted.length === rows.length ? batch : packed(wanted) }
  })
  const reports = left.filter(({ wanted }) => wanted > 0).map(({ batch }) => batch)
  return { reports, fresh: count, bad, skipped }
}

const checkRow = ({ line, report, remarks }: MappedRows['rows'][number]): RowReport | BadRow => {
  const checked = ReportInput.safeParse(report)
  return checked.success
    ? { line, report: checked.data, remarks }
    : { line, remark: { cause: issuesInWords(checked.error) } }
}

/** The lines of a file that reports were made of. */
export const linesOnRecord = (db: Reader, sha256: string): Set<number> =>
  new Set(
    db
      .all<{ line: number }>('select source_item as line from report where source_sha256 = ?', sha256)
      .map(({ line }) => line),
  )

/** A row that came in before in another file: with the same number of its sender's, saying the same throughout. */
function onRecord(db: Reader, { receivedAt }: ImportMap, { report }: RowReport): Remark | undefined {
  const { externalId } = report
  const first = externalId === undefined ? undefined : firstOfNumber(db, externalId)
  const body = first && db.get<{ body: string }>('select body from payload where seq = ?', first.seq)?.body
  if (!first || body === undefined) return undefined
  // Where no column says when it was received, each import has another instant.
  const said = (one: object): string => canonical({ ...one, ...(receivedAt ? {} : { receivedAt: '' }) })
  if (said((JSON.parse(body) as { report: object }).report) !== said(report)) return undefined
  return {
    cause: 'its number is on record as a report in the same words',
    value: `${externalId ?? ''}, report ${first.number}`,
  }
}
