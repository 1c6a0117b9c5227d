import { caseHappened, caseInPacket, openingInFile } from './case-file.ts'
import { caseHandlers } from './router.ts'
import { caseChecks } from './closing-checks.ts'
import { duties, followUps } from './due.ts'
import { caseResponsibility } from './people.ts'
import { defineFeature } from '../../record/members/index.ts'
import { standingCases } from './records.ts'
import { forgetCase, casesView } from './view.ts'

export { changeCase, promoteReport } from './commands.ts'
export { withOwner } from './notifications.ts'
export { peopleAtReopening } from './people.ts'
export { caseNumberOf, findCase, findStandingCase, findWorkingCase, listCases, type CaseFile } from './queries.ts'
export { caseFiles } from './tables.ts'
export { casesView } from './view.ts'

export const casesFeature = defineFeature({
  name: 'cases',
  view: casesView,
  handlers: caseHandlers,
  forget: forgetCase,
  responsibilities: [caseResponsibility],
  due: [followUps, duties],
  closingChecks: [caseChecks],
  asOf: 'none',
  caseFile: openingInFile,
  timeline: caseHappened,
  index: 'none',
  links: 'none',
  records: [standingCases],
  packet: caseInPacket,
})
