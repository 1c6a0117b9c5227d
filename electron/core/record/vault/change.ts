import { timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { admit } from './admissions.ts'
import { writeAtomically } from './files.ts'
import { newGrant } from './grants.ts'
import { headerText, keysOf, mostMembers, placeOf, sealHeader, type Header, type OpenHeader } from './header.ts'
import { defaultKdf, type KdfCost } from './kdf.ts'
import { memberKeys, publicKeys } from './keys.ts'
import { newDoor, newRecoverySlot, newSlot, openSlot, passphraseSlot, type Slot } from './slots.ts'
import { requireStrong } from './strength.ts'
import { files } from './names.ts'
import { settleHeader, type Vault } from './vault.ts'
import { toWords } from './words.ts'

/** Commits a header's hash to the ledger, in the transaction of whatever the change is about. */
type Record = (header: Header) => void

/** One change of keys or header at a time. Fails with CONFLICT while another is under way. */
export async function alone<T>(vault: Vault, work: (keepShut: () => void) => Promise<T>): Promise<T> {
  if (vault.changing) {
    throw new HoldfastError(
      'CONFLICT',
      'The keys of this vault are being changed already.',
      'Wait until that is done; this change was not made.',
    )
  }
  vault.changing = true
  let shut = false
  try {
    return await work(() => (shut = true))
  } catch (thrown) {
    // Of two headers, one that the ledger may know must not be written over: only opening can tell.
    shut ||= isNotConfirmed(thrown)
    throw thrown
  } finally {
    vault.changing = shut
  }
}

/**
 * Replaces the header. `record` commits the new one's hash to the ledger between the two steps on disk: whichever header
 * the ledger knows when the vault is opened next is the one that counts.
 */
const replaceHeader = (
  vault: Vault,
  change: (open: OpenHeader) => Promise<OpenHeader>,
  record: Record,
): Promise<void> =>
  alone(vault, async (keepShut) => {
    const { mac: _, ...open } = vault.header
    // A header of version 1 becomes one of version 2; an identity is given by an act of its own.
    const version = open.version === 1 ? (2 as const) : open.version
    const changed = { ...(await change(open)), version, revision: open.revision + 1 }
    const header = sealHeader(changed, vault.keys.vaultKey)
    vault.place.require()
    await writeAtomically(join(vault.dir, files.next), headerText(header))
    record(header)
    vault.header = header
    // The ledger knows the new header. Where the disk refuses to put it in its place now, the next opening does it.
    await settleHeader(vault.dir, files.next).catch(keepShut)
  })

const isNotConfirmed = (thrown: unknown): boolean => thrown instanceof HoldfastError && thrown.code === 'NOT_CONFIRMED'

const withoutSlots = (open: OpenHeader, member: string, kinds: readonly Slot['kind'][]): Slot[] =>
  open.slots.filter((slot) => slot.member !== member || !kinds.includes(slot.kind))

/**
 * Fails with WRONG_PASSPHRASE unless this passphrase opens a slot of the member at work. What the slots hold is compared
 * with the member's secret that is at hand; the header as a whole was judged when the vault was unlocked.
 */
export async function requireOwnPassphrase({ header, keys }: Vault, passphrase: string): Promise<void> {
  for (const slot of header.slots) {
    if (slot.member !== keys.member || slot.kind !== 'passphrase') continue
    const found = await openSlot(placeOf(header), slot, passphrase)
    const own = found !== undefined && timingSafeEqual(found.secret, keys.memberSecret)
    found?.secret.fill(0)
    found?.door?.key.fill(0)
    if (own) return
  }
  throw new HoldfastError(
    'WRONG_PASSPHRASE',
    'This is not your passphrase for this vault.',
    'Type the one that you open it with; nothing was changed.',
  )
}

/**
 * Puts a passphrase in the place of the member's own and leaves the keys as they are; `about`, here and below, are names
 * that count as guessed. `prove` is asked first. Fails with WEAK_PASSPHRASE, as `prove` does, or with CONFLICT while another
 * change is under way: of two at once, one could leave a header on the disk that the ledger does not know, and a vault
 * that nothing opens.
 */
export async function setPassphrase(
  vault: Vault,
  next: string,
  about: readonly string[],
  record: Record,
  cost: KdfCost = defaultKdf,
  prove: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await requireStrong(next, about)
  const { member, memberSecret: secret } = vault.keys
  const door = await newDoor(vault.random, next, cost)
  let kept = false
  try {
    await replaceHeader(
      vault,
      async (open) => {
        await prove()
        const slot = passphraseSlot(vault.random, placeOf(open), { member, secret }, door)
        return { ...open, slots: [...withoutSlots(open, member, ['passphrase']), slot] }
      },
      (header) => {
        record(header)
        vault.keys.door?.key.fill(0)
        vault.keys.door = door
        vault.keys.unbound = false
        kept = true
      },
    )
  } finally {
    if (!kept) door.key.fill(0)
  }
}

export interface NewMember {
  id: string
  ed25519: string
  x25519: string
  /** Words to hand over; null when the person chose a passphrase. */
  invitation: string | null
}

/**
 * Adds a member. With a passphrase they are a member with keys of their own; without one, words of an invitation are
 * made, whose keys last only until the person accepts. Fails with WEAK_PASSPHRASE or NOT_ALLOWED.
 */
export async function addMember(
  vault: Vault,
  passphrase: string | undefined,
  about: readonly string[],
  record: (header: Header, member: NewMember) => void,
  cost: KdfCost = defaultKdf,
): Promise<NewMember> {
  if (passphrase !== undefined) await requireStrong(passphrase, about)
  if (vault.header.members.length >= mostMembers) {
    throw new HoldfastError(
      'NOT_ALLOWED',
      `A vault has at most ${mostMembers} members.`,
      'Revoke a member who left; nothing was changed.',
    )
  }
  const id = idFrom(vault.random(16))
  const secret = Buffer.from(vault.random(32))
  const invitation = passphrase === undefined ? toWords(vault.random(16)) : null
  const added: NewMember = { id, ...publicKeys(secret), invitation }
  const kind = invitation === null ? 'passphrase' : 'invitation'
  try {
    await replaceHeader(
      vault,
      async (open) => ({
        ...open,
        members: [...open.members, { id, ed25519: added.ed25519, x25519: added.x25519 }],
        admissions: open.admissions && [
          ...open.admissions,
          admit(placeOf(open), added, open.epoch, vault.keys, memberKeys(secret)),
        ],
        slots: [
          ...open.slots,
          await newSlot(
            vault.random,
            placeOf(open),
            { member: id, secret },
            kind,
            passphrase ?? invitation ?? '',
            cost,
          ),
        ],
        grants: [
          ...open.grants,
          newGrant(vault.random, placeOf(open), added, open.epoch, vault.keys.vaultKey, vault.keys),
        ],
      }),
      (header) => record(header, added),
    )
  } finally {
    secret.fill(0)
  }
  return added
}

/**
 * Gives the invited member at work a passphrase and new keys in a vault of an older form, where the vault key stays: who has
 * the invitation and an old vault.json still comes to it. From `record` on the new keys sign.
 */
export async function acceptInvitation(
  vault: Vault,
  passphrase: string,
  about: readonly string[],
  record: (header: Header, keys: { ed25519: string; x25519: string }) => void,
  cost: KdfCost = defaultKdf,
): Promise<void> {
  await requireStrong(passphrase, about)
  const { member, vaultKey } = vault.keys
  const secret = Buffer.from(vault.random(32))
  const before = vault.keys
  const door = await newDoor(vault.random, passphrase, cost)
  const keys = keysOf(member, secret, vaultKey, door)
  const own = publicKeys(secret)
  let recorded = false
  try {
    await replaceHeader(
      vault,
      (open) =>
        Promise.resolve({
          ...open,
          members: open.members.map((one) => (one.id === member ? { id: member, ...own } : one)),
          slots: [
            ...open.slots.filter((slot) => slot.member !== member),
            passphraseSlot(vault.random, placeOf(open), { member, secret }, door),
          ],
          grants: [
            ...open.grants.filter((grant) => grant.member !== member),
            newGrant(vault.random, placeOf(open), { id: member, x25519: own.x25519 }, open.epoch, vaultKey, keys),
          ],
        }),
      (header) => {
        vault.keys = keys
        record(header, own)
        recorded = true
      },
    )
  } catch (thrown) {
    // Where the disk did not confirm the entry nobody knows which keys count; nothing is signed with either any more.
    recorded ||= isNotConfirmed(thrown)
    throw thrown
  } finally {
    if (recorded) before.memberSecret.fill(0)
    else {
      vault.keys = before
      secret.fill(0)
      door.key.fill(0)
    }
  }
}

/** Makes a recovery sheet for the member at work, in the place of the one before. Returns its 32 bytes. */
export async function makeRecoverySheet(vault: Vault, record: Record): Promise<Buffer> {
  const { member, memberSecret: secret } = vault.keys
  const sheet = Buffer.from(vault.random(32))
  await replaceHeader(
    vault,
    async (open) => ({
      ...open,
      slots: [
        ...withoutSlots(open, member, ['recovery']),
        newRecoverySlot(vault.random, placeOf(open), { member, secret }, sheet),
      ],
    }),
    record,
  )
  return sheet
}
