import { onDays, timed } from '../../record/members/index.ts'
import { approvalsDue, reviewsDue } from './queries.ts'

export const approvals = timed(({ db, member }) =>
  member
    ? approvalsDue(db, member).map(({ decision, number, question, caseNumber }) => ({
        kind: 'approval',
        ref: decision,
        title: `Approve: ${question}`,
        due: null,
        owner: { id: member.id, name: member.name },
        caseNumber,
        link: { case: caseNumber, tab: 'decisions', item: number },
      }))
    : [],
)

export const reviews = onDays((db) =>
  reviewsDue(db).map(({ id, number, question, reviewOn, owner, caseNumber }) => ({
    kind: 'review',
    ref: id,
    title: `Review ${number}: ${question}`,
    day: reviewOn,
    owner,
    caseNumber,
    link: { case: caseNumber, tab: 'decisions', item: number },
  })),
)
