import type { Handlers } from '../../../../shared/contract/server.ts'
import type { House, Workspace } from '../../record/members/index.ts'
import { validateAgainstForm } from './by-form.ts'
import { declineReport, receiveReport, setSeverity } from './commands.ts'
import { warmWords } from './find-words.ts'
import { listReports } from './list.ts'
import { findReport, momentOf } from './queries.ts'
import { similarReports } from './similar/query.ts'
import { assignReport, snoozeReport } from './triage/assign.ts'
import { countNotifications, notificationsIn, notificationsOfReport } from './triage/notifications.ts'
import { gradingOf } from './triage/grade.ts'

type Calls =
  | 'report.add'
  | 'report.list'
  | 'report.get'
  | 'report.setSeverity'
  | 'report.decline'
  | 'report.similar'
  | 'report.grading'
  | 'report.assign'
  | 'report.snooze'
  | 'notification.list'

export const intakeHandlers = (
  workspace: Workspace,
  { withOwner }: Pick<House, 'withOwner'>,
): Pick<Handlers, Calls> => ({
  'report.add': (report) => {
    const held = validateAgainstForm(workspace, report)
    return workspace.ledger.transact((transaction) => receiveReport(workspace, transaction, held))
  },
  'report.list': (input) => {
    const listed = { ...listReports(workspace, input), stood: workspace.stood ?? null }
    // A command line ends before it would be ready.
    if (!workspace.stood && workspace.ports.host !== 'cli') warmWords(workspace.db).catch(() => undefined)
    return listed
  },
  'report.get': ({ report }) => findReport(workspace.db, report),
  'report.similar': (draft) => similarReports(workspace, draft),
  'report.setSeverity': (input) => setSeverity(workspace, input),
  'report.decline': (input) => declineReport(workspace, input),
  'report.grading': ({ report }) => {
    const { duties, ...grading } = gradingOf(workspace, report)
    return { ...grading, duties: duties.map((duty) => withOwner(workspace.db, duty)) }
  },
  'report.assign': (input) => assignReport(workspace, input),
  'report.snooze': (input) => snoozeReport(workspace, input),
  'notification.list': ({ report: ref, state, limit }) => {
    const { db } = workspace
    const report = ref === undefined ? undefined : findReport(db, ref).id
    const items =
      report === undefined
        ? notificationsIn(db, state, limit)
        : notificationsOfReport(db, report).filter((duty) => state === 'all' || duty.state === state)
    return { items: items.map((duty) => withOwner(db, duty)), ...countNotifications(db, momentOf(workspace), report) }
  },
})
