import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { findStandingCase } from '../cases/index.ts'
import { findReport, type FindCited } from '../../intake/reports/index.ts'
import { findSubject } from '../subjects/index.ts'
import { findExhibit } from './queries.ts'

/**
 * A record that a grade cites, by its number as it is written: a report, a case, a subject, or an exhibit of the report
 * itself. An exhibit of another report or case is no ground for this one; what it belongs to can be cited. Fails with
 * NOT_FOUND, with INVALID_INPUT, and as `findStandingCase` does.
 */
export const findCited: FindCited = (db, report, ref) => {
  if (/^R-\d+$/i.test(ref)) return findReport(db, ref).number
  if (/^S-\d+$/i.test(ref)) return findSubject(db, ref).number
  if (/^\d{4}-\d+$/.test(ref)) return findStandingCase(db, ref).number
  if (!/^(?:R-\d+|\d{4}-\d+)-E\d+$/i.test(ref)) {
    throw new HoldfastError(
      'INVALID_INPUT',
      `“${ref.slice(0, 80).toWellFormed()}” is no number of a record.`,
      'Cite a report (R-0007), a case (2026-001), a subject (S-0003) or an exhibit of this report (R-0007-E01), or say who told it; nothing was recorded.',
    )
  }
  const { number, reportNumber, caseNumber } = findExhibit(db, ref)
  if (reportNumber === report.number) return number
  const home = reportNumber === null ? `case ${caseNumber ?? ''}` : `report ${reportNumber}`
  throw new HoldfastError(
    'INVALID_INPUT',
    `Exhibit ${number} belongs to ${home}, not to report ${report.number}.`,
    `Cite ${home} by its number, or an exhibit of this report; nothing was recorded.`,
  )
}
