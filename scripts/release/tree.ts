import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, lutimesSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Every path below a folder, sorted, folders before what is in them; the folder itself is not in the list. */
export function pathsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .sort()
}

/**
 * Takes out of a tree what depends on who built it and when: times become one, modes become those of a program or of a
 * file. `seconds` since 1970.
 */
export function settle(folder: string, seconds: number): void {
  for (const path of [...pathsIn(folder).reverse(), '']) {
    const at = join(folder, path)
    const stat = lstatSync(at)
    if (!stat.isSymbolicLink()) chmodSync(at, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644)
    lutimesSync(at, seconds, seconds)
  }
}

/** What two builds of one commit must have in common: path, kind, mode, and SHA-256 or target of everything in a tree. */
export function listing(folder: string): string[] {
  return pathsIn(folder).map((path) => {
    const at = join(folder, path)
    const stat = lstatSync(at)
    const mode = (stat.mode & 0o7777).toString(8)
    if (stat.isSymbolicLink()) return `${path} -> ${readlinkSync(at)}`
    if (stat.isDirectory()) return `${path}/ ${mode}`
    return `${path} ${mode} ${createHash('sha256').update(readFileSync(at)).digest('hex')}`
  })
}

/** Bytes of all files in a tree. */
export const sizeOf = (folder: string): number =>
  pathsIn(folder).reduce((sum, path) => {
    const stat = lstatSync(join(folder, path))
    return stat.isFile() ? sum + stat.size : sum
  }, 0)

/** Lines of an `md5sums` as dpkg keeps it of a package: every regular file below `root`, by its path from there. */
export const md5sums = (root: string, below: string): string =>
  pathsIn(join(root, below))
    .map((path) => join(root, below, path))
    .filter((at) => lstatSync(at).isFile())
    .map((at) => `${createHash('md5').update(readFileSync(at)).digest('hex')}  ${relative(root, at)}\n`)
    .join('')
