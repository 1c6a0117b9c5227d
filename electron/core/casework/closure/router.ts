import type { Handlers } from '../../../../shared/contract/server.ts'
import type { House, Workspace } from '../../record/members/index.ts'
import { approveClosing, reopenCase, requestClosing, returnClosing, withdrawClosing } from './closing.ts'
import { conclude, findOnAllegation, makeAllegation, withdrawAllegation } from './commands.ts'
import { answerDuty, setDuty } from './monitoring.ts'
import { closureOf, monitoringDue } from './queries.ts'

type Calls = Extract<keyof Handlers, `closure.${string}` | `monitoring.${string}`>

export const closureHandlers = (
  workspace: Workspace,
  { closingChecks: others }: Pick<House, 'closingChecks'>,
): Pick<Handlers, Calls> => ({
  'closure.get': (input) => closureOf(workspace, input.case, others),
  'closure.allege': (input) => makeAllegation(workspace, input),
  'closure.find': (input) => findOnAllegation(workspace, input),
  'closure.withdrawAllegation': (input) => withdrawAllegation(workspace, input),
  'closure.conclude': (input) => conclude(workspace, input),
  'monitoring.add': (input) => setDuty(workspace, input),
  'monitoring.answer': (input) => answerDuty(workspace, input),
  'closure.request': (input) => requestClosing(workspace, input, others),
  'closure.approve': (input) => approveClosing(workspace, input, others),
  'closure.return': (input) => returnClosing(workspace, input),
  'closure.withdraw': (input) => withdrawClosing(workspace, input),
  'closure.reopen': (input) => reopenCase(workspace, input),
  'monitoring.due': () => ({
    items: monitoringDue(workspace.db, workspace.ports.clock.now(), workspace.member.id),
  }),
})
