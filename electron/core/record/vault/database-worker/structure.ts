import { join } from 'node:path'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { copyHandle, requireRoom, sizeOf } from '../backup/copy.ts'
import { checkpoint, maintain } from '../maintain.ts'
import { databaseKey, dropDatabase, files, newApart } from '../names.ts'
import { type Vault } from '../vault.ts'
import { structureCheck } from '../store.ts'
import { inDatabaseChild, type DatabaseWorkers } from './in-child.ts'

/** A smaller file is checked at once: that takes less than a process takes to start. */
export const atOnceUpTo = 32 * 1024 * 1024

interface Checking {
  signal: AbortSignal
  onBytes: (done: number, total: number) => void
}

/**
 * Has SQLite check a database whole, and returns what it said: `ok`, or what does not fit. A large file is copied, still
 * encrypted, and checked in a process of its own: SQLite cannot be stopped on the way. No second handle may be opened on
 * the file itself, whose locks would go with it. Where the copy cannot be made, it is checked in place, and `remark`
 * says so. Fails with CANCELLED.
 */
export async function checkStructure(
  vault: Vault,
  workers: DatabaseWorkers,
  checking: Checking,
  limit = atOnceUpTo,
): Promise<{ said: string[]; remark?: string }> {
  const size = (await sizeOf(join(vault.dir, files.database))) ?? 0
  const inPlace = (): string[] =>
    vault.store.all<{ integrity_check: string }>(structureCheck).map((row) => row.integrity_check)
  // What lies in the log of a vault that is only read is in its private copy alone.
  if (size <= limit || vault.reading) return { said: inPlace() }
  try {
    return { said: await onCopy(vault, workers, size, checking) }
  } catch (thrown) {
    if (!(thrown instanceof HoldfastError) || !hindrances.has(thrown.code)) throw thrown
    return { said: inPlace(), remark: `Checked in place, in one piece: ${thrown.message}` }
  }
}

const hindrances: ReadonlySet<string> = new Set(['DISK_FULL', 'CONFLICT', 'IO'])

async function onCopy(
  vault: Vault,
  workers: DatabaseWorkers,
  size: number,
  { signal, onBytes }: Checking,
): Promise<string[]> {
  const { dir } = vault
  const name = newApart(vault)
  const path = join(dir, name)
  await requireRoom(dir, size)
  const key = databaseKey(vault.keys.vaultKey)
  try {
    checkpoint(vault)
    await maintain(vault, 'an audit', async () => {
      // Meanwhile what is recorded stays in the log, so that the file is of one moment.
      vault.store.exec('pragma wal_autocheckpoint=0')
      let done = 0
      try {
        const copied = (bytes: number): void => onBytes((done += bytes), size)
        await copyHandle(await vault.databaseFile(), path, { signal, onBytes: copied })
      } finally {
        if (vault.isOpen()) vault.store.exec('pragma wal_autocheckpoint=1000')
      }
    })
    return await inDatabaseChild(workers, { kind: 'structure', path, key }, { signal })
  } finally {
    key.fill(0)
    await dropDatabase(dir, name).catch(() => undefined)
  }
}
