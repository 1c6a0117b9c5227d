import { reportLinks, reportsHappened, reportsInFile } from './case-file.ts'
import { reportsInPacket } from './pages.ts'
import { reportWords } from './find-words.ts'
import { relatedGrounds } from './as-of.ts'
import { untold } from './triage/closing-check.ts'
import { triageResponsibility } from './triage/responsibility.ts'
import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { intakeHandlers } from './router.ts'
import { reports } from './tables.ts'
import { forgetReports, intakeView } from './view.ts'

export { validateAgainstForm } from './by-form.ts'
export { receiveReport, requireOpen } from './commands.ts'
export { listReports } from './list.ts'
export { pointsOf, reportsMentioning, reportsTelling, type Mention } from './mentions.ts'
export { reports, type MentionKind } from './tables.ts'
export { warmWords } from './find-words.ts'
export { findReport, reportsOfCase } from './queries.ts'
export { isSite } from './sites.ts'
export { intakeView, type ForgottenReport } from './view.ts'
export { assigneeOf } from './triage/assign.ts'
export type { FindCited } from './triage/cite.ts'
export { triageReport } from './triage/grade.ts'
export { notificationsDue, notificationsOfCase, findNotification } from './triage/notifications.ts'

export const intakeFeature = defineFeature({
  name: 'intake',
  view: intakeView,
  handlers: intakeHandlers,
  forget: forgetReports,
  responsibilities: [triageResponsibility],
  due: 'none',
  closingChecks: [untold],
  asOf: relatedGrounds,
  caseFile: reportsInFile,
  timeline: reportsHappened,
  index: reportWords,
  links: reportLinks,
  records: [recordsOf('report', reports)],
  packet: reportsInPacket,
})
