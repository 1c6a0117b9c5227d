import { assertionsHappened, contradictionChecks, contradictionsInFile } from './case-file.ts'
import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { assertionsInPacket } from './pages.ts'
import { assertionHandlers } from './router.ts'
import { assertions } from './tables.ts'
import { assertionsView, forgetAssertions } from './view.ts'

export const assertionsFeature = defineFeature({
  name: 'assertions',
  view: assertionsView,
  handlers: assertionHandlers,
  forget: forgetAssertions,
  responsibilities: 'none',
  due: 'none',
  closingChecks: [contradictionChecks],
  asOf: 'none',
  caseFile: contradictionsInFile,
  timeline: assertionsHappened,
  index: 'none',
  links: 'none',
  records: [recordsOf('assertion', { ...assertions, title: assertions.text })],
  packet: assertionsInPacket,
})
