import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { syncFolder } from './files.ts'
import { namingHolder } from './holder.ts'
import { wipe } from './keys.ts'
import { planted, requireRegularOrNothing } from './regular.ts'
import { requireFiles } from './shape.ts'
import type { Reader, Store } from './store.ts'
import { files } from './names.ts'
import { openAnyHeader, openDatabase, readHeaders, type Credential, type Judge } from './vault.ts'

/** A vault's folder that nobody else can open until it is let go. */
export interface HeldVault {
  /** Its record as it lies; undefined where the passphrase does not open it, or where it is damaged. */
  record: Reader | undefined
  /** Gives the folder another name, after which it is let go. Fails with VAULT_IN_USE when somebody opened it meanwhile; then it has its old one. */
  moveTo(path: string): Promise<void>
  release(): void
}

/**
 * Takes the lock of the vault in a folder, so that the folder can be exchanged; nothing in it is changed. Where the
 * passphrase does not open it the lock cannot be taken, only looked at: that is done before and after it is moved. Fails
 * with VAULT_IN_USE, saying who holds it, or VAULT_DAMAGED when something else lies in the place of its files.
 */
export async function holdVault(dir: string, given: Credential, judge: Judge): Promise<HeldVault> {
  requireFiles(dir)
  const store = await openAsItLies(dir, given, judge).catch(async (thrown: unknown) => {
    if (thrown instanceof HoldfastError && thrown.code === 'VAULT_IN_USE') throw await namingHolder(dir, thrown)
    // Another passphrase by now, or a damaged vault: it is replaced all the same, unread.
    return undefined
  })
  if (!store) await requireUnused(dir)
  return {
    record: store,
    moveTo: async (path) => {
      if (!store) await requireUnused(dir)
      // What is still in the log goes into the file while both have their names.
      store?.exec('pragma wal_checkpoint(truncate)')
      await rename(dir, path)
      try {
        if (!store) await requireUnused(path)
      } catch (thrown) {
        await rename(path, dir)
        throw thrown
      }
      // Closing removes the log by the name that it was opened by, where another vault is about to lie.
      store?.close()
      await syncFolder(dirname(dir)).catch(() => undefined)
    },
    release: () => store?.close(),
  }
}

/** Reads a vault's record as it lies, under its lock: what a crash left is not settled. Fails as unlocking does. */
export async function openAsItLies(dir: string, given: Credential, judge: Judge): Promise<Store> {
  requireFiles(dir)
  const { keys } = await openAnyHeader(await readHeaders(dir, judge), given)
  try {
    return openDatabase(dir, keys)
  } finally {
    wipe(keys)
  }
}

/** Fails with VAULT_IN_USE when a process has this vault open. Needs no key: the lock is met before the first page. */
async function requireUnused(dir: string): Promise<void> {
  const path = join(dir, files.database)
  requireRegularOrNothing(path, planted(path))
  if (!existsSync(path) || !isLocked(path)) return
  const inUse = new HoldfastError(
    'VAULT_IN_USE',
    'Another program has this vault open.',
    'Close it there and try again.',
  )
  throw await namingHolder(dir, inUse)
}

function isLocked(path: string): boolean {
  const database = new Database(path, { readonly: true, fileMustExist: true, timeout: 0 })
  try {
    database.prepare('select 1 from sqlite_schema').get()
    return false
  } catch (thrown) {
    return String((thrown as { code?: unknown }).code).startsWith('SQLITE_BUSY')
  } finally {
    database.close()
  }
}
