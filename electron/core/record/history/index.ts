import { clockView } from '../ledger/index.ts'
import { defineFeature } from '../members/index.ts'
import { historyHandlers } from './router.ts'

export { historyRow } from './row.ts'

/** The ledger as people read it, entry by entry. The clock's entries are the ledger's own, below what a manifest is made of. */
export const historyFeature = defineFeature({
  name: 'history',
  view: clockView,
  handlers: historyHandlers,
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
