import { conclusionHappened, conclusionInFile } from './case-file.ts'
import { conclusionInPacket } from './pages.ts'
import { allegationChecks, dutyChecks, statementChecks } from './checks.ts'
import { closings, monitoring } from './due.ts'
import { dutyResponsibility } from './duties.ts'
import { defineFeature } from '../../record/members/index.ts'
import { closureHandlers } from './router.ts'
import { forgetClosure, closureView } from './view.ts'

export const closureFeature = defineFeature({
  name: 'closure',
  view: closureView,
  handlers: closureHandlers,
  forget: forgetClosure,
  responsibilities: [dutyResponsibility],
  due: [closings, monitoring],
  closingChecks: [allegationChecks, statementChecks, dutyChecks],
  asOf: 'none',
  caseFile: conclusionInFile,
  timeline: conclusionHappened,
  index: 'none',
  links: 'none',
  packet: conclusionInPacket,
})
