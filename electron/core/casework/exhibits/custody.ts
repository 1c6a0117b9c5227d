import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { Workspace } from '../../record/members/index.ts'
import { standingCaseOf } from './owner.ts'
import { findExhibit } from './queries.ts'
import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import { exhibitsView } from './view.ts'

/** Adds an event to an exhibit's chain of custody; when it happened and when it is written down are both kept. */
export function recordCustody(
  { ledger }: Workspace,
  { exhibit: ref, ...event }: Checked<'exhibit.recordCustody'>,
): Output<'exhibit.recordCustody'> {
  return ledger.transact(({ db, append }) => {
    const exhibit = findExhibit(db, ref)
    const { id, number } = exhibit
    append(
      exhibitsView,
      'custody.recorded',
      { subject: id, case: standingCaseOf(db, exhibit) },
      { number, ...event, sha256: null },
    )
    return { exhibit: id }
  })
}

/** Records that somebody got at what an exhibit holds; `method` says how. */
export function recordAccess(
  { ledger }: Workspace,
  exhibit: Pick<ExhibitRow, 'id' | 'number' | 'caseNumber'>,
  method: string,
): void {
  ledger.transact(({ db, at, append }) => {
    const about = { subject: exhibit.id, case: standingCaseOf(db, exhibit) }
    append(exhibitsView, 'custody.recorded', about, {
      number: exhibit.number,
      action: 'access',
      from: null,
      to: null,
      custodyAt: at,
      place: null,
      method,
      purpose: null,
      sha256: null,
    })
  })
}
