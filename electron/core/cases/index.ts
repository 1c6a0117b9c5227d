export { changeCase, mergeReport, promoteReport } from './commands.ts'
export { caseCharge } from './people.ts'
export { findCase, findWorkingCase, listCases, type CaseFile } from './queries.ts'
export { casesView, forgetCase } from './view.ts'
