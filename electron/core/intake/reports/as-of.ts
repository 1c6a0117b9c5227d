import type { AsOfGrounds } from '../../record/members/index.ts'
import { relatedReports } from './queries.ts'

/** Reports elsewhere that a case is compared with. */
export const relatedGrounds: AsOfGrounds = ({ db, case: caseId }) =>
  caseId === undefined ? {} : { reports: relatedReports(db, caseId).map(({ number }) => number) }
