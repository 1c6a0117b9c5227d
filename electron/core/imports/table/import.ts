import { basename } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { ExhibitKind } from '../../../../shared/contract/exhibits.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { registerExhibits, sameOf, stageAndRecord } from '../../casework/exhibits/index.ts'
import { receiveReport } from '../../intake/reports/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { openReaders, type Readers } from '../../readers/index.ts'
import { keptProblems } from '../file-items.ts'
import { importers } from '../importers.ts'
import { changed } from '../refusals.ts'
import { Causes, inWords } from './causes.ts'
import { keepMapping } from './kept.ts'
import { linesOnRecord, readRows, unpacked, type ReadRows } from './rows.ts'

type Imported = Output<'report.import'>
type Taken = Output<'import.take'>
type Map = Checked<'report.import'>['map']

/**
 * Imports reports from a table file through a mapping. Rows that cannot be reports are listed with line and reason; all
 * the others are recorded in one transaction, with the file as an exhibit of the first of them and the mapping that made
 * them, or, when anything else fails or it is cancelled, none. Rows that came in before from the very same file are passed
 * over, so that those that could not be reports then can follow.
 */
export async function importReports(
  workspace: Workspace,
  { file, map }: Checked<'report.import'>,
  context: CallContext,
): Promise<Imported> {
  const readers = openReaders(workspace.ports)
  try {
    const { filed, rejected, skipped, tables } = await importTable(workspace, { file, map }, context, readers)
    const { causes = [], remarks = [], problems = [] } = tables[0] ?? {}
    return {
      imported: filed.length,
      rejected: rejected.map(({ line, reason }) => ({ line, reason })),
      causes,
      remarks,
      problems,
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
): Promise<Omit<Taken, 'problems'>> {
  const found = await readRows(workspace, { file, map }, context, readers)
  const { rows, skipped, remarks, problems } = found
  if (sha256 !== undefined && sha256 !== found.sha256) throw changed(file)
  const kind = rows > 1 ? 'source' : 'original'
  const filed = found.fresh === 0 ? [] : await record(workspace, { file, map, kind }, found, context)
  context.progress({ stage: 'Reports recorded', done: rows, total: rows, unit: 'rows' })
  const bad = found.bad.toSorted((a, b) => a.line - b.line)
  return {
    filed,
    refused: [],
    rejected: bad.map(({ line, remark }) => ({ file, line, reason: inWords(remark) })),
    tables: [{ file, causes: causesOf(bad), remarks: remarks.list(), problems }],
    skipped: skipped === 0 ? [] : [{ file, rows: skipped }],
  }
}

export function causesOf(bad: ReadRows['bad']): Imported['causes'] {
  const causes = new Causes()
  for (const { line, remark } of bad) causes.add(line, remark)
  return causes.list()
}

function record(
  workspace: Workspace,
  { file, map, kind }: { file: string; map: Map; kind: ExhibitKind },
  { reports, sha256, bad, skipped, problems }: ReadRows,
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
      for (const { line, report, remarks } of unpacked(batch)) {
        if (before.has(line)) continue
        const one = receiveReport(workspace, transaction, report, {
          importer,
          version,
          fileName,
          sha256,
          item: line,
          ...keptProblems([...(filed.length === 0 ? problems : []), ...remarks.map(inWords)]),
        })
        const kept = known ? [] : registerExhibits(workspace, transaction, { report: one.report }, entered)
        known ??= {}
        const exhibits = kept.map(({ number }) => number)
        filed.push({ file, index: line, report: one.report, exhibits, same: sameOf(kept) })
      }
    }
    const [first, last] = [filed[0]?.report, filed.at(-1)?.report]
    if (first !== undefined && last !== undefined)
      keepMapping(workspace, transaction, {
        map,
        first,
        last,
        filed: filed.length,
        refused: bad.length,
        passedOver: skipped,
      })
    return filed
  })
}
