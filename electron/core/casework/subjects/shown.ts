import { eq } from 'drizzle-orm'
import type { SubjectDetail } from '../../../../shared/contract/subjects.ts'
import { reports } from '../../intake/reports/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { caseFiles } from '../cases/index.ts'
import type { subjectPhotos } from './tables.ts'

type Photo = Pick<typeof subjectPhotos.$inferSelect, 'exhibitId' | 'exhibitNumber' | 'reportId' | 'caseId'>

const numberOfCase = query((from, { id }: Given<{ id: string }>) =>
  from.select({ caseNumber: caseFiles.number }).from(caseFiles).where(eq(caseFiles.id, id)),
)
const numbersOfReport = query((from, { id }: Given<{ id: string }>) =>
  from.select({ caseNumber: reports.caseNumber, reportNumber: reports.number }).from(reports).where(eq(reports.id, id)),
)

/** What a photo shows, and where the exhibit is to be found now. */
export function shownIn(
  db: Reader,
  { exhibitId, exhibitNumber: exhibit, reportId, caseId }: Photo,
): Pick<SubjectDetail['photos'][number], 'exhibit' | 'exhibitId' | 'caseNumber' | 'reportNumber'> {
  if (reportId === null) {
    const caseNumber = db.get(numberOfCase, { id: caseId ?? '' })?.caseNumber ?? null
    return { exhibit, exhibitId, caseNumber, reportNumber: null }
  }
  return { exhibit, exhibitId, caseNumber: null, reportNumber: null, ...db.get(numbersOfReport, { id: reportId }) }
}
