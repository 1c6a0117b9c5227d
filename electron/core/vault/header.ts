import type { KeyObject } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { idFrom, idPattern } from '../../../shared/kernel/ids.ts'
import { agree, derive, mac, privateKey, rawPublic, seal, sha256Hex, signText, unseal, verifyText } from './crypto.ts'
import { deriveFromPassphrase, KdfParameters } from './kdf.ts'

const Id = z.string().regex(idPattern)
const Hex = (bytes: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))

const Slot = z.strictObject({
  id: Id,
  member: Id,
  kind: z.literal('passphrase'),
  kdf: KdfParameters,
  nonce: Hex(12),
  /** The member's 32-byte secret, sealed under the key that the passphrase gives. */
  sealed: Hex(48),
})
const Grant = z.strictObject({
  member: Id,
  by: Id,
  epoch: z.int().min(1),
  ephemeral: Hex(32),
  nonce: Hex(12),
  /** The vault key, sealed to the member. */
  sealed: Hex(48),
  signature: Hex(64),
})
const Header = z.strictObject({
  format: z.literal('holdfast-vault'),
  version: z.literal(1),
  id: Id,
  createdAt: z.iso.datetime(),
  /** Counts every change of this file. */
  revision: z.int().min(1),
  epoch: z.int().min(1),
  members: z.array(z.strictObject({ id: Id, ed25519: Hex(32), x25519: Hex(32) })).min(1),
  slots: z.array(Slot).min(1),
  grants: z.array(Grant).min(1),
  mac: Hex(32),
})
export type Header = z.infer<typeof Header>
type Slot = z.infer<typeof Slot>
type Grant = z.infer<typeof Grant>

/** The keys that an unlocked vault holds in memory. */
export interface VaultKeys {
  member: string
  vaultKey: Buffer
  memberSecret: Buffer
  signing: KeyObject
  signingPublic: Buffer
}

type Random = (bytes: number) => Uint8Array
type KdfCost = Pick<KdfParameters, 'memoryKiB' | 'passes' | 'lanes'>

const memberKeys = (secret: Uint8Array): { signing: KeyObject; agreement: KeyObject } => ({
  signing: privateKey('ed25519', derive(secret, 'holdfast/member/ed25519/v1')),
  agreement: privateKey('x25519', derive(secret, 'holdfast/member/x25519/v1')),
})

/** A header for a new vault with one member, and the keys it opens to. */
export async function newHeader(
  random: Random,
  createdAt: string,
  passphrase: string,
  cost: KdfCost,
): Promise<{ header: Header; keys: VaultKeys }> {
  const id = idFrom(random(16))
  const member = idFrom(random(16))
  const memberSecret = Buffer.from(random(32))
  const vaultKey = Buffer.from(random(32))
  const { signing, agreement } = memberKeys(memberSecret)
  const keys: VaultKeys = { member, vaultKey, memberSecret, signing, signingPublic: rawPublic(signing) }
  const x25519 = rawPublic(agreement)
  const header = sealHeader(
    {
      format: 'holdfast-vault',
      version: 1,
      id,
      createdAt,
      revision: 1,
      epoch: 1,
      members: [{ id: member, ed25519: keys.signingPublic.toString('hex'), x25519: x25519.toString('hex') }],
      slots: [await newSlot(random, id, member, memberSecret, passphrase, cost)],
      grants: [newGrant(random, id, member, x25519, 1, keys)],
    },
    vaultKey,
  )
  return { header, keys }
}

/** A slot that opens a member's secret with a passphrase; its place in this vault is bound into the seal. */
export async function newSlot(
  random: Random,
  vault: string,
  member: string,
  secret: Uint8Array,
  passphrase: string,
  cost: KdfCost,
): Promise<Slot> {
  const kdf: KdfParameters = { name: 'argon2id', ...cost, salt: Buffer.from(random(16)).toString('hex') }
  const open = { id: idFrom(random(16)), member, kind: 'passphrase' as const, kdf }
  const nonce = random(12)
  const key = derive(await deriveFromPassphrase(passphrase, kdf), 'holdfast/slot/v1')
  const sealed = seal(key, nonce, context(vault, open), secret)
  return { ...open, nonce: Buffer.from(nonce).toString('hex'), sealed: sealed.toString('hex') }
}

function newGrant(
  random: Random,
  vault: string,
  member: string,
  x25519: Buffer,
  epoch: number,
  keys: VaultKeys,
): Grant {
  const ephemeral = privateKey('x25519', random(32))
  const open = { member, by: keys.member, epoch, ephemeral: rawPublic(ephemeral).toString('hex') }
  const nonce = random(12)
  const key = derive(agree(ephemeral, x25519), 'holdfast/grant/v1', Buffer.concat([rawPublic(ephemeral), x25519]))
  const sealed = seal(key, nonce, context(vault, open), keys.vaultKey)
  const unsigned = { ...open, nonce: Buffer.from(nonce).toString('hex'), sealed: sealed.toString('hex') }
  return { ...unsigned, signature: signText(keys.signing, context(vault, unsigned).toString()).toString('hex') }
}

const context = (vault: string, value: object): Buffer => Buffer.from(canonical({ vault, ...value }))

/** The same header with its MAC, under a key that only the vault key gives. */
export function sealHeader(header: Omit<Header, 'mac'>, vaultKey: Uint8Array): Header {
  return { ...header, mac: mac(derive(vaultKey, 'holdfast/header/v1'), canonical({ ...header, mac: undefined })) }
}

/** The bytes of vault.json. */
export const headerText = (header: Header): string => canonical(header)
/** The hash under which the ledger knows a header. */
export const headerHash = (header: Header): string => sha256Hex(headerText(header))

/** Reads vault.json. Fails with HEADER_DAMAGED unless it is the one canonical spelling of a header. */
export function parseHeader(text: string): Header {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw damaged('is not JSON')
  }
  if (
    isRecord(value) &&
    value['format'] === 'holdfast-vault' &&
    typeof value['version'] === 'number' &&
    value['version'] > 1
  ) {
    throw new HoldfastError(
      'VAULT_NEWER',
      'This vault was made by a newer Holdfast.',
      'Open it with that version; nothing was changed.',
    )
  }
  const parsed = Header.safeParse(value)
  if (!parsed.success || canonical(parsed.data) !== text) throw damaged('does not have the form of a vault header')
  return parsed.data
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const damaged = (why: string): HoldfastError =>
  new HoldfastError(
    'HEADER_DAMAGED',
    `The vault's header (vault.json) ${why}.`,
    'Put back vault.json from a backup; do not edit it.',
  )

/**
 * Opens a header with a passphrase. Fails with WRONG_PASSPHRASE when no slot opens, with HEADER_DAMAGED when a slot
 * opens but the rest of the header is not what the vault key sealed, with KDF_OUT_OF_BOUNDS before deriving.
 */
export async function openHeader(header: Header, passphrase: string): Promise<VaultKeys> {
  for (const slot of header.slots) {
    const { nonce, sealed, ...open } = slot
    const key = derive(await deriveFromPassphrase(passphrase, slot.kdf), 'holdfast/slot/v1')
    const secret = unseal(key, Buffer.from(nonce, 'hex'), context(header.id, open), Buffer.from(sealed, 'hex'))
    if (secret) return openGrant(header, slot.member, secret)
  }
  throw new HoldfastError(
    'WRONG_PASSPHRASE',
    'This passphrase does not open the vault.',
    'Type it again; check Caps Lock and the keyboard layout. If you are sure of it, vault.json may be damaged: compare it with a backup.',
  )
}

function openGrant(header: Header, member: string, memberSecret: Buffer): VaultKeys {
  const { signing, agreement } = memberKeys(memberSecret)
  const signingPublic = rawPublic(signing)
  const grant = header.grants.find((one) => one.member === member && one.epoch === header.epoch)
  const granter = header.members.find((one) => one.id === grant?.by)
  if (!grant || !granter) throw damaged('has no grant for this member')
  const { signature, ...unsigned } = grant
  const { nonce, sealed, ...open } = unsigned
  if (
    !verifyText(
      Buffer.from(granter.ed25519, 'hex'),
      context(header.id, unsigned).toString(),
      Buffer.from(signature, 'hex'),
    )
  ) {
    throw damaged('has a grant with a wrong signature')
  }
  const ephemeral = Buffer.from(grant.ephemeral, 'hex')
  const key = derive(agree(agreement, ephemeral), 'holdfast/grant/v1', Buffer.concat([ephemeral, rawPublic(agreement)]))
  const vaultKey = unseal(key, Buffer.from(nonce, 'hex'), context(header.id, open), Buffer.from(sealed, 'hex'))
  if (!vaultKey) throw damaged('has a grant that does not open')
  if (sealHeader(header, vaultKey).mac !== header.mac) throw damaged('is not what this vault sealed')
  return { member, vaultKey, memberSecret, signing, signingPublic }
}

/** Overwrites the secret bytes of an unlocked vault. */
export function wipe(keys: VaultKeys): void {
  keys.vaultKey.fill(0)
  keys.memberSecret.fill(0)
}
