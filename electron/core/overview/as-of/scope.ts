import { findCase } from '../../casework/cases/index.ts'
import { findExhibit } from '../../casework/exhibits/index.ts'
import { findReport, reportsOfCase } from '../../intake/reports/index.ts'
import type { AsOfGrounds, Asked } from '../../record/members/index.ts'
import { caseOfNote } from '../../casework/notebook/index.ts'
import type { Reader } from '../../record/vault/index.ts'

/** What a question names: one of these, or none for a list of everything. */
export interface Named {
  case?: string | undefined
  report?: string | undefined
  exhibit?: string | undefined
  note?: string | undefined
}

/** The entries, of the first `size`, that an answer about one thing is made of; undefined when it takes all of them. */
export function entriesAbout(
  db: Reader,
  named: Named,
  size: number,
  grounds: readonly AsOfGrounds[],
): number[] | undefined {
  const ofCase = (id: string): number[] => {
    const own = db.all<{ seq: number }>('select seq from entry where case_id = ? and seq < ?', id, size)
    return withGrounds({ db, case: id, reports: reportsOfCase(db, id), size }, seqs(own), grounds)
  }
  const ofOne = (ref: string): number[] =>
    withGrounds({ db, case: undefined, reports: [findReport(db, ref)], size }, [], grounds)
  if (named.case !== undefined) return ofCase(findCase(db, named.case).id)
  if (named.note !== undefined) return ofCase(caseOfNote(db, named.note))
  if (named.report !== undefined) return ofOne(named.report)
  if (named.exhibit === undefined) return undefined
  // An exhibit that came with a report was on record before there was a case.
  const { reportNumber, caseNumber } = findExhibit(db, named.exhibit)
  return reportNumber === null ? ofCase(findCase(db, caseNumber ?? '').id) : ofOne(reportNumber)
}

/** A case's own entries, its reports', and what features add to them; none where nothing of it was on record yet. */
function withGrounds(
  asked: Omit<Asked, 'reports'> & { reports: readonly Report[] },
  own: number[],
  grounds: readonly AsOfGrounds[],
): number[] {
  const { db, case: caseId, reports, size } = asked
  const first = [...own, ...reports.flatMap((report) => ofReport(db, report, size))]
  if (caseId === undefined ? first.length === 0 : own.length === 0) return []
  const added = grounds.map((of) => of(asked))
  return [
    ...new Set([
      ...first,
      ...added.flatMap(({ entries = [] }) => entries.filter((seq) => seq < size)),
      ...added.flatMap(({ reports: others = [] }) => others.flatMap((ref) => ofReport(db, findReport(db, ref), size))),
      ...added.flatMap(({ cases = [] }) => cases.flatMap((id) => ofCaseFile(db, id, size))),
    ]),
  ]
}

const seqs = (rows: readonly { seq: number }[]): number[] => rows.map(({ seq }) => seq)

/** The entries about the case itself: what stands of it in an answer about another. */
const ofCaseFile = (db: Reader, id: string, size: number): number[] =>
  seqs(db.all('select seq from entry where case_id = ? and subject = ? and seq < ?', id, id, size))

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
