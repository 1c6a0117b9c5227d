import type { Handlers } from '../../../shared/contract/server.ts'
import type { Charge } from './charges.ts'
import { add, changeRoles } from './commands.ts'
import type { Workspace } from './members.ts'
import { listMembers } from './queries.ts'

/** What gives the vault or a member new keys works alone and is not among these: see rotation.ts. */
type Calls = 'member.list' | 'member.add' | 'member.changeRoles'

export const memberHandlers = (workspace: Workspace, charges: readonly Charge[]): Pick<Handlers, Calls> => ({
  'member.list': () => ({ items: listMembers(workspace), epoch: workspace.vault.header.epoch }),
  'member.add': (input) => add(workspace, input),
  'member.changeRoles': (input) => changeRoles(workspace, input, charges),
})
