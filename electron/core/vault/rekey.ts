import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { inDatabaseChild, type Apart, type Watched } from './apart/in-child.ts'
import { copyHandle } from './backup/copy.ts'
import { alone } from './change.ts'
import { syncFolder, writeAtomically } from './files.ts'
import { newGrant } from './grants.ts'
import { headerText, keysOf, sealHeader, type Header } from './header.ts'
import { wipe } from './keys.ts'
import {
  databaseKey,
  dropDatabase,
  files,
  newApart,
  openDatabase,
  placeNextDatabase,
  vaultHandle,
  type Vault,
} from './vault.ts'

export const rekeySteps = ['copy', 'encrypt', 'record', 'header', 'place'] as const
export type RekeyStep = (typeof rekeySteps)[number]

export interface Rekeying {
  apart: Apart
  /** Heard until the new header has its name. */
  signal: AbortSignal
  onStep: (step: RekeyStep) => void
  /** How much of this step was done, of how much. */
  onBytes: (done: number, total: number) => void
}

/**
 * Gives the vault a new key and its members who stay a grant of it; the slots stay as they are, since they hold the
 * members' secrets. Works on a copy of the database: `record` writes into its ledger why, and which header counts. The
 * moment of truth is the new header's name: before it the old key, header and database are whole, after it the new
 * ones are, and unlocking finishes what a crash left. No one may write meanwhile. Returns the vault, opened anew.
 * Blobs keep their keys, which lie in the database. Fails with CANCELLED, with everything as it was.
 */
export const rekeyVault = (
  vault: Vault,
  stays: (member: string) => boolean,
  record: (copy: Vault) => void,
  { apart, signal, onStep, onBytes }: Rekeying,
): Promise<Vault> =>
  alone(vault, async () => {
    const { dir, keys, random } = vault
    const path = join(dir, files.nextDatabase)
    const name = newApart(vault)
    const work = join(dir, name)
    const vaultKey = Buffer.from(random(32))
    const fresh = keysOf(keys.member, Buffer.from(keys.memberSecret), vaultKey, keys.invited)
    const header = nextHeader(vault, stays, vaultKey)
    try {
      onStep('copy')
      await dropDatabase(dir, files.nextDatabase)
      requireCheckpointed(vault)
      const source = await vault.databaseFile()
      const { size } = await source.stat()
      let copied = 0
      await copyHandle(source, work, { signal, onBytes: (bytes) => onBytes((copied += bytes), size) })
      onStep('encrypt')
      await encryptAnew(apart, work, [keys.vaultKey, vaultKey], { signal, onBytes: (bytes) => onBytes(bytes, size) })
      await rename(work, path)
      onStep('record')
      const copy = vaultHandle(dir, header, fresh, openDatabase(dir, fresh, files.nextDatabase), random)
      try {
        record(copy)
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
    // The last reader of the old database closes it, which empties its log.
    vault.store.close()
    await (await vault.databaseFile()).close()
    onStep('header')
    await rename(join(dir, files.next), join(dir, files.header))
    await syncFolder(dir)
    onStep('place')
    await placeNextDatabase(dir)
    const opened = vaultHandle(dir, header, fresh, openDatabase(dir, fresh), random)
    opened.place.heldBy(vault.place.token)
    vault.place.close()
    keys.vaultKey.fill(0)
    keys.memberSecret.fill(0)
    return opened
  })

function nextHeader({ header, keys, random }: Vault, stays: (member: string) => boolean, vaultKey: Buffer): Header {
  const { mac: _, ...open } = header
  const epoch = open.epoch + 1
  const members = open.members.filter(({ id }) => stays(id))
  return sealHeader(
    {
      ...open,
      version: 2,
      revision: open.revision + 1,
      epoch,
      members,
      slots: open.slots.filter(({ member }) => stays(member)),
      grants: members.map((member) => newGrant(random, open.id, member, epoch, vaultKey, keys)),
    },
    vaultKey,
  )
}

/** A page that is encrypted anew lies in the journal as it was until all are: its size tells how far it is. */
async function encryptAnew(
  apart: Apart,
  path: string,
  [before, after]: [Buffer, Buffer],
  watched: Watched,
): Promise<void> {
  const [from, to] = [databaseKey(before), databaseKey(after)]
  try {
    await inDatabaseChild(apart, { kind: 'rekey', path, from, to }, watched, `${path}-journal`)
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
