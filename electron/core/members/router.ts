import type { Handlers } from '../../../shared/contract/server.ts'
import type { Charge } from './charges.ts'
import { accept, add, changeOwnPassphrase, changeRoles, newRecoverySheet } from './commands.ts'
import type { Workspace } from './members.ts'
import { listMembers } from './queries.ts'

type Calls =
  | Exclude<Extract<keyof Handlers, `member.${string}`>, 'member.revoke'>
  | 'vault.changePassphrase'
  | 'vault.newRecoverySheet'

/** All about members but revoking one: that gives the vault a new key, and with it a new session. */
export const memberHandlers = (workspace: Workspace, charges: readonly Charge[]): Pick<Handlers, Calls> => ({
  'member.list': () => ({ items: listMembers(workspace), epoch: workspace.vault.header.epoch }),
  'member.add': (input) => add(workspace, input),
  'member.accept': (input) => accept(workspace, input),
  'member.changeRoles': (input) => changeRoles(workspace, input, charges),
  'vault.changePassphrase': (input) => changeOwnPassphrase(workspace, input),
  'vault.newRecoverySheet': (input) => newRecoverySheet(workspace, input),
})
