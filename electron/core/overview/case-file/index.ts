import { defineFeature } from '../../record/members/index.ts'
import { caseFileHandlers } from './router.ts'

export { aboutCase } from './about.ts'
export { tellOf } from './answers.ts'
export { caseHistory, entriesBeside } from './history.ts'
export { timelineOf } from './timeline.ts'

export const caseFileFeature = defineFeature({
  name: 'case-file',
  view: 'none',
  handlers: caseFileHandlers,
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
