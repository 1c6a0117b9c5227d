export { receiveReport, requireOpen } from './commands.ts'
export { findReport, relatedReports, reportsOfCase } from './queries.ts'
export { intakeHandlers } from './router.ts'
export { forgetReport, intakeView, type ForgottenReport } from './view.ts'
