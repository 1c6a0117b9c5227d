import { showInstant } from '../../../../shared/kernel/show.ts'
import { check, type ClosingCheck } from '../../record/members/index.ts'
import { findCase } from './queries.ts'

export const caseChecks: ClosingCheck = ({ db, case: id }) => {
  const { severity, followUpDue } = findCase(db, id)
  return [
    check('Severity', severity === null ? 'The case is not graded.' : null, 'brief'),
    check('Category', null, 'brief'),
    check(
      'Follow-up',
      followUpDue === null
        ? null
        : `A follow-up is due ${showInstant(followUpDue)}. Do it, or make it a monitoring duty; then take it off the case.`,
      'brief',
    ),
  ]
}
