import { ofMember, timed } from '../../record/members/index.ts'
import { closingsDue, monitoringDue } from './queries.ts'

export const closings = timed(({ db, member }) =>
  member
    ? closingsDue(db, member).map(({ id, number, title }) => ({
        kind: 'approval',
        ref: id,
        title: `Approve the closing: ${title}`,
        due: null,
        owner: { id: member.id, name: member.name },
        caseNumber: number,
        link: { case: number, tab: 'closure' },
      }))
    : [],
)

export const monitoring = timed(({ db, member }) =>
  ofMember(
    monitoringDue(db, Number.MAX_SAFE_INTEGER, member?.id ?? '').map(
      ({ duty, number, what, due, owner, caseNumber }) => ({
        kind: 'monitoring',
        ref: duty,
        title: what,
        due,
        owner,
        caseNumber,
        link: { case: caseNumber, tab: 'closure', item: number },
      }),
    ),
    member,
  ),
)
