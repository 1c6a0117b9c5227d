import { defineFeature } from '../members/index.ts'
import { forgetTasks, tasksView } from './view.ts'

export { taskCharge } from './charge.ts'
export { applyPlaybook } from './playbook.ts'
export { findTask, openMandatory, tasksDue, tasksOfCase } from './queries.ts'
export { taskHandlers } from './router.ts'
export { tasksView } from './view.ts'

export const tasksFeature = defineFeature({
  name: 'tasks',
  view: tasksView,
  forget: forgetTasks,
})
