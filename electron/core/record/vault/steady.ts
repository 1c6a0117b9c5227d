import type { BigIntStats } from 'node:fs'
import { stat, type FileHandle } from 'node:fs/promises'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { openRegular, type Opening, type Refusal } from './regular.ts'

/** An open file as it was at one moment. What is written to it later is not read: a file that grows as fast as it is read has no end. */
export interface SteadyFile {
  /** Bytes that it had. */
  size: number
  /** Its bytes from the beginning, a piece at a time. Fails as `requireUnchanged` after the last one. */
  pieces(length?: number): AsyncGenerator<Buffer, void>
  /** The next bytes after those that were read by this before; none at the end. */
  read(into: Buffer, offset: number, length: number): Promise<{ bytesRead: number }>
  /** Fails with CONFLICT when it was written to since, or when other than `read` bytes are what it had. */
  requireUnchanged(read?: number): Promise<void>
}

/**
 * Takes an open file as it is now. What is made of it must be one state of the file: size and both times (nanoseconds where the
 * disk has them) are compared, and the size with what was read: a writer that puts the time of writing back still moves that
 * of the change.
 */
export async function steadily(file: FileHandle, path: string): Promise<SteadyFile> {
  const before = await file.stat({ bigint: true })
  const size = Number(before.size)
  // One byte more than there should be: files of the system give bytes and say that they have none.
  const most = size + 1
  let at = 0
  const requireUnchanged = async (read = size): Promise<void> => {
    if (isSame(before, await file.stat({ bigint: true })) && read === size) return
    throw writtenTo(path)
  }
  return {
    size,
    requireUnchanged,
    async *pieces(length = 1 << 20) {
      let read = 0
      const options = { start: 0, end: most - 1, highWaterMark: length, autoClose: false }
      for await (const piece of file.createReadStream(options) as AsyncIterable<Buffer>) {
        read += piece.length
        yield piece
      }
      await requireUnchanged(read)
    },
    async read(into, offset, length) {
      const { bytesRead } = await file.read(into, offset, Math.min(length, most - at), at)
      at += bytesRead
      return { bytesRead }
    },
  }
}

const isSame = (one: BigIntStats, other: BigIntStats): boolean =>
  (['size', 'mtimeNs', 'ctimeNs', 'ino', 'dev'] as const).every((name) => one[name] === other[name])

const writtenTo = (path: string): HoldfastError =>
  new HoldfastError(
    'CONFLICT',
    `The file ${path} was written to while it was read; what was read never was the file as a whole, so nothing of it was kept.`,
    'Wait until it is finished or close the program that writes it, or copy it and use the copy.',
  )

/**
 * Reads a file that a person named whole, following links, as it is at one moment. Fails as `openRegular`, with `refuse` when it is
 * larger than `most` bytes, and with CONFLICT when it was written to meanwhile.
 */
export async function readSteadily(
  path: string,
  most: number,
  { refuse }: Required<Pick<Opening, 'refuse'>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = await openRegular(path, { links: true, refuse })
  try {
    const steady = await steadily(file, path)
    if (steady.size > most) throw tooLarge(refuse, most)
    const bytes = new Uint8Array(steady.size)
    let at = 0
    for await (const piece of steady.pieces()) {
      // More than it had is refused at the end of the pieces.
      bytes.set(piece.subarray(0, bytes.length - at), at)
      at += piece.length
    }
    return bytes
  } finally {
    await file.close()
  }
}

const tooLarge = (refuse: Refusal, most: number): HoldfastError =>
  refuse(`larger than ${most.toLocaleString('en')} bytes`)

/**
 * Notes which file lies under a path, to be asked later whether it is the same one and as it was: what is said of a file is said of
 * the one that is there then. The answer fails with CONFLICT, or with the system's error.
 */
export async function watchPlace(path: string): Promise<() => Promise<void>> {
  const before = await stat(path, { bigint: true })
  return async () => {
    const now = await stat(path, { bigint: true }).catch(() => undefined)
    if (now && isSame(before, now)) return
    throw new HoldfastError(
      'CONFLICT',
      `The file ${path} was replaced, written to or taken away while it was checked: what was found may not be true of what lies there now.`,
      'Copy it to a place that nobody else can write to, and check the copy.',
    )
  }
}
