import { mkdir, readdir, rename } from 'node:fs/promises'
import type { Dirent } from 'node:fs'
import { join } from 'node:path'

/**
 * Moves every file of `blobs/` that no committed row names into `quarantine/`: what a crash between the last write
 * and the commit left. Nothing is deleted, and no link is followed: behind one that somebody planted lie files of
 * others. Returns how many.
 */
export async function quarantineStrangers(vault: string, known: ReadonlySet<string>): Promise<number> {
  const blobs = join(vault, 'blobs')
  let moved = 0
  for (const { name: prefix } of (await list(blobs)).filter((one) => one.isDirectory())) {
    for (const { name } of (await list(join(blobs, prefix))).filter((one) => !one.isDirectory())) {
      if (known.has(name)) continue
      await mkdir(join(vault, 'quarantine'), { recursive: true, mode: 0o700 })
      await rename(join(blobs, prefix, name), join(vault, 'quarantine', name))
      moved++
    }
  }
  return moved
}

const list = (folder: string): Promise<Dirent[]> => readdir(folder, { withFileTypes: true }).catch(() => [])
