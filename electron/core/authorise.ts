import { contract, type Call } from '../../shared/contract/contract.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { isAllowed, membersView, type Workspace } from './members/index.ts'

/** What an invited person may do before they chose a passphrase. */
const whileInvited: ReadonlySet<string> = new Set(['vault.info', 'vault.acceptFingerprint', 'member.accept'])

/** Fails with NOT_ALLOWED unless the member at work may make this call. */
export function authorise(workspace: Workspace, name: Call): void {
  const { permission } = contract[name]
  if (workspace.vault.keys.invited && !whileInvited.has(name)) {
    throw new HoldfastError(
      'NOT_ALLOWED',
      `${workspace.member.name} was invited and has no passphrase yet.`,
      'Choose one first: `holdfast member accept`, or the form in the window.',
    )
  }
  if (permission !== null && !isAllowed(workspace.member.roles, permission)) refuse(workspace, name)
}

/** A refusal is recorded too: who asked for what. */
function refuse({ ledger, member, vault }: Workspace, name: Call): never {
  const { permission } = contract[name]
  ledger.transact(({ append }) =>
    append(
      membersView,
      'access.refused',
      { subject: vault.keys.member },
      { call: name, permission: permission ?? 'vault.open' },
    ),
  )
  throw new HoldfastError(
    'NOT_ALLOWED',
    `${member.name} may not do this (${name}).`,
    'Ask a member with the right to it. The refusal is on record.',
  )
}
