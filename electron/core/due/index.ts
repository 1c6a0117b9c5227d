import { defineFeature } from '../members/index.ts'
import { dueView } from './view.ts'

export { dueHandlers } from './router.ts'
export { DueWatch } from './watch.ts'

export const dueFeature = defineFeature({
  name: 'due',
  view: dueView,
  forget: 'none',
})
