import type { Handlers } from '../../../shared/contract/server.ts'
import type { Workspace } from '../members/index.ts'
import { declineReport, receiveReport, setSeverity } from './commands.ts'
import { warmWords } from './find-words.ts'
import { findReport, listReports } from './queries.ts'

type Calls = 'report.add' | 'report.list' | 'report.get' | 'report.setSeverity' | 'report.decline'

export const intakeHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'report.add': (report) => workspace.ledger.transact((transaction) => receiveReport(workspace, transaction, report)),
  'report.list': (input) => {
    const listed = { ...listReports(workspace.db, input), stood: workspace.stood ?? null }
    // A command line ends before it would be ready.
    if (!workspace.stood && workspace.ports.host !== 'cli') warmWords(workspace.db).catch(() => undefined)
    return listed
  },
  'report.get': ({ report }) => findReport(workspace.db, report),
  'report.setSeverity': (input) => setSeverity(workspace, input),
  'report.decline': (input) => declineReport(workspace, input),
})
