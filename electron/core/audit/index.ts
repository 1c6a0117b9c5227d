import { defineFeature } from '../record/members/index.ts'
import { auditHandlers } from './router.ts'
import { auditView } from './view.ts'

export { readSchedule } from './schedule.ts'

export const auditFeature = defineFeature({
  name: 'audit',
  view: auditView,
  handlers: auditHandlers,
  forget: 'none',
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
  caseFile: 'none',
  timeline: 'none',
  index: 'none',
  links: 'none',
  records: 'none',
  packet: 'none',
})
