import { communicationsHappened } from './case-file.ts'
import { communicationsInPacket } from './pages.ts'
import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { communicationHandlers } from './router.ts'
import { communications } from './tables.ts'
import { forgetCommunications, communicationsView } from './view.ts'

export const communicationsFeature = defineFeature({
  name: 'communications',
  view: communicationsView,
  handlers: communicationHandlers,
  forget: forgetCommunications,
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
  caseFile: 'none',
  timeline: communicationsHappened,
  index: 'none',
  links: 'none',
  records: [recordsOf('communication', { ...communications, within: true })],
  packet: communicationsInPacket,
})
