import type { AsOfGrounds } from '../../record/members/index.ts'
import { exhibitEntriesOf } from './queries.ts'

/** What came with reports; when it was read back with a case's other exhibits, that too. */
export const exhibitGrounds: AsOfGrounds = ({ db, reports, size }) => ({
  entries: reports.flatMap((report) => {
    const exhibits = exhibitEntriesOf(db, [report]).filter((seq) => seq < size)
    if (exhibits.length === 0) return []
    const verified = db.all<{ seq: number }>(
      `select seq from entry where case_id = ? and seq < ? and json_extract(bytes, '$.type') = 'exhibits.verified'`,
      report.caseId ?? '',
      size,
    )
    return [...exhibits, ...verified.map(({ seq }) => seq)]
  }),
})
