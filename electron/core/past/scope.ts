import { findCase } from '../cases/index.ts'
import { exhibitEntriesOf, findExhibit } from '../exhibits/index.ts'
import { findReport, relatedReports, reportsOfCase } from '../intake/index.ts'
import { caseOfNote } from '../notebook/index.ts'
import { pastOfInvolved } from '../subjects/index.ts'
import type { Reader } from '../vault/index.ts'

/** What a question names: one of these, or none for a list of everything. */
export interface Named {
  case?: string | undefined
  report?: string | undefined
  exhibit?: string | undefined
  note?: string | undefined
}

/** The entries, of the first `size`, that an answer about one thing is made of; undefined when it takes all of them. */
export function entriesAbout(db: Reader, named: Named, size: number): number[] | undefined {
  if (named.case !== undefined) return ofCase(db, findCase(db, named.case).id, size)
  if (named.exhibit !== undefined) return ofExhibit(db, named.exhibit, size)
  if (named.note !== undefined) return ofCase(db, caseOfNote(db, named.note), size)
  if (named.report !== undefined) {
    const report = findReport(db, named.report)
    return withInvolved(db, withExhibits(db, report, size), undefined, [report.id], size)
  }
  return undefined
}

/** A case's own entries, its reports', and those of reports elsewhere that it is compared with. */
function ofCase(db: Reader, caseId: string, size: number): number[] {
  const own = db.all<{ seq: number }>('select seq from entry where case_id = ? and seq < ?', caseId, size)
  if (own.length === 0) return []
  const related = relatedReports(db, caseId).map(({ number }) => findReport(db, number))
  const mine = reportsOfCase(db, caseId)
  const reports = [
    ...mine.flatMap((report) => withExhibits(db, report, size)),
    ...related.flatMap((report) => ofReport(db, report, size)),
  ]
  const ids = mine.map(({ id }) => id)
  return withInvolved(db, [...own.map(({ seq }) => seq), ...reports], caseId, ids, size)
}

/** And the entries of who and what is involved, with those of the reports and cases elsewhere that share them. */
function withInvolved(
  db: Reader,
  own: number[],
  caseId: string | undefined,
  reports: readonly string[],
  size: number,
): number[] {
  if (own.length === 0) return []
  const involved = pastOfInvolved(db, caseId, reports)
  const elsewhere = [
    ...involved.reports.flatMap((id) => ofReport(db, findReport(db, id), size)),
    ...involved.cases.flatMap((id) =>
      db
        .all<{ seq: number }>('select seq from entry where case_id = ? and subject = ? and seq < ?', id, id, size)
        .map(({ seq }) => seq),
    ),
  ]
  return [...new Set([...own, ...involved.entries.filter((seq) => seq < size), ...elsewhere])]
}

/** An exhibit that came with a report was on record before there was a case. */
function ofExhibit(db: Reader, ref: string, size: number): number[] {
  const { reportNumber, caseNumber } = findExhibit(db, ref)
  if (reportNumber !== null) return withExhibits(db, findReport(db, reportNumber), size)
  return ofCase(db, findCase(db, caseNumber ?? '').id, size)
}

/** A report's entries, and those about what came with it; when these were read back with a case's others, those too. */
function withExhibits(db: Reader, report: Report, size: number): number[] {
  const verified = db.all<{ seq: number }>(
    `select seq from entry where case_id = ? and seq < ? and json_extract(bytes, '$.type') = 'exhibits.verified'`,
    report.caseId ?? '',
    size,
  )
  const exhibits = exhibitEntriesOf(db, [report]).filter((seq) => seq < size)
  return [...ofReport(db, report, size), ...exhibits, ...(exhibits.length === 0 ? [] : verified.map(({ seq }) => seq))]
}

interface Report {
  id: string
  seq: number
  caseId: string | null
}

function ofReport(db: Reader, { id, seq, caseId }: Report, size: number): number[] {
  const loose = db.all<{ seq: number }>(
    `select seq from entry where subject = ? and seq < ? and case_id is null
       and json_extract(bytes, '$.type') <> 'report.received'`,
    id,
    size,
  )
  const within = db.all<{ seq: number }>(
    'select seq from entry where case_id = ? and seq < ? and subject = ?',
    caseId ?? '',
    size,
    id,
  )
  return [...(seq < size ? [seq] : []), ...loose.map((row) => row.seq), ...within.map((row) => row.seq)]
}
