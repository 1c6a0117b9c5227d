import { createHash } from 'node:crypto'
import { lstat, open, readdir, rm, statfs, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { makePrivateFolder, syncFolder, writeFully } from '../files.ts'
import { openRegular, type Refusal } from '../regular.ts'
import { steadily } from '../steady.ts'

const pieceSize = 4 * 1024 * 1024

export interface Copying {
  signal: AbortSignal
  onBytes: (bytes: number) => void
}

/** Copies a file to a new name and syncs it; returns the SHA-256 of what was read. Fails with CANCELLED or `refuse`, leaving nothing. */
export async function copyFile(from: string, to: string, copying: Copying, refuse: Refusal): Promise<string> {
  const source = await openRegular(from, { refuse })
  try {
    const { size } = await source.stat()
    return await copyHandle(source, to, copying, size)
  } finally {
    await source.close()
  }
}

/** The same from a file that stays open; at most `most` bytes of it. */
export async function copyHandle(
  source: FileHandle,
  to: string,
  { signal, onBytes }: Copying,
  most = Number.POSITIVE_INFINITY,
): Promise<string> {
  const digest = createHash('sha256')
  const target = await open(to, 'wx', 0o600)
  try {
    const piece = Buffer.allocUnsafe(pieceSize)
    for (let at = 0; ;) {
      if (signal.aborted) throw cancelled()
      const { bytesRead } = await source.read(piece, 0, Math.min(pieceSize, most - at), at)
      if (bytesRead === 0) break
      at += bytesRead
      const part = piece.subarray(0, bytesRead)
      digest.update(part)
      await writeFully(target, [part])
      onBytes(bytesRead)
    }
    await target.sync()
  } catch (thrown) {
    await rm(to, { force: true }).catch(() => undefined)
    throw thrown
  } finally {
    await target.close()
  }
  return digest.digest('hex')
}

/** SHA-256 of a file as it lies on the disk now. */
export async function hashFile(path: string, { signal, onBytes }: Copying): Promise<string> {
  const digest = createHash('sha256')
  const file = await openRegular(path)
  try {
    for await (const piece of (await steadily(file, path)).pieces(pieceSize)) {
      if (signal.aborted) throw cancelled()
      digest.update(piece)
      onBytes(piece.length)
    }
  } finally {
    await file.close()
  }
  return digest.digest('hex')
}

export const cancelled = (): HoldfastError =>
  new HoldfastError(
    'CANCELLED',
    'The copy was cancelled; what was there before is as it was.',
    'Start it again; what was copied already is used.',
  )

/** Bytes of a file, or undefined where there is none. */
export const sizeOf = (path: string): Promise<number | undefined> =>
  lstat(path).then(
    (file) => (file.isFile() ? file.size : undefined),
    () => undefined,
  )

/** Fails with DISK_FULL when a folder's disk has less room than this; before anything is written. */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= bytes) return
  throw new HoldfastError(
    'DISK_FULL',
    `There is not enough room at ${folder}: ${Math.ceil(bytes / 1e6)} MB are needed, ${Math.floor((bavail * bsize) / 1e6)} MB are free.`,
    'Free some space or choose another place; nothing was changed.',
  )
}

/** Makes a folder, and its name survive a power cut. */
export async function makeFolder(path: string): Promise<void> {
  await makePrivateFolder(path)
  await syncFolder(dirname(path)).catch(() => undefined)
}

/** Removes files of a folder that a test on the name picks. */
export async function removeWhere(folder: string, picks: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (picks(name)) await rm(join(folder, name), { force: true })
  }
}

/** Opens a file for one piece of reading. Not for the database of an open vault: see `Vault.databaseFile`. */
export async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openRegular(path)
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}
