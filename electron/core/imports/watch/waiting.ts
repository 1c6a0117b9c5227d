import { createHash } from 'node:crypto'
import { lstat, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Ledger } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { openRegular, steadily } from '../../record/vault/index.ts'
import { duplicateOf } from '../duplicates.ts'

type Waiting = Output<'import.waiting'>

interface Seen {
  /** Which file it is, its size and its times of writing and of change: another file may have the first two of them again. */
  state: string
  /** When it was first seen in this state. */
  since: number
  sha256?: string | undefined
}

/** How long a file must keep its size before it counts as whole. */
const settles = 2000
const mostFiles = 1000
const largest = 128 * 1024 * 1024

/** What each open vault has seen of the folders that it watches; gone with the vault. */
const watched = new WeakMap<Ledger, Map<string, Seen>>()

/**
 * What lies in a folder and waits to be imported. It only looks: nothing is moved, deleted or filed. Symbolic links and
 * what is no file are passed over by name, as is what is on record already. Fails with FILE_NOT_FOUND or IO.
 */
export async function waitingIn(
  { db, ledger, ports }: Workspace,
  { folder: given }: Checked<'import.waiting'>,
): Promise<Waiting> {
  const folder = resolve(given)
  const seen = watched.get(ledger) ?? new Map<string, Seen>()
  watched.set(ledger, seen)
  const names = (await namesIn(folder)).filter((name) => !name.startsWith('.'))
  const found: Waiting = { folder, waiting: [], passedOver: [] }
  const passOver = (name: string, why: string): number => found.passedOver.push({ name: name.toWellFormed(), why })
  if (names.length > mostFiles)
    passOver(`${names.length - mostFiles} more`, `only the first ${mostFiles} names are looked at`)
  const now = ports.clock.now()
  for (const name of names.slice(0, mostFiles)) {
    const file = join(folder, name)
    // Not stat: what a link points to lies elsewhere, and was not put here.
    const stats = await lstat(file).catch(() => undefined)
    if (!stats) continue
    if (stats.isSymbolicLink()) passOver(name, 'it is a symbolic link')
    else if (!stats.isFile()) passOver(name, 'it is not a file')
    else if (stats.size > largest) passOver(name, 'it is larger than 128 MiB')
    else if (!file.isWellFormed() || file.includes('\uFFFD')) passOver(name, 'its name is not UTF-8')
    else {
      const { size, mtimeMs } = stats
      const state = [stats.dev, stats.ino, size, mtimeMs, stats.ctimeMs].join(' ')
      const before = seen.get(file)
      const one: Seen = before?.state === state ? before : { state, since: now }
      seen.set(file, one)
      const settled = now - one.since >= settles
      const sha256 = settled ? (one.sha256 ??= await hashOf(file)) : undefined
      const known = sha256 === undefined ? null : duplicateOf(db, sha256)
      if (known) passOver(name, `on record as ${known.report}`)
      else found.waiting.push({ file, name, size, changedAt: new Date(mtimeMs).toISOString(), settled })
    }
  }
  return found
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code !== 'ENOTDIR') throw thrown
    throw new HoldfastError(
      'INVALID_INPUT',
      `${folder} is not a folder.`,
      'Name the folder that files appear in.',
      thrown,
    )
  }
}

/** SHA-256 of a file, hexadecimal; undefined when it cannot be read now: it waits, and importing it says why. */
async function hashOf(path: string): Promise<string | undefined> {
  try {
    const file = await openRegular(path)
    try {
      const digest = createHash('sha256')
      for await (const piece of (await steadily(file, path)).pieces()) digest.update(piece)
      return digest.digest('hex')
    } finally {
      await file.close()
    }
  } catch {
    return undefined
  }
}
