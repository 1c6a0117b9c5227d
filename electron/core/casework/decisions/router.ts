import type { Handlers } from '../../../../shared/contract/server.ts'
import { othersWhoMay, type Workspace } from '../../record/members/index.ts'
import { approveDecision, returnDecision, submitDecision, withdrawDecision } from './commands.ts'
import { approvalsDue, decisionsOfCase } from './queries.ts'

type Calls = Extract<keyof Handlers, `decision.${string}`>

export const decisionHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'decision.submit': (input) => submitDecision(workspace, input),
  'decision.list': (input) => ({
    items: decisionsOfCase(workspace, input.case),
    size: workspace.ledger.size,
    approvers: othersWhoMay(workspace.db, 'case.approve', workspace.member.id).map(({ name }) => name),
    stood: workspace.stood ?? null,
  }),
  'decision.waiting': () => ({ items: approvalsDue(workspace.db, workspace.member) }),
  'decision.approve': (input) => approveDecision(workspace, input),
  'decision.return': (input) => returnDecision(workspace, input),
  'decision.withdraw': (input) => withdrawDecision(workspace, input),
})
