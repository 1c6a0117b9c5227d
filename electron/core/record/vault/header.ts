import { z } from 'zod'
import { canonical } from '../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import type { Place } from '../../../../shared/ledger/admission.ts'
import { Admission, admit, chainFault, mostAdmissions } from './admissions.ts'
import { derive, mac, rawPublic, sha256Hex } from './crypto.ts'
import { Grant, isSignedGrant, newGrant, openGrant } from './grants.ts'
import { Hex, Id } from './hex.ts'
import type { KdfCost } from './kdf.ts'
import { Identity, newIdentity } from './identity.ts'
import { memberKeys, publicKeys, type Door, type Random, type VaultKeys } from './keys.ts'
import { newDoor, openRecoverySlot, openSlot, passphraseSlot, Slot } from './slots.ts'
import { fromWords } from './words.ts'

/** Members that one vault can have; each wrong passphrase is tried on the slot of each. */
export const mostMembers = 64

/** The highest version of a header, which has an identity; without one it is of version 2. */
export const newestHeader = 3
/** The version of a header without an identity. */
export const plainHeader = 2

const Header = z
  .strictObject({
    format: z.literal('holdfast-vault'),
    /** 2 since members, invitations and recovery sheets; 1 has passphrase slots only; 3 since the identity. */
    version: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    id: Id,
    createdAt: z.iso.datetime(),
    identity: Identity.optional(),
    /** Who admitted the members' keys, from the founder's on. */
    admissions: z.array(Admission).min(1).max(mostAdmissions).optional(),
    /** Counts every change of this file. */
    revision: z.int().min(1),
    /** Counts the vault keys. */
    epoch: z.int().min(1),
    members: z
      .array(z.strictObject({ id: Id, ed25519: Hex(32), x25519: Hex(32) }))
      .min(1)
      .max(mostMembers),
    slots: z
      .array(Slot)
      .min(1)
      .max(2 * mostMembers),
    grants: z.array(Grant).min(1).max(mostMembers),
    mac: Hex(32),
  })
  .refine(({ version, slots }) => version > 1 || slots.every(({ kind }) => kind === 'passphrase'))
  .refine(
    ({ version, identity, admissions }) => (version === 3) === (identity !== undefined && admissions !== undefined),
  )
  .refine(({ version, identity, admissions }) => version === 3 || (identity ?? admissions) === undefined)
  .refine(({ version, slots }) => version === 3 || slots.every(({ unbound }) => unbound === undefined))
export type Header = z.infer<typeof Header>
/** A header before it is sealed. */
export type OpenHeader = Omit<Header, 'mac'>

// 64 members with two slots and a grant each take some 75 KB, an admission some 600 bytes.
const longest = 2_097_152

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
  const keys = keysOf(member, memberSecret, vaultKey, await newDoor(random, passphrase, cost))
  const own = { id: member, ...publicKeys(memberSecret) }
  const identity = newIdentity(random, own.ed25519)
  const place = { vault: id, identity: identity.sha256 }
  const open: OpenHeader = {
    format: 'holdfast-vault',
    version: newestHeader,
    id,
    identity,
    admissions: [admit(place, own, 1, keys)],
    createdAt,
    revision: 1,
    epoch: 1,
    members: [own],
    slots: keys.door ? [passphraseSlot(random, place, { member, secret: memberSecret }, keys.door)] : [],
    grants: [newGrant(random, place, own, 1, vaultKey, keys)],
  }
  return { header: sealHeader(open, vaultKey), keys }
}

/** The keys of a member with this secret in a vault with this key, who is at work with a passphrase of their own. */
export function keysOf(member: string, memberSecret: Buffer, vaultKey: Buffer, door: Door | undefined): VaultKeys {
  const { signing } = memberKeys(memberSecret)
  const signingPublic = rawPublic(signing)
  return { member, vaultKey, memberSecret, signing, signingPublic, invited: false, door, unbound: false }
}

/** What a header's seals are bound to. */
export const placeOf = ({ id, identity }: Pick<Header, 'id' | 'identity'>): Place => ({
  vault: id,
  identity: identity?.sha256,
})

/** The same header with its MAC, under a key that only the vault key gives. */
export function sealHeader(header: OpenHeader, vaultKey: Uint8Array): Header {
  return { ...header, mac: mac(derive(vaultKey, 'holdfast/header/v1'), canonical({ ...header, mac: undefined })) }
}

/** The bytes of vault.json. */
export const headerText = (header: Header): string => canonical(header)
/** The hash under which the ledger knows a header. */
export const headerHash = (header: Header): string => sha256Hex(headerText(header))

/**
 * Reads vault.json. Fails with HEADER_DAMAGED unless it is the one canonical spelling of a header and, from version 3 on,
 * every member's keys lead to the founder whom its identity names; with VAULT_NEWER.
 */
export function parseHeader(text: string): Header {
  let value: unknown
  try {
    if (text.length > longest) throw new Error('too long')
    value = JSON.parse(text)
  } catch {
    throw damaged('is not JSON')
  }
  if (
    isRecord(value) &&
    value['format'] === 'holdfast-vault' &&
    typeof value['version'] === 'number' &&
    value['version'] > newestHeader
  ) {
    throw new HoldfastError(
      'VAULT_NEWER',
      'This vault was made by a newer Holdfast.',
      'Open it with that version; nothing was changed.',
    )
  }
  const parsed = Header.safeParse(value)
  if (!parsed.success || canonical(parsed.data) !== text) throw damaged('does not have the form of a vault header')
  const { identity, admissions, members } = parsed.data
  const fault = identity && admissions && chainFault(placeOf(parsed.data), identity, admissions, members)
  if (fault !== undefined) throw damaged(fault)
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
 * Opens a header with a passphrase or the words of an invitation; the slots of `first`, the member who is likely to be
 * here, are tried before the others, since each costs a derivation. Fails with WRONG_PASSPHRASE when no slot opens,
 * with HEADER_DAMAGED when a slot opens but the rest of the header is not what the vault key sealed, with
 * KDF_OUT_OF_BOUNDS before deriving.
 */
export async function openHeader(header: Header, passphrase: string, first?: string): Promise<VaultKeys> {
  const likely = header.slots.filter(({ member }) => member === first)
  const others = header.slots.filter(({ member }) => member !== first)
  for (const slot of [...likely, ...others]) {
    const found = await openSlot(placeOf(header), slot, passphrase)
    if (found) return openFor(header, slot, found.secret, found.door)
  }
  throw new HoldfastError(
    'WRONG_PASSPHRASE',
    'This passphrase does not open the vault.',
    'Type it again; check Caps Lock and the keyboard layout. If you are sure of it, vault.json may be damaged: compare it with a backup.',
  )
}

/** Opens a header with the words of a recovery sheet. Fails with INVALID_INPUT, WRONG_PASSPHRASE or HEADER_DAMAGED. */
export function openWithSheet(header: Header, words: string): VaultKeys {
  const sheet = fromWords(words)
  try {
    for (const slot of header.slots) {
      const secret = openRecoverySlot(placeOf(header), slot, sheet)
      if (secret) return openFor(header, slot, secret, undefined)
    }
  } finally {
    sheet.fill(0)
  }
  throw new HoldfastError(
    'WRONG_PASSPHRASE',
    'This recovery sheet does not open the vault.',
    'Check that it is the newest sheet, and of this vault and member. A sheet is void once it was used, once the next was made, and once the keys were renewed.',
  )
}

function openFor(header: Header, slot: Slot, memberSecret: Buffer, door: Door | undefined): VaultKeys {
  const { member, kind, unbound = false } = slot
  const place = placeOf(header)
  const grant = header.grants.find((one) => one.member === member && one.epoch === header.epoch)
  const granter = header.members.find((one) => one.id === grant?.by)
  if (!grant || !granter) throw damaged('has no grant for this member')
  if (!isSignedGrant(place, grant, Buffer.from(granter.ed25519, 'hex')))
    throw damaged('has a grant with a wrong signature')
  const vaultKey = openGrant(place, grant, memberSecret)
  if (!vaultKey) throw damaged('has a grant that does not open')
  if (sealHeader(header, vaultKey).mac !== header.mac) throw damaged('is not what this vault sealed')
  return { ...keysOf(member, memberSecret, vaultKey, door), invited: kind === 'invitation', unbound }
}
