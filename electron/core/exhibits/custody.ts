import type { Checked, Output } from '../../../shared/contract/contract.ts'
import { findStandingCase } from '../cases/index.ts'
import type { Workspace } from '../members/index.ts'
import { findExhibit } from './queries.ts'
import { exhibitsView } from './view.ts'

/** Adds an event to an exhibit's chain of custody; when it happened and when it is written down are both kept. */
export function recordCustody(
  { ledger }: Workspace,
  { exhibit: ref, ...event }: Checked<'exhibit.recordCustody'>,
): Output<'exhibit.recordCustody'> {
  return ledger.transact(({ db, append }) => {
    const { id, number, caseNumber } = findExhibit(db, ref)
    append(
      exhibitsView,
      'custody.recorded',
      { subject: id, case: findStandingCase(db, caseNumber).id },
      { number, ...event, sha256: null },
    )
    return { exhibit: id }
  })
}
