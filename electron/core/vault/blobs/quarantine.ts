import { mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Moves every file of `blobs/` that no committed row names into `quarantine/`: what a crash between the last write
 * and the commit left. Nothing is deleted. Returns how many.
 */
export async function quarantineStrangers(vault: string, known: ReadonlySet<string>): Promise<number> {
  const blobs = join(vault, 'blobs')
  let moved = 0
  for (const prefix of await readdir(blobs).catch(() => [])) {
    for (const name of await readdir(join(blobs, prefix)).catch(() => [])) {
      if (known.has(name)) continue
      await mkdir(join(vault, 'quarantine'), { recursive: true, mode: 0o700 })
      await rename(join(blobs, prefix, name), join(vault, 'quarantine', name))
      moved++
    }
  }
  return moved
}
