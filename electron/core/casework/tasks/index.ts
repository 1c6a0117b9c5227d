import { tasksHappened, tasksInFile } from './case-file.ts'
import { tasksInPacket } from './pages.ts'
import { mandatoryTasks } from './closing-check.ts'
import { openTasks } from './due.ts'
import { taskResponsibility } from './responsibility.ts'
import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { taskHandlers } from './router.ts'
import { tasks } from './tables.ts'
import { forgetTasks, tasksView } from './view.ts'

export { applyPlaybook } from './playbook.ts'
export { findTask, openMandatory } from './queries.ts'
export { tasksView } from './view.ts'

export const tasksFeature = defineFeature({
  name: 'tasks',
  view: tasksView,
  handlers: taskHandlers,
  forget: forgetTasks,
  responsibilities: [taskResponsibility],
  due: [openTasks],
  closingChecks: [mandatoryTasks],
  asOf: 'none',
  caseFile: tasksInFile,
  timeline: tasksHappened,
  index: 'none',
  links: 'none',
  records: [recordsOf('task', tasks)],
  packet: tasksInPacket,
})
