import { defineFeature } from '../members/index.ts'
import { forgetClosure, closureView } from './view.ts'

export type { ClosingCheck } from './checks.ts'
export { dutyCharge } from './duties.ts'
export { closingsDue, conclusionOf, monitoringDue, type Conclusion } from './queries.ts'
export { closureHandlers } from './router.ts'

export const closureFeature = defineFeature({
  name: 'closure',
  view: closureView,
  forget: forgetClosure,
})
