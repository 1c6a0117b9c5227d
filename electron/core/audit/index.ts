export { auditHandlers } from './router.ts'
export { readSchedule } from './schedule.ts'
export { auditView } from './view.ts'
