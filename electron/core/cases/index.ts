export { changeCase, mergeReport, promoteReport } from './commands.ts'
export { acknowledgeDuty } from './duties.ts'
export { findCase, findWorkingCase, listCases, type CaseFile } from './queries.ts'
export { casesView, forgetCase } from './view.ts'
