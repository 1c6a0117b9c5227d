import { encodeQR } from 'qr'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { addMember, headerHash, sha256, toWords, type Header } from '../vault/index.ts'
import { relieve, type Responsibility } from './responsibilities.ts'
import { namesIn, readVault, type Workspace } from './members.ts'
import { findMember, isNameTaken, requireAdministratorLeft, requireOther } from './queries.ts'
import { membersView } from './view.ts'

type HeaderReason = 'passphrase-changed' | 'recovery-sheet-made' | 'recovered'

/** Records which header counts from now on, and why it changed. */
export const recordHeaderChange =
  ({ ledger }: Pick<Workspace, 'ledger'>, reason: HeaderReason) =>
  (header: Header): void =>
    void ledger.transact(({ append }) =>
      append(membersView, 'vault.header-changed', { subject: header.id }, { headerHash: headerHash(header), reason }),
    )

/** Records that others, or a tired hand, tried to open the vault before this time. `since` is an instant. */
export const recordFailedAttempts = (
  { ledger, vault }: Pick<Workspace, 'ledger' | 'vault'>,
  failed: { count: number; since: string },
): void =>
  void ledger.transact(({ append }) => append(membersView, 'access.failed', { subject: vault.header.id }, failed))

/** Adds or invites a member. Fails with CONFLICT when somebody in the vault has the name already. */
export async function add(
  workspace: Workspace,
  { name, roles, passphrase }: Checked<'member.add'>,
): Promise<Output<'member.add'>> {
  const { vault, ledger, db, ports } = workspace
  if (isNameTaken(db, name)) {
    throw new HoldfastError(
      'CONFLICT',
      `There is a member “${name}” already.`,
      'Give the new one a name that tells the two apart; nothing was changed.',
    )
  }
  const { id, invitation } = await addMember(
    vault,
    passphrase,
    [...namesIn(workspace), name],
    (header, member) =>
      ledger.transact(({ append }) =>
        append(
          membersView,
          'member.added',
          { subject: member.id },
          {
            member: member.id,
            name,
            roles,
            ed25519: member.ed25519,
            x25519: member.x25519,
            invited: member.invitation !== null,
            headerHash: headerHash(header),
          },
        ),
      ),
    ports.kdf,
  )
  return { member: id, name, invitation }
}

/**
 * Gives a member other roles. Nobody changes their own, and an administrator always remains. What the member may not keep
 * with the new roles passes to another in the same act.
 */
export function changeRoles(
  workspace: Workspace,
  { member: ref, roles, handOverTo }: Checked<'member.changeRoles'>,
  responsibilities: readonly Responsibility[],
): Output<'member.changeRoles'> {
  return workspace.ledger.transact((transaction) => {
    const { db, append } = transaction
    const found = findMember(db, ref)
    requireOther(workspace, found, 'changes the roles of')
    if (!roles.includes('administrator')) requireAdministratorLeft(db, found)
    if ([...roles].sort().join() === [...found.roles].sort().join()) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `${found.name} has these roles already.`,
        'Choose others; nothing was recorded.',
      )
    }
    const { id: member, name, roles: from } = found
    relieve(
      transaction,
      responsibilities,
      { member: found, roles, handOverTo },
      `${name} is ${roles.join(', ')} from now on`,
    )
    append(membersView, 'member.roles-changed', { subject: member }, { member, from, to: roles })
    return { member, name, roles }
  })
}

/** What a recovery sheet shows. The 32 bytes are overwritten. */
export function sheetText({ db, member, ports }: Workspace, sheet: Buffer): Output<'vault.newRecoverySheet'> {
  const words = toWords(sheet)
  sheet.fill(0)
  const { name, rootCertificate } = readVault(db)
  return {
    words: words.split(' '),
    qr: encodeQR(words, 'raw', { border: 1 })
      .slice(1, -1)
      .map((row) =>
        row
          .slice(1, -1)
          .map((dark) => (dark ? '1' : '0'))
          .join(''),
      ),
    vault: name,
    member: member.name,
    madeAt: new Date(ports.clock.now()).toISOString(),
    rootFingerprint: sha256(Buffer.from(rootCertificate, 'base64')).toString('hex'),
  }
}
