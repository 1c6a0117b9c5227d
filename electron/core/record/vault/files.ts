import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
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

/**
 * Writes all of some buffers, one after the other. The system may take only a part without a word, as it does with the
 * last write before a disk is full; what follows then says so.
 */
export async function writeFully(file: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  let { bytesWritten } = await file.writev([...parts])
  for (const part of parts) {
    for (let at = bytesWritten; at < part.length;) at += (await file.write(part, at)).bytesWritten
    bytesWritten = Math.max(0, bytesWritten - part.length)
  }
}

/** Makes a folder that only the owner can enter; returns the first one on the path that was not there. */
export const makePrivateFolder = (path: string): Promise<string | undefined> => makeFolders(path, 0o700)

/** Makes a folder and those on the way to it. Fails with the system's error about the one that cannot be made or entered. */
export async function makeFolders(path: string, mode = 0o777): Promise<string | undefined> {
  try {
    return await mkdir(path, { recursive: true, mode })
  } catch (thrown) {
    const { code, path: at } = thrown as { code?: unknown; path?: unknown }
    // A file, or a pipe, in the place of a folder: looking into it says so.
    if (code === 'EEXIST' && typeof at === 'string') await readdir(at)
    if (code !== 'ENOENT') throw thrown
    // Node says so too when a folder on the way cannot be made; making that one alone says why.
    let first = path
    while (!existsSync(dirname(first))) first = dirname(first)
    await mkdir(first, { mode })
    throw thrown
  }
}
