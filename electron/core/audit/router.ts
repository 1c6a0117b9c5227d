import type { Output } from '../../../shared/contract/contract.ts'
import type { Handlers } from '../../../shared/contract/server.ts'
import type { House, Workspace } from '../record/members/index.ts'
import { auditVault } from './audit.ts'
import { saveReport } from './save.ts'
import { readSchedule, setSchedule } from './schedule.ts'

type Calls = 'ledger.audit' | 'ledger.saveAudit' | 'audit.schedule' | 'audit.setSchedule'

export function auditHandlers(workspace: Workspace, { views }: Pick<House, 'views'>): Pick<Handlers, Calls> {
  let last: Output<'ledger.audit'> | undefined
  return {
    'ledger.audit': async (input, context) => (last = await auditVault(workspace, views, input, context)),
    'ledger.saveAudit': (input, context) => saveReport(workspace, last, input, context),
    'audit.schedule': () => readSchedule(workspace),
    'audit.setSchedule': (input) => setSchedule(workspace, input),
  }
}
