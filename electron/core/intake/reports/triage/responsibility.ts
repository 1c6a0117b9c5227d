import type { MemberNamed } from '../../../../../shared/contract/fields.ts'
import { isAllowed, type Responsibility } from '../../../record/members/index.ts'
import type { Transaction } from '../../../record/ledger/index.ts'
import type { Reader } from '../../../record/vault/index.ts'
import { findReport } from '../queries.ts'
import { intakeView } from '../view.ts'

/** The open reports that a member has for triage. */
const assigned = (db: Reader, member: string): string[] =>
  db
    .all<{ id: string }>(`select id from report where disposition = 'open' and assignee = ? order by serial`, member)
    .map(({ id }) => id)

function pass({ db, append }: Transaction, from: MemberNamed, to: MemberNamed | null): void {
  for (const report of assigned(db, from.id)) {
    append(
      intakeView,
      'report.assigned',
      { subject: report },
      { from: { id: from.id, name: from.name }, to: to && { id: to.id, name: to.name } },
    )
  }
}

/** A report need not be anybody's, so it holds nobody back; it goes to a successor, or back to the whole desk. */
export const triageResponsibility: Responsibility = {
  held: () => ({ count: 0, noun: 'report to triage' }),
  passes: (db, member) =>
    assigned(db, member).map((id) => {
      const { number, category } = findReport(db, id)
      return { noun: 'report to triage', ref: number, title: category }
    }),
  handOver: (transaction, from, to) => pass(transaction, from, to),
  release: (transaction, member, roles) => {
    if (!isAllowed(roles, 'report.triage')) pass(transaction, member, null)
  },
}
