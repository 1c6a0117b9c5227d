import { defineFeature } from '../../record/members/index.ts'
import { dueHandlers } from './router.ts'
import { dueView } from './view.ts'

export { DueWatch } from './watch.ts'

export const dueFeature = defineFeature({
  name: 'due',
  view: dueView,
  handlers: dueHandlers,
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
