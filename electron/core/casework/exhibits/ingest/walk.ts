import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Dirent } from 'node:fs'
import { HoldfastError, toFailure } from '../../../../../shared/kernel/errors.ts'
import { leadsInto } from '../../../record/vault/index.ts'
import type { QueuedFile } from './rows.ts'

/** Files that one batch takes. */
const most = 100_000

interface Walking {
  /** The folder of the vault, of which nothing is taken. */
  vault: string
  signal: AbortSignal
  onFound: (files: number) => void
}

/**
 * The files that paths name: a file by itself, of a folder all that lie in it at any depth, by name. What is no regular file is
 * listed as skipped, with what it is, and so are the vault's own files. A link that is named itself is followed, none in a folder. Fails with CANCELLED, and with INVALID_INPUT above 100,000.
 */
export async function filesAt(paths: readonly string[], walking: Walking): Promise<QueuedFile[]> {
  const found: QueuedFile[] = []
  const add = (path: string, said: Partial<QueuedFile>): void => {
    if (walking.signal.aborted)
      throw new HoldfastError('CANCELLED', 'Reading the folder was cancelled; nothing was added.', 'Add it again.')
    if (found.length >= most)
      throw new HoldfastError(
        'INVALID_INPUT',
        'There are more than 100,000 files in it; nothing was added.',
        'Add its folders one after the other.',
      )
    const name = basename(path)
    const whole: QueuedFile = {
      path,
      name,
      sourcePath: null,
      size: 0,
      state: 'waiting',
      problem: null,
      twins: [],
      again: null,
    }
    found.push({ ...whole, ...said })
    walking.onFound(found.length)
  }
  for (const path of paths.map((one) => resolve(one))) {
    const at = await stat(path).catch((thrown: unknown) => toFailure(thrown).message)
    if (typeof at === 'string') add(path, { state: 'failed', problem: at })
    else if (leadsInto(walking.vault, path)) add(path, { state: 'skipped', problem: ownVault })
    else if (at.isDirectory()) await walk(path, basename(path), walking, add)
    else if (at.isFile()) add(path, { size: at.size })
    else add(path, { state: 'skipped', problem: 'It is neither a file nor a folder.' })
  }
  return found
}

const ownVault = 'It is this vault itself, or a file of it.'

async function walk(
  folder: string,
  named: string,
  walking: Walking,
  add: (path: string, said: Partial<QueuedFile>) => void,
): Promise<void> {
  const skip = (path: string, sourcePath: string, problem: string): void =>
    add(path, { sourcePath, state: 'skipped', problem })
  if (leadsInto(walking.vault, folder)) return skip(folder, named, ownVault)
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (thrown) {
    return skip(folder, named, `This folder could not be read: ${toFailure(thrown).message}`)
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    const sourcePath = `${named}/${entry.name}`
    if (entry.isDirectory()) await walk(path, sourcePath, walking, add)
    else if (!entry.isFile()) skip(path, sourcePath, `It is ${whatIs(entry)}, not a file; it was not followed.`)
    else {
      const size = await stat(path).then(
        (at) => at.size,
        () => 0,
      )
      add(path, { sourcePath, size })
    }
  }
}

function whatIs(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'a link'
  if (entry.isFIFO()) return 'a pipe'
  if (entry.isSocket()) return 'a socket'
  return entry.isBlockDevice() || entry.isCharacterDevice() ? 'a device' : 'something else'
}
