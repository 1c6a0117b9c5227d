export { changeCase, mergeReport, promoteReport } from './commands.ts'
export { findCase, listCases, type CaseFile } from './queries.ts'
export { casesView } from './view.ts'
