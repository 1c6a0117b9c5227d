import {
  closeSync,
  constants,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  statSync,
  type BigIntStats,
} from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { holderName } from './holder.ts'
import { openRegular, planted, readingFlags } from './regular.ts'

/**
 * The place of an open vault as it was when it was opened: its folder, its database file and its blob folder by device
 * and inode, and the text that this process wrote into `lock`. Whoever exchanges the folder beneath it leaves the open
 * database where it was moved to; what is put by its path would land in the other one.
 */
export class Place {
  readonly #dir: string
  readonly #seen: readonly [path: string, look: Look, was: BigIntStats | undefined][]
  /** Kept open so that the system keeps its inode; it also tells where it went. Not on Windows, which opens no folders. */
  #blobs: number | undefined
  #token: string | undefined

  constructor(dir: string, database: string) {
    this.#dir = dir
    const [file, blobs] = [join(dir, database), join(dir, 'blobs')]
    // The folder itself may be reached through a link that a person made; nothing in it may.
    const looks: [string, Look][] = [
      [dir, statSync],
      [file, lstatSync],
      [blobs, lstatSync],
    ]
    this.#seen = looks.map(([path, look]) => [path, look, look(path, options)])
    this.#blobs = process.platform === 'win32' ? undefined : tryOpen(blobs)
  }

  /** From now on `lock` must say this. */
  heldBy(token: string | undefined): void {
    this.#token = token
  }

  get token(): string | undefined {
    return this.#token
  }

  /** Fails with VAULT_MOVED unless folder, database file, blob folder and lock are those of this vault. A few microseconds. */
  readonly require = (): void => {
    for (const [path, look, was] of this.#seen) {
      const now = look(path, options)
      if (now?.ino !== was?.ino || now?.dev !== was?.dev) throw this.#moved()
    }
    if (this.#token !== undefined && !this.isHeld()) throw this.#moved()
  }

  /** Whether `lock` is the one that this process wrote. */
  isHeld(): boolean {
    try {
      const text = readFileSync(join(this.#dir, holderName), { encoding: 'utf8', flag: readingFlags })
      return text === this.#token
    } catch {
      return false
    }
  }

  /** The database's file for reading. Fails with VAULT_MOVED when another lies there now. */
  async open(database: string): Promise<FileHandle> {
    const path = join(this.#dir, database)
    const file = await openRegular(path, { refuse: planted(path) })
    const [now, was] = [await file.stat({ bigint: true }), this.#seen.find(([one]) => one === path)?.[2]]
    if (now.ino === was?.ino && now.dev === was.dev) return file
    await file.close()
    throw this.#moved()
  }

  /** A second time it does nothing: the number may be another file's by then. */
  close(): void {
    if (this.#blobs !== undefined) closeSync(this.#blobs)
    this.#blobs = undefined
  }

  #moved(): HoldfastError {
    const at = this.#whereNow()
    return new HoldfastError(
      'VAULT_MOVED',
      `The vault’s folder ${this.#dir} was exchanged, moved or opened by another program while it was open here; nothing more is recorded.`,
      at === undefined || at === this.#dir
        ? 'Lock the vault and look which folder lies there; what was recorded until now is in the folder that was opened.'
        : `Lock the vault. What was recorded until now is in ${at}: open that one, or put it back in its place.`,
    )
  }

  /** On Linux the system knows where an open folder is now. */
  #whereNow(): string | undefined {
    if (this.#blobs === undefined || process.platform !== 'linux') return undefined
    try {
      return dirname(readlinkSync(`/proc/self/fd/${this.#blobs}`))
    } catch {
      return undefined
    }
  }
}

type Look = (path: string, options: { bigint: true; throwIfNoEntry: false }) => BigIntStats | undefined
const options = { bigint: true, throwIfNoEntry: false } as const

function tryOpen(folder: string): number | undefined {
  try {
    return openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  } catch {
    return undefined
  }
}
