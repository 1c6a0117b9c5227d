import { assertionsHappened, contradictionChecks, contradictionsInFile } from './case-file.ts'
import { defineFeature } from '../../record/members/index.ts'
import { assertionHandlers } from './router.ts'
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
  packet: 'none',
})
