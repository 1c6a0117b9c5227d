export { receiveReport, requireOpen } from './commands.ts'
export { findReport, relatedReports, reportsOfCase } from './queries.ts'
export { intakeHandlers } from './router.ts'
export { intakeView } from './view.ts'
