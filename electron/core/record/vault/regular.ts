import { constants, lstatSync, statSync, type Stats } from 'node:fs'
import { lstat, open, stat, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'

/** Turns what lies under a name, in words (“a pipe”), into the refusal of it. */
export type Refusal = (found: string) => HoldfastError

export interface Opening {
  /** What to fail with when something else than a file lies there; INVALID_INPUT when left out. */
  refuse?: Refusal
  /** Follows symbolic links: for files that a person names, never for those of a vault, a backup or our home. */
  links?: boolean
}

const posix = process.platform !== 'win32'
// Opening a pipe or a device would otherwise wait for whoever is at its other end.
const atOnce = constants.O_RDONLY | (posix ? constants.O_NONBLOCK | constants.O_NOCTTY : 0)
/** Opens for reading at once, and no link. What was opened may still be anything. */
export const readingFlags = atOnce | (posix ? constants.O_NOFOLLOW : 0)

/**
 * Opens a regular file for reading and nothing else: a pipe, device, socket, folder or link in its place is refused
 * without waiting and without being opened. Fails with `refuse`, or with the system's error (ENOENT).
 */
export async function openRegular(
  path: string,
  { refuse = notAFile(path), links = false }: Opening = {},
): Promise<FileHandle> {
  // Looked at before: opening alone may do something to a device. And after: it may have been exchanged in between.
  requireFile(await (links ? stat(path) : lstat(path)), refuse)
  const file = await open(path, links ? atOnce : readingFlags).catch((thrown: unknown) => {
    throw linkOrElse(thrown, refuse)
  })
  try {
    requireFile(await file.stat(), refuse)
    return file
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}

/** Reads a regular file of at most `most` bytes whole; fails as `openRegular`, and with `refuse` when it is larger. */
export async function readRegular(path: string, most: number, opening: Opening = {}): Promise<Buffer> {
  const { refuse = notAFile(path) } = opening
  const file = await openRegular(path, opening)
  try {
    const { size } = await file.stat()
    if (size > most) throw refuse(`larger than ${most.toLocaleString('en')} bytes`)
    return await file.readFile()
  } finally {
    await file.close()
  }
}

/** Fails with `refuse` when something else than a regular file lies under a name; nothing there is fine. */
export function requireRegularOrNothing(path: string, refuse: Refusal = notAFile(path)): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found) requireFile(found, refuse)
}

/** Fails with `refuse`, or the system's error, unless a real folder lies under a name: no link to one. */
export function requireRealFolder(path: string, refuse: Refusal): Stats {
  const found = lstatSync(path)
  if (!found.isDirectory()) throw refuse(kindOf(found))
  return found
}

/** What a planted thing is, in words; undefined for a file, and for a folder where one is meant. */
export function oddKindOf(path: string, meant: 'file' | 'folder'): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found || (meant === 'file' ? found.isFile() : found.isDirectory())) return undefined
  return kindOf(found)
}

/** Whether a regular file, or a link that leads to one, lies under a name. */
export const isRegularFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

function requireFile(found: Stats, refuse: Refusal): void {
  if (!found.isFile()) throw refuse(kindOf(found))
}

function kindOf(found: Stats): string {
  if (found.isSymbolicLink()) return 'a symbolic link'
  if (found.isDirectory()) return 'a folder'
  if (found.isFIFO()) return 'a pipe'
  if (found.isSocket()) return 'a socket'
  if (found.isFile()) return 'a file'
  return 'a device'
}

/** O_NOFOLLOW says ELOOP (POSIX); a socket cannot be opened and says ENXIO. */
function linkOrElse(thrown: unknown, refuse: Refusal): unknown {
  const { code } = thrown as { code?: unknown }
  if (code === 'ELOOP' || code === 'EMLINK') return refuse('a symbolic link')
  return code === 'ENXIO' ? refuse('a socket') : thrown
}

const notAFile =
  (path: string): Refusal =>
  (found) =>
    new HoldfastError('INVALID_INPUT', `${path} is ${found}, not a file that can be read here.`, 'Name a file.')

/** The refusal for a name in a vault's folder. */
export const planted =
  (path: string, meant: 'file' | 'folder' = 'file'): Refusal =>
  (found) =>
    new HoldfastError(
      'VAULT_DAMAGED',
      `${basename(path)} in the vault’s folder is ${found}, not a ${meant}: Holdfast did not put it there (${path}).`,
      `Find out who did, move it out of the vault and put the ${meant} back from a backup; nothing was changed.`,
    )
