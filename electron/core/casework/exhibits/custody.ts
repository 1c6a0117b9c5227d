import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import type { Workspace } from '../../record/members/index.ts'
import { plainStep } from './entries.ts'
import { standingCaseOf } from './owner.ts'
import { exhibitsView } from './view.ts'

/** Records that somebody got at what an exhibit holds; `method` says how. */
export function recordAccess(
  { ledger }: Workspace,
  exhibit: Pick<ExhibitRow, 'id' | 'number' | 'caseNumber'>,
  method: string,
): void {
  ledger.transact(({ db, at, append }) => {
    const about = { subject: exhibit.id, case: standingCaseOf(db, exhibit) }
    append(exhibitsView, 'custody.recorded', about, {
      v: 2,
      ...plainStep,
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
