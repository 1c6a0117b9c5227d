import { decisionsHappened, decisionsInFile } from './case-file.ts'
import { decisionsInPacket } from './pages.ts'
import { unanswered, unreviewed } from './closing-checks.ts'
import { approvals, reviews } from './due.ts'
import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { decisionHandlers } from './router.ts'
import { decisions } from './tables.ts'
import { forgetDecisions, decisionsView } from './view.ts'

export { requireStillStands } from './approval.ts'
export { pinFacts, readFact } from './facts.ts'
export type { Pinned } from './tables.ts'

export const decisionsFeature = defineFeature({
  name: 'decisions',
  view: decisionsView,
  handlers: decisionHandlers,
  forget: forgetDecisions,
  responsibilities: 'none',
  due: [approvals, reviews],
  closingChecks: [unanswered, unreviewed],
  asOf: 'none',
  caseFile: decisionsInFile,
  timeline: decisionsHappened,
  index: 'none',
  links: 'none',
  records: [recordsOf('decision', { ...decisions, within: true })],
  packet: decisionsInPacket,
})
