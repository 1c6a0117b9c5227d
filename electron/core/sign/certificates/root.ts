import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../record/members/index.ts'
import { sha256 } from '../../record/vault/index.ts'
import type { Root } from '../signer.ts'
import { formerRootKey } from './former.ts'
import { keyIsSealedTo, openKey } from './keys.ts'
import { isKeyOf, rootCertificate } from './root-certificate.ts'

const own = ({ vault, member }: Workspace): { id: string; x25519: string } | undefined =>
  vault.header.members.find(({ id }) => id === member.id)

/** Whether the member at work is an administrator who can open the root's key. */
export function holdsRoot(workspace: Workspace): boolean {
  const { db, member } = workspace
  if (!member.roles.includes('administrator')) return false
  const sealedTo = keyIsSealedTo(db, { key: 'root', member: member.id })
  return (sealedTo !== undefined && sealedTo === own(workspace)?.x25519) || formerRootKey(db) !== undefined
}

/**
 * The root with its key; undefined where it does not open. Whoever opened it wipes the key. Fails with VAULT_DAMAGED when
 * the key is not the root's: what it signs would vouch for somebody else.
 */
export function openRoot({ vault, db, member }: Workspace): Root | undefined {
  const { header, keys } = vault
  const name = { key: 'root', member: member.id } as const
  const key = openKey(db, header.id, name, keys.memberSecret) ?? formerRootKey(db)
  if (!key) return undefined
  const rootCert = rootCertificate(db)
  if (!isKeyOf(rootCert, key)) {
    key.fill(0)
    throw new HoldfastError(
      'VAULT_DAMAGED',
      'The key of the root that packets lead to is not the one that this vault was made with; no certificate was issued.',
      'Audit the vault, keep the folder as it is, and go on working in a backup.',
    )
  }
  return { rootCert, rootPrivateKeyPkcs8: key, rootFingerprint: sha256(rootCert).toString('hex') }
}
