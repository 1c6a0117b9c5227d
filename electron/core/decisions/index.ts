import { defineFeature } from '../members/index.ts'
import { forgetDecisions, decisionsView } from './view.ts'

export { requireStillStands } from './approval.ts'
export { pinFacts, readFact, type Pinned } from './facts.ts'
export { approvalsDue, decisionsOfCase, openDecisions, reviewsDue, reviewsOf } from './queries.ts'
export { decisionHandlers } from './router.ts'

export const decisionsFeature = defineFeature({
  name: 'decisions',
  view: decisionsView,
  forget: forgetDecisions,
})
