import type { SubjectDetail } from '../../../../shared/contract/subjects.ts'
import type { Reader } from '../../record/vault/index.ts'

export interface PhotoRow {
  exhibit_id: string
  exhibit_number: string
  report_id: string | null
  case_id: string | null
}

/** What a photo shows, and where the exhibit is to be found now. */
export function shownIn(
  db: Reader,
  { exhibit_id: exhibitId, exhibit_number: exhibit, report_id: report, case_id: ofCase }: PhotoRow,
): Pick<SubjectDetail['photos'][number], 'exhibit' | 'exhibitId' | 'caseNumber' | 'reportNumber'> {
  const found = db.get<{ caseNumber: string | null; reportNumber: string | null }>(
    report === null
      ? 'select number as caseNumber, null as reportNumber from case_file where id = ?'
      : 'select case_number as caseNumber, number as reportNumber from report where id = ?',
    report ?? ofCase ?? '',
  )
  return { exhibit, exhibitId, caseNumber: found?.caseNumber ?? null, reportNumber: found?.reportNumber ?? null }
}
