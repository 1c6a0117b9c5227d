import type { Member } from '../../../shared/contract/members.ts'
import type { Handlers } from '../../../shared/contract/server.ts'
import type { Charge } from './charges.ts'
import { add, changeRoles } from './commands.ts'
import type { Workspace } from './members.ts'
import { listMembers } from './queries.ts'
import type { Reader } from '../vault/index.ts'

/** What gives the vault or a member new keys works alone and is not among these: see rotation.ts. */
type Calls = 'member.list' | 'member.add' | 'member.changeRoles'

/** Certificates that packets are signed with: how far a member's is, and what is to be done once members or roles changed. */
interface Certificates {
  of: (db: Reader, member: string) => Member['certificate']
  settle: () => Promise<unknown>
}

export const memberHandlers = (
  workspace: Workspace,
  charges: readonly Charge[],
  certificates: Certificates,
): Pick<Handlers, Calls> => ({
  'member.list': () => ({
    items: listMembers(workspace).map((one) => ({ ...one, certificate: certificates.of(workspace.db, one.id) })),
    epoch: workspace.vault.header.epoch,
  }),
  'member.add': async (input) => {
    const added = await add(workspace, input)
    await certificates.settle()
    return added
  },
  'member.changeRoles': async (input) => {
    const changed = changeRoles(workspace, input, charges)
    await certificates.settle()
    return changed
  },
})
