import type { Handlers } from '../../../../shared/contract/server.ts'
import { changeCase, promoteReport } from '../cases/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { addTask, changeTask, listTasks } from './commands.ts'
import { applyPlaybook, previewPlaybook } from './playbook.ts'
import { completeTask, reopenTask, waiveTask } from './settle.ts'

/** A case that is opened, or that becomes another, may bring the tasks of a playbook in the same act. */
type Calls = Extract<keyof Handlers, `task.${string}` | `playbook.${string}`> | 'report.promote' | 'case.change'

export const taskHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'task.list': (input) => listTasks(workspace, input),
  'task.add': (input) => addTask(workspace, input),
  'task.change': (input) => changeTask(workspace, input),
  'task.complete': (input) => completeTask(workspace, input),
  'task.reopen': (input) => reopenTask(workspace, input),
  'task.waive': (input) => waiveTask(workspace, input),
  'report.promote': (input) =>
    workspace.ledger.transact((transaction) => {
      const opened = promoteReport(workspace, transaction, input)
      if (input.playbook !== undefined)
        applyPlaybook(workspace, transaction, { case: opened.id, playbook: input.playbook })
      return opened
    }),
  'case.change': (input) =>
    workspace.ledger.transact((transaction) => {
      const changed = changeCase(transaction, input)
      if (input.playbook !== undefined)
        applyPlaybook(workspace, transaction, { case: changed.id, playbook: input.playbook })
      return changed
    }),
  'playbook.preview': (input) => previewPlaybook(workspace, input),
  'playbook.apply': (input) => workspace.ledger.transact((transaction) => applyPlaybook(workspace, transaction, input)),
})
