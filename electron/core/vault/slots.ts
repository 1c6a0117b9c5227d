import { z } from 'zod'
import { canonical } from '../../../shared/kernel/canonical.ts'
import { idFrom } from '../../../shared/kernel/ids.ts'
import { derive, seal, unseal } from './crypto.ts'
import { Hex, Id } from './hex.ts'
import { deriveFromPassphrase, KdfParameters, type KdfCost } from './kdf.ts'
import type { Random } from './keys.ts'
import { plainWords } from './words.ts'

const sealedSecret = {
  id: Id,
  member: Id,
  nonce: Hex(12),
  /** The member's 32-byte secret, sealed under the key that the slot's own secret gives. */
  sealed: Hex(48),
}

/** What opens one member's secret: a passphrase, the words of an invitation, or those of a recovery sheet. */
export const Slot = z.discriminatedUnion('kind', [
  z.strictObject({ ...sealedSecret, kind: z.literal('passphrase'), kdf: KdfParameters }),
  z.strictObject({ ...sealedSecret, kind: z.literal('invitation'), kdf: KdfParameters }),
  z.strictObject({ ...sealedSecret, kind: z.literal('recovery') }),
])
export type Slot = z.infer<typeof Slot>

type Derived = Exclude<Slot, { kind: 'recovery' }>

/** A slot that opens a member's secret with a passphrase or an invitation; its place in this vault is bound into the seal. */
export async function newSlot(
  random: Random,
  vault: string,
  { member, secret }: { member: string; secret: Uint8Array },
  kind: Derived['kind'],
  passphrase: string,
  cost: KdfCost,
): Promise<Slot> {
  const kdf: KdfParameters = { name: 'argon2id', ...cost, salt: Buffer.from(random(16)).toString('hex') }
  const open = { id: idFrom(random(16)), member, kind, kdf }
  return sealed(random, vault, open, await derivedKey(kind, passphrase, kdf), secret)
}

/** A slot that opens a member's secret with the 32 random bytes of a recovery sheet: they need no stretching. */
export const newRecoverySlot = (
  random: Random,
  vault: string,
  { member, secret }: { member: string; secret: Uint8Array },
  sheet: Uint8Array,
): Slot =>
  sealed(random, vault, { id: idFrom(random(16)), member, kind: 'recovery' as const }, recoveryKey(sheet), secret)

/** The member's secret, if this passphrase (or these words of an invitation) opens the slot. */
export async function openSlot(vault: string, slot: Slot, passphrase: string): Promise<Buffer | undefined> {
  if (slot.kind === 'recovery') return undefined
  return opened(vault, slot, await derivedKey(slot.kind, passphrase, slot.kdf))
}

/** The member's secret, if these bytes of a recovery sheet open the slot. */
export const openRecoverySlot = (vault: string, slot: Slot, sheet: Uint8Array): Buffer | undefined =>
  slot.kind === 'recovery' ? opened(vault, slot, recoveryKey(sheet)) : undefined

const recoveryKey = (sheet: Uint8Array): Buffer => derive(sheet, 'holdfast/slot/recovery/v1')

const derivedKey = async (kind: Derived['kind'], passphrase: string, kdf: KdfParameters): Promise<Buffer> =>
  derive(
    await deriveFromPassphrase(kind === 'invitation' ? plainWords(passphrase) : passphrase, kdf),
    'holdfast/slot/v1',
  )

const context = (vault: string, open: object): Buffer => Buffer.from(canonical({ vault, ...open }))

function sealed<Open extends object>(
  random: Random,
  vault: string,
  open: Open,
  key: Buffer,
  secret: Uint8Array,
): Open & { nonce: string; sealed: string } {
  const nonce = random(12)
  const bytes = seal(key, nonce, context(vault, open), secret)
  key.fill(0)
  return { ...open, nonce: Buffer.from(nonce).toString('hex'), sealed: bytes.toString('hex') }
}

function opened(vault: string, { nonce, sealed: bytes, ...open }: Slot, key: Buffer): Buffer | undefined {
  const secret = unseal(key, Buffer.from(nonce, 'hex'), context(vault, open), Buffer.from(bytes, 'hex'))
  key.fill(0)
  return secret
}
