import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { Workspace } from '../../record/members/index.ts'
import { standingCaseOf } from './owner.ts'
import { findExhibit } from './queries.ts'
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
