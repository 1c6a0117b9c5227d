import type { Handlers } from '../../../shared/contract/server.ts'
import type { AnyView } from '../ledger/index.ts'
import type { Workspace } from '../members/index.ts'
import { auditVault } from './audit.ts'
import { readSchedule, setSchedule } from './schedule.ts'

/** `views`: every view of the ledger, for projecting it anew. */
export const auditHandlers = (
  workspace: Workspace,
  views: readonly AnyView[],
): Pick<Handlers, 'ledger.audit' | 'audit.schedule' | 'audit.setSchedule'> => ({
  'ledger.audit': (input, context) => auditVault(workspace, views, input, context),
  'audit.schedule': () => readSchedule(workspace),
  'audit.setSchedule': (input) => setSchedule(workspace, input),
})
