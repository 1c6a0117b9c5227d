import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Makes what was renamed or created in a folder survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder for syncing; NTFS journals the rename itself.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Writes a whole file so that a crash leaves either the old one or the new one: new name, fsync, rename, folder fsync.
 * Nobody but the owner can read it.
 */
export async function writeAtomically(path: string, bytes: string | Uint8Array): Promise<void> {
  const folder = dirname(path)
  const fresh = join(folder, `.${randomBytes(6).toString('hex')}.part`)
  try {
    const file = await open(fresh, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(fresh, path)
  } catch (thrown) {
    await rm(fresh, { force: true })
    throw thrown
  }
  await syncFolder(folder)
}

/** Makes a folder that only the owner can enter. */
export const makePrivateFolder = (path: string): Promise<unknown> => mkdir(path, { recursive: true, mode: 0o700 })
