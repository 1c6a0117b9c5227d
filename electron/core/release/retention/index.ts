import { destructionCheck } from './queries.ts'
import { defineFeature } from '../../record/members/index.ts'
import { retentionHandlers } from './router.ts'
import { retentionView } from './view.ts'

export { removeDestroyedBlobs } from './destroy.ts'

export const retentionFeature = defineFeature({
  name: 'retention',
  view: retentionView,
  handlers: retentionHandlers,
  forget: 'none',
  responsibilities: 'none',
  due: 'none',
  closingChecks: [destructionCheck],
  asOf: 'none',
  caseFile: { weighs: ['hold.placed', 'hold.lifted', 'destruction.ordered', 'destruction.declined'] },
  timeline: 'none',
  index: 'none',
  links: 'none',
  records: 'none',
  packet: 'none',
})
