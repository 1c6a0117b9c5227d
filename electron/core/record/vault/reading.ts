import { statSync, unlinkSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { copyFile, copyHandle, requireRoom, sizeOf } from './backup/copy.ts'
import { headerHash, plainHeader, type Header } from './header.ts'
import type { Random, VaultKeys } from './keys.ts'
import { migrate, newestSchema, schemaOf } from './migrations/index.ts'
import { openRegular, planted } from './regular.ts'
import { openEncrypted, openForReading, type Reader, type Store } from './store.ts'
import { databaseKey, dropDatabase, files, newApart } from './names.ts'

// A vault of an earlier form is opened without a change to it (docs/decisions/0010-old-vaults.md): the database is held
// for reading, which keeps everybody else from writing to it, and work goes on in a private copy in today's form,
// encrypted under the same key, which is thrown away on closing.

/** What the ledger knows of a vault's form. */
export interface KnownForm {
  /** What of the tables is of an earlier form, in words. Fails with VAULT_NEWER. */
  older(db: Reader): string[]
  /** Brings the tables of a copy, whose schema is today's, to today's form. */
  bringUp(copy: Store): Promise<void> | void
  /** Who waits for the copy: told how much of it is made, in bytes, and able to stop it. */
  watched?: { signal: AbortSignal; onCopied: (done: number, total: number) => void } | undefined
  /** The hash of the newest header; undefined where any will do. */
  headerHash(db: Reader): string | undefined
}

/** A vault of an earlier form, open for reading. */
export interface ReadingOnly {
  /** The private copy in today's form. What is written into it is lost. */
  store: Store
  /** What is of an earlier form, in words, each the end of a sentence's list. */
  older: string[]
  /** The database's file as it lies. */
  file: FileHandle
  /** Throws the copy away and lets the database go. */
  release(): Promise<void>
}

export interface Candidate {
  file: string
  header: Header
}
export interface Looked {
  current: Candidate
  /** Undefined for a vault of today's form. */
  reading: ReadingOnly | undefined
}

/**
 * Looks into a vault without changing it, and says which header counts and whether all is of today's form. What is older
 * stays open, by a copy. Fails with VAULT_IN_USE, VAULT_DAMAGED, VAULT_NEWER, HEADER_NOT_CURRENT, DISK_FULL or IO.
 */
export async function lookInto(
  dir: string,
  keys: VaultKeys,
  random: Random,
  ledger: KnownForm,
  candidates: readonly Candidate[],
): Promise<Looked> {
  const lying = await openLying(dir, keys)
  let copy: Copy | undefined
  try {
    const olderTables = [...olderSchema(lying.store), ...ledger.older(lying.store)]
    if (olderTables.length > 0) copy = await copyOf(dir, lying, keys, random, ledger)
    const hash = ledger.headerHash(copy?.store ?? lying.store)
    const current = candidates.find(({ header }) => hash === undefined || headerHash(header) === hash)
    if (!current) throw notCurrent()
    const older = [...olderHeader(current.header), ...olderTables]
    if (older.length === 0) {
      await lying.close()
      return { current, reading: undefined }
    }
    copy ??= await copyOf(dir, lying, keys, random, ledger)
    const { store, drop } = copy
    const release = async (): Promise<void> => {
      await drop()
      await lying.close()
    }
    return { current, reading: { store, older, file: lying.file, release } }
  } catch (thrown) {
    await copy?.drop()
    await lying.close()
    throw thrown
  }
}

/** Says that a vault takes nothing before it is upgraded, and how. */
export const upgradeNeeded = (older: readonly string[]): HoldfastError =>
  new HoldfastError(
    'UPGRADE_NEEDED',
    `An earlier Holdfast made this vault: ${older.join('; ')}. It is open for reading, and nothing of it is changed.`,
    'An administrator upgrades it, after a backup that is made first: in the window, or by `holdfast vault upgrade DIR`.',
  )

const notCurrent = (): HoldfastError =>
  new HoldfastError(
    'HEADER_NOT_CURRENT',
    'The header (vault.json) is an older one than the ledger knows; someone may have put it back.',
    'Restore the newest vault.json; stop working in this copy.',
  )

/** What of a vault is of an earlier form, in words; its database is only read. Fails with VAULT_NEWER. */
export const olderForm = (db: Reader, header: Header, known: KnownForm): string[] => [
  ...olderHeader(header),
  ...olderSchema(db),
  ...known.older(db),
]

const olderHeader = ({ version }: Header): string[] =>
  version < plainHeader ? [`its header is of version ${version}, today’s is ${plainHeader}`] : []

function olderSchema(db: Reader): string[] {
  const found = schemaOf(db)
  return found < newestSchema ? [`its database is of schema ${found}, today’s is ${newestSchema}`] : []
}

interface Lying {
  name: string
  store: Store
  /** One handle for as long as the store is open: closing any other would let go of the store's lock (POSIX). */
  file: FileHandle
  close(): Promise<void>
}

/** The database as it lies. A crash while the key was changed may have left the one that this key opens under the next name. */
async function openLying(dir: string, keys: VaultKeys): Promise<Lying> {
  try {
    return await openOne(dir, files.database, keys)
  } catch (thrown) {
    if (!(thrown instanceof HoldfastError) || thrown.code !== 'VAULT_DAMAGED') throw thrown
    return openOne(dir, files.nextDatabase, keys).catch(() => {
      throw thrown
    })
  }
}

async function openOne(dir: string, name: string, { vaultKey }: VaultKeys): Promise<Lying> {
  const path = join(dir, name)
  const file = await openRegular(path, { refuse: planted(path) })
  const key = databaseKey(vaultKey)
  try {
    const store = openForReading(path, key)
    let isOpen = true
    const close = async (): Promise<void> => {
      if (!isOpen) return
      isOpen = false
      tidy(path)
      store.close()
      await file.close()
    }
    return { name, store, file, close }
  } catch (thrown) {
    await file.close()
    throw thrown
  } finally {
    key.fill(0)
  }
}

/**
 * Takes away what SQLite lays beside a database that is only read: an index of the log, and an empty log. Before the
 * database is let go, since afterwards they may be another's. Windows keeps open files; there they stay, and do no harm.
 */
function tidy(path: string): void {
  try {
    if (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size === 0) unlinkSync(`${path}-wal`)
    unlinkSync(`${path}-shm`)
  } catch {
    // It is no part of the vault's record.
  }
}

interface Copy {
  store: Store
  drop(): Promise<void>
}

async function copyOf(
  dir: string,
  { name, file }: Lying,
  keys: VaultKeys,
  random: Random,
  ledger: KnownForm,
): Promise<Copy> {
  const apart = newApart({ random })
  const signal = ledger.watched?.signal ?? new AbortController().signal
  let store: Store | undefined
  const drop = async (): Promise<void> => {
    store?.close()
    await dropDatabase(dir, apart).catch(() => undefined)
  }
  const key = databaseKey(keys.vaultKey)
  try {
    const sizes = [await sizeOf(join(dir, name)), await sizeOf(join(dir, `${name}-wal`))]
    const whole = (sizes[0] ?? 0) + (sizes[1] ?? 0)
    let copied = 0
    const copying = { signal, onBytes: (more: number) => ledger.watched?.onCopied((copied += more), whole) }
    // The tables are written anew beside those that are there.
    await requireRoom(dir, 2 * whole)
    await copyHandle(file, join(dir, apart), copying)
    const log = join(dir, `${name}-wal`)
    if (sizes[1]) await copyFile(log, join(dir, `${apart}-wal`), copying, planted(log))
    store = openEncrypted(join(dir, apart), key, true)
    // It is thrown away: that it lasts is worth nothing.
    store.exec('pragma synchronous=OFF')
    migrate(store)
    await ledger.bringUp(store)
    return { store, drop }
  } catch (thrown) {
    await drop()
    throw thrown
  } finally {
    key.fill(0)
  }
}
