import type { Handlers } from '../../../../shared/contract/server.ts'
import { add, changeRoles } from './commands.ts'
import type { House } from './manifest.ts'
import type { Workspace } from './members.ts'
import { listMembers } from './queries.ts'

/** What gives the vault or a member new keys works alone and is not among these: see rotation.ts. */
type Calls = 'member.list' | 'member.add' | 'member.changeRoles'

export const memberHandlers = (
  workspace: Workspace,
  { responsibilities, certificates }: Pick<House, 'responsibilities' | 'certificates'>,
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
    const changed = changeRoles(workspace, input, responsibilities)
    await certificates.settle()
    return changed
  },
})
