import { contract, type Call } from '../../shared/contract/contract.ts'
import { readingPermissions } from '../../shared/contract/permissions.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { isAllowed, membersView, type Workspace } from './record/members/index.ts'
import { upgradeNeeded } from './record/vault/index.ts'

/** Fails with NOT_ALLOWED unless the member at work may make this call. */
export function authorise(workspace: Workspace, name: Call): void {
  const { permission, invited } = contract[name]
  if (workspace.vault.keys.invited && !invited) {
    throw new HoldfastError(
      'NOT_ALLOWED',
      `${workspace.member.name} was invited and has no passphrase yet.`,
      'Choose one first: `holdfast member accept`, or the form in the window.',
    )
  }
  if (permission !== null && !isAllowed(workspace.member.roles, permission)) refuse(workspace, name)
  const { reading } = workspace.vault
  if (reading && writes(name)) throw workspace.ledger.fault ?? upgradeNeeded(reading.older)
}

/** Whether a call would write into the vault, be it what the ledger does not hold (a draft, a key, a setting of this copy). */
function writes(name: Call): boolean {
  const { permission, kind, older } = contract[name]
  if (kind === 'query' || permission === null || older) return false
  return kind === 'command' || !readingPermissions.has(permission)
}

/** A refusal is recorded too: who asked for what. */
function refuse({ ledger, member, vault }: Workspace, name: Call): never {
  const { permission } = contract[name]
  if (ledger.fault) {
    throw new HoldfastError(
      'NOT_ALLOWED',
      `${member.name} may not do this (${name}).`,
      'Ask a member with the right to it. The refusal could not be put on record: the vault is open for reading only.',
    )
  }
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
