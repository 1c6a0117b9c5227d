import { defineFeature } from '../members/index.ts'
import { handlingHandlers } from './router.ts'
import { forgetHandling, handlingView } from './view.ts'

export { beginSpan, endSpan, type Spanned } from './commands.ts'
export { privilegeOf, spansOf, type Span } from './queries.ts'
export { markingActs, privilegeActs } from './tables.ts'

export const handlingFeature = defineFeature({
  name: 'handling',
  view: handlingView,
  handlers: handlingHandlers,
  forget: forgetHandling,
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
