import type { Handlers } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { newestEntries, oneEntry } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { caseDetail, caseTimeline, listOfCases } from './case-file.ts'
import { caseHistory, historyRow, mayRead, subjectHistory } from './history.ts'

type Calls =
  | Exclude<Extract<keyof Handlers, `case.${string}`>, 'case.change'>
  | 'subject.history'
  | 'ledger.list'
  | 'ledger.entry'
  | 'ledger.head'

export const caseFileHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'case.list': (input) => ({ ...listOfCases(workspace.db, input), stood: workspace.stood ?? null }),
  'case.get': (input) => caseDetail(workspace, input.case),
  'case.timeline': (input) => ({ events: caseTimeline(workspace, input.case) }),
  'case.history': (input) => ({ rows: caseHistory(workspace, input.case), stood: workspace.stood ?? null }),
  'subject.history': ({ subject }) => ({ rows: subjectHistory(workspace, subject) }),
  'ledger.list': ({ limit, before }) => ({
    rows: newestEntries(workspace.db, limit, before).map((stored) => historyRow(workspace, stored)),
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
      row: historyRow(workspace, stored),
      bytes: stored.bytes,
      payload: mayRead(workspace.member, stored.entry.type) ? stored.body : null,
    }
  },
  'ledger.head': () => {
    const { size, root, at, note } = workspace.ledger.head()
    return { head: { size, root, at }, note }
  },
})
