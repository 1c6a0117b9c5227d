import type { Handlers } from '../../../shared/contract/server.ts'
import type { Workspace } from '../members/index.ts'
import { importReports } from './import.ts'
import { exportLedger } from './ledger-export.ts'

export const exchangeHandlers = (workspace: Workspace): Pick<Handlers, 'report.import' | 'ledger.export'> => ({
  'report.import': (input, context) => importReports(workspace, input, context),
  'ledger.export': (input, context) => exportLedger(workspace, input, context),
})
