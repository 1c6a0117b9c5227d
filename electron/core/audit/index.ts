import { defineFeature } from '../members/index.ts'
import { auditView } from './view.ts'

export { auditHandlers } from './router.ts'
export { readSchedule } from './schedule.ts'

export const auditFeature = defineFeature({
  name: 'audit',
  view: auditView,
  forget: 'none',
})
