import type { Handlers } from '../../../shared/contract/server.ts'
import type { Workspace } from '../members/index.ts'
import { addTask, changeTask, listTasks } from './commands.ts'
import { applyPlaybook, previewPlaybook } from './playbook.ts'
import { completeTask, reopenTask, waiveTask } from './settle.ts'

type Calls = Extract<keyof Handlers, `task.${string}` | `playbook.${string}`>

export const taskHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'task.list': (input) => listTasks(workspace, input),
  'task.add': (input) => addTask(workspace, input),
  'task.change': (input) => changeTask(workspace, input),
  'task.complete': (input) => completeTask(workspace, input),
  'task.reopen': (input) => reopenTask(workspace, input),
  'task.waive': (input) => waiveTask(workspace, input),
  'playbook.preview': (input) => previewPlaybook(workspace, input),
  'playbook.apply': (input) => workspace.ledger.transact((transaction) => applyPlaybook(workspace, transaction, input)),
})
