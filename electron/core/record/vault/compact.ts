import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { requireRoom } from './backup/copy.ts'
import { maintain } from './maintain.ts'
import { files } from './names.ts'
import { type Vault } from './vault.ts'

/**
 * Rewrites the database without its free pages; returns its size in bytes before and after. SQLite writes the new pages
 * into the log first, so that a crash leaves the old ones. Fails with CONFLICT or DISK_FULL.
 */
export const compactDatabase = (vault: Vault): Promise<{ before: number; after: number }> =>
  maintain(vault, 'compacting', async () => {
    const path = join(vault.dir, files.database)
    const size = async (): Promise<number> => (await stat(path)).size
    vault.store.exec('pragma wal_checkpoint(truncate)')
    const before = await size()
    await requireRoom(dirname(path), 2 * before)
    vault.store.exec('vacuum')
    vault.store.exec('pragma wal_checkpoint(truncate)')
    return { before, after: await size() }
  })
