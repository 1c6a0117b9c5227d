import { mkdir, readdir, rename } from 'node:fs/promises'
import type { Dirent } from 'node:fs'
import { join } from 'node:path'
import { planted, requireRealFolder } from '../regular.ts'

/**
 * Moves every file of `blobs/` that no committed row names into `quarantine/`: what a crash between the last write
 * and the commit left. Nothing is deleted, and no link is followed: behind one that somebody planted lie files of
 * others. Returns how many. Fails with VAULT_DAMAGED when `blobs` or `quarantine` is no real folder.
 */
export async function quarantineStrangers(vault: string, known: ReadonlySet<string>): Promise<number> {
  const [blobs, quarantine] = [join(vault, 'blobs'), join(vault, 'quarantine')]
  requireRealFolder(blobs, planted(blobs, 'folder'))
  let moved = 0
  for (const { name: prefix } of (await list(blobs)).filter((one) => one.isDirectory())) {
    for (const { name } of (await list(join(blobs, prefix))).filter((one) => !one.isDirectory())) {
      if (known.has(name)) continue
      await mkdir(quarantine, { recursive: true, mode: 0o700 })
      requireRealFolder(quarantine, planted(quarantine, 'folder'))
      await rename(join(blobs, prefix, name), join(quarantine, name))
      moved++
    }
  }
  return moved
}

const list = (folder: string): Promise<Dirent[]> => readdir(folder, { withFileTypes: true }).catch(() => [])
