import { z } from 'zod'
import { canonical } from '../../../../shared/kernel/canonical.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import type { Place } from '../../../../shared/ledger/admission.ts'
import { derive, seal, unseal } from './crypto.ts'
import { Hex, Id } from './hex.ts'
import { defaultKdf, deriveFromPassphrase, KdfParameters, type KdfCost } from './kdf.ts'
import type { Door, Random } from './keys.ts'
import { plainWords } from './words.ts'

const sealedSecret = {
  id: Id,
  member: Id,
  nonce: Hex(12),
  /** The member's 32-byte secret, sealed under the key that the slot's own secret gives. */
  sealed: Hex(48),
  /** In a header of version 3, a slot from before it: its seal does not bind the identity. */
  unbound: z.literal(true).optional(),
}

/** What opens one member's secret: a passphrase, the words of an invitation, or those of a recovery sheet. */
export const Slot = z.discriminatedUnion('kind', [
  z.strictObject({ ...sealedSecret, kind: z.literal('passphrase'), kdf: KdfParameters }),
  z.strictObject({ ...sealedSecret, kind: z.literal('invitation'), kdf: KdfParameters }),
  z.strictObject({ ...sealedSecret, kind: z.literal('recovery') }),
])
export type Slot = z.infer<typeof Slot>

type Derived = Exclude<Slot, { kind: 'recovery' }>

interface Holder {
  member: string
  secret: Uint8Array
}

/** What a passphrase gives a new slot. */
export async function newDoor(random: Random, passphrase: string, cost: KdfCost = defaultKdf): Promise<Door> {
  const kdf: KdfParameters = { name: 'argon2id', ...cost, salt: Buffer.from(random(16)).toString('hex') }
  return { kdf, key: await derivedKey('passphrase', passphrase, kdf) }
}

/** A slot that opens a member's secret with that passphrase; its place in this vault is bound into the seal. */
export const passphraseSlot = (random: Random, place: Place, { member, secret }: Holder, { kdf, key }: Door): Slot =>
  sealed(random, place, { id: idFrom(random(16)), member, kind: 'passphrase' as const, kdf }, key, secret)

/** The same for a passphrase or the words of an invitation, of which nothing is kept. */
export async function newSlot(
  random: Random,
  place: Place,
  { member, secret }: Holder,
  kind: Derived['kind'],
  passphrase: string,
  cost: KdfCost,
): Promise<Slot> {
  const kdf: KdfParameters = { name: 'argon2id', ...cost, salt: Buffer.from(random(16)).toString('hex') }
  const key = await derivedKey(kind, passphrase, kdf)
  try {
    return sealed(random, place, { id: idFrom(random(16)), member, kind, kdf }, key, secret)
  } finally {
    key.fill(0)
  }
}

/** A slot that opens a member's secret with the 32 random bytes of a recovery sheet: they need no stretching. */
export function newRecoverySlot(random: Random, place: Place, { member, secret }: Holder, sheet: Uint8Array): Slot {
  const key = recoveryKey(sheet)
  try {
    return sealed(random, place, { id: idFrom(random(16)), member, kind: 'recovery' as const }, key, secret)
  } finally {
    key.fill(0)
  }
}

/** The member's secret, if this passphrase (or these words of an invitation) opens the slot, and what the passphrase gave. */
export async function openSlot(
  place: Place,
  slot: Slot,
  passphrase: string,
): Promise<{ secret: Buffer; door: Door | undefined } | undefined> {
  if (slot.kind === 'recovery') return undefined
  const key = await derivedKey(slot.kind, passphrase, slot.kdf)
  const secret = opened(place, slot, key)
  if (secret && slot.kind === 'passphrase') return { secret, door: { kdf: slot.kdf, key } }
  key.fill(0)
  return secret && { secret, door: undefined }
}

/** The member's secret, if these bytes of a recovery sheet open the slot. */
export function openRecoverySlot(place: Place, slot: Slot, sheet: Uint8Array): Buffer | undefined {
  if (slot.kind !== 'recovery') return undefined
  const key = recoveryKey(sheet)
  const secret = opened(place, slot, key)
  key.fill(0)
  return secret
}

const recoveryKey = (sheet: Uint8Array): Buffer => derive(sheet, 'holdfast/slot/recovery/v1')

const derivedKey = async (kind: Derived['kind'], passphrase: string, kdf: KdfParameters): Promise<Buffer> =>
  derive(
    await deriveFromPassphrase(kind === 'invitation' ? plainWords(passphrase) : passphrase, kdf),
    'holdfast/slot/v1',
  )

const context = ({ vault, identity }: Place, open: object): Buffer =>
  Buffer.from(canonical({ vault, identity, ...open }))

function sealed<Open extends object>(
  random: Random,
  place: Place,
  open: Open,
  key: Buffer,
  secret: Uint8Array,
): Open & { nonce: string; sealed: string } {
  const nonce = random(12)
  const bytes = seal(key, nonce, context(place, open), secret)
  return { ...open, nonce: Buffer.from(nonce).toString('hex'), sealed: bytes.toString('hex') }
}

function opened(
  { vault, identity }: Place,
  { nonce, sealed: bytes, unbound, ...open }: Slot,
  key: Buffer,
): Buffer | undefined {
  const bound = context({ vault, identity: unbound ? undefined : identity }, open)
  return unseal(key, Buffer.from(nonce, 'hex'), bound, Buffer.from(bytes, 'hex'))
}
