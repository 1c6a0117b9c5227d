import { z } from 'zod'
import { canonical } from '../../../../shared/kernel/canonical.ts'
import type { Place } from '../../../../shared/ledger/admission.ts'
import { agree, derive, privateKey, rawPublic, seal, signText, unseal, verifyText } from './crypto.ts'
import { Hex, Id } from './hex.ts'
import { memberKeys, type Random, type VaultKeys } from './keys.ts'

/** The vault key of one epoch, sealed to one member and signed by the member who gave it. */
export const Grant = z.strictObject({
  member: Id,
  by: Id,
  epoch: z.int().min(1),
  ephemeral: Hex(32),
  nonce: Hex(12),
  sealed: Hex(48),
  signature: Hex(64),
})
export type Grant = z.infer<typeof Grant>

const context = ({ vault, identity }: Place, value: object): Buffer =>
  Buffer.from(canonical({ vault, identity, ...value }))

/** Grants `vaultKey` to a member, in the name of the member whose keys these are. */
export function newGrant(
  random: Random,
  place: Place,
  to: { id: string; x25519: string },
  epoch: number,
  vaultKey: Uint8Array,
  { member: by, signing }: Pick<VaultKeys, 'member' | 'signing'>,
): Grant {
  const ephemeral = privateKey('x25519', random(32))
  const x25519 = Buffer.from(to.x25519, 'hex')
  const open = { member: to.id, by, epoch, ephemeral: rawPublic(ephemeral).toString('hex') }
  const nonce = random(12)
  const key = derive(agree(ephemeral, x25519), 'holdfast/grant/v1', Buffer.concat([rawPublic(ephemeral), x25519]))
  const sealed = seal(key, nonce, context(place, open), vaultKey)
  const unsigned = { ...open, nonce: Buffer.from(nonce).toString('hex'), sealed: sealed.toString('hex') }
  return { ...unsigned, signature: signText(signing, context(place, unsigned).toString()).toString('hex') }
}

/** Whether the granter's key (raw Ed25519) signed this grant for this vault. */
export function isSignedGrant(place: Place, { signature, ...unsigned }: Grant, ed25519: Uint8Array): boolean {
  return verifyText(ed25519, context(place, unsigned).toString(), Buffer.from(signature, 'hex'))
}

/** The vault key, if the grant is for the member with this secret. */
export function openGrant(place: Place, grant: Grant, secret: Uint8Array): Buffer | undefined {
  const { signature: _, nonce, sealed, ...open } = grant
  const { agreement } = memberKeys(secret)
  const ephemeral = Buffer.from(grant.ephemeral, 'hex')
  const key = derive(agree(agreement, ephemeral), 'holdfast/grant/v1', Buffer.concat([ephemeral, rawPublic(agreement)]))
  return unseal(key, Buffer.from(nonce, 'hex'), context(place, open), Buffer.from(sealed, 'hex'))
}
