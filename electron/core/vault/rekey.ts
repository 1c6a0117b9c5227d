import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { copyHandle } from './backup/copy.ts'
import { alone } from './change.ts'
import { syncFolder, writeAtomically } from './files.ts'
import { newGrant } from './grants.ts'
import { headerText, keysOf, sealHeader, type Header } from './header.ts'
import { rekeyDatabase } from './store.ts'
import { databaseKey, dropDatabase, files, openDatabase, placeNextDatabase, vaultHandle, type Vault } from './vault.ts'

export const rekeySteps = ['copy', 'encrypt', 'record', 'header', 'place'] as const
export type RekeyStep = (typeof rekeySteps)[number]

/**
 * Gives the vault a new key and its members who stay a grant of it; the slots stay as they are, since they hold the
 * members' secrets. Works on a copy of the database: `record` writes into its ledger why, and which header counts. The
 * moment of truth is the new header's name: before it the old key, header and database are whole, after it the new
 * ones are, and unlocking finishes what a crash left. No one may write meanwhile. Returns the vault, opened anew.
 * Blobs keep their keys, which lie in the database.
 */
export const rekeyVault = (
  vault: Vault,
  stays: (member: string) => boolean,
  record: (copy: Vault) => void,
  onStep: (step: RekeyStep) => void = () => undefined,
): Promise<Vault> =>
  alone(vault, async () => {
    const { dir, keys, random } = vault
    const path = join(dir, files.nextDatabase)
    const vaultKey = Buffer.from(random(32))
    const fresh = keysOf(keys.member, Buffer.from(keys.memberSecret), vaultKey, keys.invited)
    const header = nextHeader(vault, stays, vaultKey)
    try {
      onStep('copy')
      await dropDatabase(dir, files.nextDatabase)
      requireCheckpointed(vault)
      await copyHandle(await vault.databaseFile(), path, {
        signal: new AbortController().signal,
        onBytes: () => undefined,
      })
      onStep('encrypt')
      encryptAnew(path, keys.vaultKey, vaultKey)
      onStep('record')
      const copy = vaultHandle(dir, header, fresh, openDatabase(dir, fresh, files.nextDatabase), random)
      try {
        record(copy)
      } finally {
        copy.store.close()
      }
      await sync(path)
      await writeAtomically(join(dir, files.next), headerText(header))
    } catch (thrown) {
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

function encryptAnew(path: string, from: Buffer, to: Buffer): void {
  const [old, next] = [databaseKey(from), databaseKey(to)]
  try {
    rekeyDatabase(path, old, next)
  } finally {
    old.fill(0)
    next.fill(0)
  }
}

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
