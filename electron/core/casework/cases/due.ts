import { notificationsDue } from '../../intake/reports/index.ts'
import { ofMember, timed } from '../../record/members/index.ts'
import { withOwner } from './notifications.ts'
import { dueCases } from './queries.ts'

export const followUps = timed(({ db, member }) =>
  ofMember(
    dueCases(db).map(({ id, number, title, due, owner }) => ({
      kind: 'follow-up',
      ref: id,
      title: `Follow-up: ${title}`,
      due,
      owner,
      caseNumber: number,
      link: { case: number },
    })),
    member,
  ),
)

// A notification names who is to be told, not who tells: it is everybody's until somebody did.
export const duties = timed(({ db }) =>
  notificationsDue(db)
    .map((duty) => withOwner(db, duty))
    .map((duty) => ({
      kind: 'duty',
      ref: duty.id,
      title: `Tell ${duty.member ?? duty.tell}: ${duty.what}`,
      due: duty.due,
      owner: null,
      caseNumber: duty.caseNumber,
      link: duty.caseNumber === null ? { report: duty.reportId } : { case: duty.caseNumber, tab: 'reports' },
    })),
)
