import type { Handlers } from '../../../../shared/contract/server.ts'
import type { Workspace } from '../members/index.ts'
import { backUp, compact, listBackups } from './commands.ts'

type Calls = 'vault.backup' | 'vault.backups' | 'vault.compact'

export const backupHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'vault.backup': (input, context) => backUp(workspace, input, context),
  'vault.backups': () => listBackups(workspace),
  'vault.compact': (_input, context) => compact(workspace, context),
})
