import { defineFeature } from '../../record/members/index.ts'
import { caseFileHandlers } from './router.ts'

export { answerSix, zoneOf, type Known } from './answers.ts'
export { loadCaseFile } from './case-file.ts'
export { caseHistory } from './history.ts'
export { eventsAmong } from './recorded-events.ts'
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
})
