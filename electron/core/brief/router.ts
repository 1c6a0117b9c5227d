import type { Handlers } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { findExhibit } from '../exhibits/index.ts'
import { acknowledgeDuty, changeCase, countFollowUps, mergeReport, promoteReport } from '../cases/index.ts'
import { triageReport } from '../intake/index.ts'
import { newestEntries, oneEntry } from '../ledger/index.ts'
import type { Workspace } from '../members/index.ts'
import { applyPlaybook } from '../tasks/index.ts'
import { linkPhoto } from '../subjects/index.ts'
import { findCited } from './cited.ts'
import { caseDetail, caseTimeline, listOfCases } from './brief.ts'
import { caseHistory, historyRow, mayRead, subjectHistory } from './history.ts'

type Calls =
  | 'report.promote'
  | 'report.merge'
  | 'duty.acknowledge'
  | 'report.triage'
  | 'queue.followUps'
  | Extract<keyof Handlers, `case.${string}`>
  | 'subject.history'
  | 'subject.photo'
  | 'ledger.list'
  | 'ledger.entry'
  | 'ledger.head'

export const briefHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'report.promote': (input) =>
    workspace.ledger.transact((transaction) => {
      const opened = promoteReport(workspace, transaction, input)
      if (input.playbook !== undefined)
        applyPlaybook(workspace, transaction, { case: opened.id, playbook: input.playbook })
      return opened
    }),
  'report.merge': (input) => mergeReport(workspace, input),
  'report.triage': (input) => triageReport(workspace, input, findCited),
  'duty.acknowledge': (input) => acknowledgeDuty(workspace, input),
  'queue.followUps': ({ before }) => ({ count: countFollowUps(workspace.db, before) }),
  'case.list': (input) => ({ ...listOfCases(workspace.db, input), stood: workspace.stood ?? null }),
  'case.get': (input) => caseDetail(workspace, input.case),
  'case.change': (input) =>
    workspace.ledger.transact((transaction) => {
      const changed = changeCase(transaction, input)
      if (input.playbook !== undefined)
        applyPlaybook(workspace, transaction, { case: changed.id, playbook: input.playbook })
      return changed
    }),
  'case.timeline': (input) => ({ events: caseTimeline(workspace, input.case) }),
  'case.history': (input) => ({ rows: caseHistory(workspace, input.case), stood: workspace.stood ?? null }),
  'subject.photo': ({ subject, exhibit }) => linkPhoto(workspace, subject, findExhibit(workspace.db, exhibit)),
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
