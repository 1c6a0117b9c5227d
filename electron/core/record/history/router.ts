import type { Handlers } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { newestEntries, oneEntry } from '../ledger/index.ts'
import type { House, Workspace } from '../members/index.ts'
import { historyRow, mayRead } from './row.ts'

type Calls = 'ledger.list' | 'ledger.entry' | 'ledger.head'

export const historyHandlers = (
  workspace: Workspace,
  { caseNumber }: Pick<House, 'caseNumber'>,
): Pick<Handlers, Calls> => ({
  'ledger.list': ({ limit, before }) => ({
    rows: newestEntries(workspace.db, limit, before).map((stored) => historyRow(workspace, stored, caseNumber)),
    total: workspace.ledger.size,
  }),
  'ledger.entry': ({ seq }) => {
    const stored = oneEntry(workspace.db, seq)
    if (!stored)
      throw new HoldfastError(
        'NOT_FOUND',
        `The ledger has no entry ${seq}.`,
        `It has entries 0 to ${workspace.ledger.size - 1}.`,
      )
    return {
      row: historyRow(workspace, stored, caseNumber),
      bytes: stored.bytes,
      payload: mayRead(workspace.member, stored.entry.type) ? stored.body : null,
    }
  },
  'ledger.head': () => {
    const { size, root, at, note } = workspace.ledger.head()
    return { head: { size, root, at }, note }
  },
})
