import { check, openUntilDay, type ClosingCheck } from '../../record/members/index.ts'
import { openDecisions, reviewsOf } from './queries.ts'

export const unanswered: ClosingCheck = ({ db, case: id }) =>
  openDecisions(db, id).map(({ number, question, state }) =>
    check(
      `Decision ${number}`,
      `${question} ${state === 'waiting' ? 'It waits for approval.' : 'It was returned: put it forward again, or withdraw it.'}`,
      'decisions',
      number,
    ),
  )

export const unreviewed: ClosingCheck = (closing) =>
  reviewsOf(closing.db, closing.case).map(({ number, reviewOn }) =>
    check(
      `Review of ${number}`,
      openUntilDay(closing, 'reviewed', reviewOn, 'record a decision that supersedes it'),
      'decisions',
      number,
    ),
  )
