import { defineFeature } from '../members/index.ts'
import { retentionView } from './view.ts'

export { destructionCheck } from './queries.ts'
export { removeDestroyedBlobs } from './destroy.ts'
export { retentionHandlers } from './router.ts'

export const retentionFeature = defineFeature({
  name: 'retention',
  view: retentionView,
  forget: 'none',
})
