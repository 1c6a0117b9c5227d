import { defineFeature } from '../../record/members/index.ts'
import { briefHandlers } from './router.ts'

export { answerSix, zoneOf, type Known } from './answers.ts'
export { knownOf } from './brief.ts'
export { caseHistory } from './history.ts'
export { isEvent } from './recorded-events.ts'
export { timelineOf } from './timeline.ts'

export const briefFeature = defineFeature({
  name: 'brief',
  view: 'none',
  handlers: briefHandlers,
  forget: 'none',
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
})
