import { defineFeature } from '../../record/members/index.ts'
import { communicationHandlers } from './router.ts'
import { forgetCommunications, communicationsView } from './view.ts'

export { communicationsOfCase } from './queries.ts'

export const communicationsFeature = defineFeature({
  name: 'communications',
  view: communicationsView,
  handlers: communicationHandlers,
  forget: forgetCommunications,
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
})
