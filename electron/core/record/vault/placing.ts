import { randomBytes } from 'node:crypto'
import { closeSync, linkSync, lstatSync, openSync, renameSync } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { requireElsewhere } from './elsewhere.ts'
import { makeFolders, syncFolder } from './files.ts'

/**
 * Writes a file for people outside the vault so that it appears whole or not at all, and never in place of another.
 * `write` fills it; `commit` runs once the bytes are on the disk and before the name appears: what must be recorded
 * about the file is recorded there. Fails with ALREADY_EXISTS, also for a place inside of a vault or a backup, or with what `write`
 * and `commit` fail with.
 */
export async function placeFile(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  commit: () => void = () => undefined,
): Promise<void> {
  const folder = dirname(path)
  requireFree(path)
  await makeFolders(folder)
  // A name of its own: under one made from the target's, two at once would give out each other's half-written file, and
  // a file of somebody else's could lie there. Not hidden: what a crash leaves is seen.
  const part = join(folder, `holdfast-${randomBytes(6).toString('hex')}.part`)
  try {
    const file = await open(part, 'wx', 0o600)
    try {
      await write(file)
      await file.sync()
    } finally {
      await file.close()
    }
    // From here to the name in one go: of two tasks that write to one place, none records a file that does not appear.
    requireFree(path)
    commit()
    appear(part, path)
  } catch (thrown) {
    // What may have been recorded keeps its bytes, for the next opening to give them their name.
    if (!(thrown instanceof HoldfastError && thrown.code === 'NOT_CONFIRMED')) await rm(part, { force: true })
    throw thrown
  }
  await rm(part, { force: true })
  await syncFolder(folder)
}

/** What `placeFile` calls a file until it has its own name. */
export const isPart = (name: string): boolean => /^holdfast-[0-9a-f]{12}\.part$/.test(name)

/** Gives a part that a crash left the name that it was written for. Fails with ALREADY_EXISTS. */
export async function finishPlacing(part: string, path: string): Promise<void> {
  appear(part, path)
  await rm(part, { force: true })
  await syncFolder(dirname(path))
}

/** Gives a finished file its name. `link` fails where `rename` would replace a file in silence. */
function appear(part: string, path: string): void {
  try {
    linkSync(part, path)
  } catch (thrown) {
    const { code } = thrown as { code?: unknown }
    if (code === 'EEXIST') throw taken(path)
    if (typeof code !== 'string' || !withoutLinks.has(code)) throw thrown
    // USB sticks (FAT, exFAT) and some network folders have no links: there the name is taken first, and then filled.
    closeSync(openSync(path, 'wx', 0o600))
    renameSync(part, path)
  }
}

const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EACCES', 'EISDIR'])

/** Fails with ALREADY_EXISTS when there is something under this name, be it a link that leads nowhere, or inside of a vault or a backup. */
export function requireFree(path: string): void {
  requireElsewhere(path)
  if (lstatSync(path, { throwIfNoEntry: false })) throw taken(path)
}

const taken = (path: string): HoldfastError =>
  new HoldfastError(
    'ALREADY_EXISTS',
    `There is a file ${path} already.`,
    'Choose another name; nothing was overwritten.',
  )
