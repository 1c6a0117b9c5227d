import { conclusionHappened, conclusionInFile } from './case-file.ts'
import { conclusionInPacket } from './pages.ts'
import { allegationChecks, monitoringChecks, statementChecks } from './checks.ts'
import { closings, monitoring } from './due.ts'
import { monitoringResponsibility } from './monitoring.ts'
import { defineFeature } from '../../record/members/index.ts'
import { closureHandlers } from './router.ts'
import { forgetClosure, closureView } from './view.ts'

export { allegationsOf } from './queries.ts'
export { findAllegation } from './rows.ts'

export const closureFeature = defineFeature({
  name: 'closure',
  view: closureView,
  handlers: closureHandlers,
  forget: forgetClosure,
  responsibilities: [monitoringResponsibility],
  due: [closings, monitoring],
  closingChecks: [allegationChecks, statementChecks, monitoringChecks],
  asOf: 'none',
  caseFile: conclusionInFile,
  timeline: conclusionHappened,
  index: 'none',
  links: 'none',
  records: 'none',
  packet: conclusionInPacket,
})
