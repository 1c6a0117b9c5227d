import { defineFeature } from '../members/index.ts'
import { forgetCommunications, communicationsView } from './view.ts'

export { communicationsOfCase } from './queries.ts'
export { communicationHandlers } from './router.ts'

export const communicationsFeature = defineFeature({
  name: 'communications',
  view: communicationsView,
  forget: forgetCommunications,
})
