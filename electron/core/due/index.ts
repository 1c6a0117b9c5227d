export { dueHandlers } from './router.ts'
export { dueView } from './view.ts'
export { DueWatch } from './watch.ts'
