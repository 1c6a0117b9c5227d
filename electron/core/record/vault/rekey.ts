import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { inDatabaseChild, type DatabaseWorkers, type Watched } from './database-worker/in-child.ts'
import { copyHandle } from './backup/copy.ts'
import { alone } from './change.ts'
import { syncFolder, writeAtomically } from './files.ts'
import { newGrant } from './grants.ts'
import { admit, mostAdmissions, needed, type Admission } from './admissions.ts'
import { headerText, keysOf, sealHeader, type Header, type OpenHeader } from './header.ts'
import { newIdentity } from './identity.ts'
import { publicKeys, wipe, type Door, type VaultKeys } from './keys.ts'
import { newRecoverySlot, passphraseSlot } from './slots.ts'
import { databaseKey, dropDatabase, files, newApart } from './names.ts'
import { openDatabase, placeNextDatabase, vaultHandle, type Vault } from './vault.ts'

export const rekeySteps = ['copy', 'encrypt', 'record', 'header', 'place'] as const
export type RekeyStep = (typeof rekeySteps)[number]

export interface Rekeying {
  workers: DatabaseWorkers
  /** Heard until the new header has its name. */
  signal: AbortSignal
  onStep: (step: RekeyStep) => void
  /** How much of this step was done, of how much. */
  onBytes: (done: number, total: number) => void
}

/** New keys of the member at work, given in the same step as a new vault key. */
export interface Renewal {
  /** Of the passphrase that opens them; belongs to the vault from then on. Left out: the one that opened it. */
  door?: Door | undefined
  /** The 32 bytes of the next recovery sheet; without them there is none: the one before is sealed under its own words. */
  sheet?: Uint8Array | undefined
  /** Whether the vault is given its identity in the same step, with these keys as its founder's. */
  identify?: boolean | undefined
}

/** Who stays, and whether the member at work gets new keys; without that the slots stay as they are. */
interface Rekeyed {
  stays: (member: string) => boolean
  renewal?: Renewal | undefined
}

/** The new keys, signed by those before and signing themselves; with the secrets that what was sealed to them is opened and sealed by. */
export interface Renewed {
  admission: Admission
  before: Uint8Array
  after: Uint8Array
}

/**
 * Gives the vault a new key and its members who stay a grant of it, and the member at work new keys where asked. The other
 * members' slots stay as they are, since they hold their secrets. Works on a copy of the database: `record` writes into its ledger why, and which header counts. The
 * moment of truth is the new header's name: before it the old key, header and database are whole, after it the new
 * ones are, and unlocking finishes what a crash left. No one may write meanwhile. Returns the vault, opened anew.
 * Blobs keep their keys, which lie in the database. Fails with CANCELLED, with everything as it was.
 */
export const rekeyVault = (
  vault: Vault,
  rekeyed: Rekeyed,
  record: (copy: Vault, renewed: Renewed | undefined) => void,
  { workers, signal, onStep, onBytes }: Rekeying,
): Promise<Vault> =>
  alone(vault, async () => {
    const { dir, keys, random } = vault
    const path = join(dir, files.nextDatabase)
    const name = newApart(vault)
    const work = join(dir, name)
    const vaultKey = Buffer.from(random(32))
    const { fresh, header, renewed } = nextKeys(vault, vaultKey, rekeyed)
    try {
      onStep('copy')
      await dropDatabase(dir, files.nextDatabase)
      requireCheckpointed(vault)
      const source = await vault.databaseFile()
      const { size } = await source.stat()
      let copied = 0
      await copyHandle(source, work, { signal, onBytes: (bytes) => onBytes((copied += bytes), size) })
      onStep('encrypt')
      await encryptAnew(workers, work, [keys.vaultKey, vaultKey], { signal, onBytes: (bytes) => onBytes(bytes, size) })
      await rename(work, path)
      onStep('record')
      const copy = vaultHandle(dir, header, fresh, openDatabase(dir, fresh, files.nextDatabase), random)
      try {
        record(copy, renewed)
      } finally {
        copy.store.close()
      }
      await sync(path)
      if (signal.aborted) throw unchanged()
      vault.place.require()
      await writeAtomically(join(dir, files.next), headerText(header))
    } catch (thrown) {
      wipe(fresh)
      await dropDatabase(dir, name).catch(() => undefined)
      await dropDatabase(dir, files.nextDatabase).catch(() => undefined)
      throw thrown
    }
    try {
      // Under the lock of the database before it: whoever gets that lock next finds that this header counts.
      onStep('header')
      await rename(join(dir, files.next), join(dir, files.header))
      await syncFolder(dir)
    } finally {
      // The last reader of the old database closes it, which empties its log.
      vault.store.close()
      await (await vault.databaseFile()).close()
    }
    onStep('place')
    await placeNextDatabase(dir)
    const opened = vaultHandle(dir, header, fresh, openDatabase(dir, fresh), random)
    opened.place.heldBy(vault.place.token)
    vault.place.close()
    wipe(keys)
    return opened
  })

function nextKeys(
  { header, keys, random }: Vault,
  vaultKey: Buffer,
  { stays, renewal }: Rekeyed,
): { fresh: VaultKeys; header: Header; renewed: Renewed | undefined } {
  const { mac: _, ...before } = header
  const epoch = before.epoch + 1
  const { member } = keys
  const door = renewal?.door ?? (keys.door && { kdf: keys.door.kdf, key: Buffer.from(keys.door.key) })
  if (renewal && !door) throw new Error('new keys need a passphrase that opens them')
  const fresh = keysOf(member, renewal ? Buffer.from(random(32)) : Buffer.from(keys.memberSecret), vaultKey, door)
  fresh.invited = renewal ? false : keys.invited
  fresh.unbound = renewal ? false : keys.unbound
  const own = { id: member, ...publicKeys(fresh.memberSecret) }
  const staying = before.members.filter(({ id }) => stays(id))
  const members = renewal ? staying.map((one) => (one.id === member ? own : one)) : staying
  const identity = renewal?.identify ? newIdentity(random, own.ed25519) : before.identity
  const place = { vault: before.id, identity: identity?.sha256 }
  const admission = renewal && admit(place, own, epoch, keys, fresh)
  const open: OpenHeader = {
    ...before,
    version: identity ? 3 : 2,
    identity,
    revision: before.revision + 1,
    epoch,
    members,
    admissions: identity && needed(admissionsOf(), members),
    slots: before.slots
      .filter((slot) => stays(slot.member) && !(renewal && slot.member === member))
      .map((slot) => (renewal?.identify ? { ...slot, unbound: true } : slot)),
    grants: members.map((one) => newGrant(random, place, one, epoch, vaultKey, fresh)),
  }
  if (renewal && door) {
    const holder = { member, secret: fresh.memberSecret }
    open.slots.push(passphraseSlot(random, place, holder, door))
    if (renewal.sheet) open.slots.push(newRecoverySlot(random, place, holder, renewal.sheet))
  }
  requireRoomFor(open)
  const renewed = admission && { admission, before: keys.memberSecret, after: fresh.memberSecret }
  return { fresh, header: sealHeader(open, vaultKey), renewed }

  function admissionsOf(): Admission[] {
    if (!renewal?.identify) return [...(before.admissions ?? []), ...(admission ? [admission] : [])]
    const others = members.filter(({ id }) => id !== member)
    return [admit(place, own, epoch, fresh), ...others.map((one) => admit(place, one, epoch, fresh))]
  }
}

function requireRoomFor({ admissions = [] }: OpenHeader): void {
  if (admissions.length <= mostAdmissions) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `The keys of this vault's members were renewed so often that its header has no room for another renewal (${mostAdmissions}).`,
    'Revoke members who left and invite those with the longest history again; nothing was changed.',
  )
}

/** A page that is encrypted anew lies in the journal as it was until all are: its size tells how far it is. */
async function encryptAnew(
  workers: DatabaseWorkers,
  path: string,
  [before, after]: [Buffer, Buffer],
  watched: Watched,
): Promise<void> {
  const [from, to] = [databaseKey(before), databaseKey(after)]
  try {
    await inDatabaseChild(workers, { kind: 'rekey', path, from, to }, watched, `${path}-journal`)
  } finally {
    from.fill(0)
    to.fill(0)
  }
}

const unchanged = (): HoldfastError =>
  new HoldfastError('CANCELLED', 'The change of the key was cancelled.', 'The vault is as it was, under its old key.')

/** What is in the log only would not be in the copy. */
function requireCheckpointed({ store }: Vault): void {
  const state = store.get<{ busy: number }>('pragma wal_checkpoint(truncate)')
  if (state?.busy === 0) return
  throw new HoldfastError(
    'CONFLICT',
    'The vault is being read by another piece of work.',
    'Wait until it is done and try again; nothing was changed.',
  )
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
