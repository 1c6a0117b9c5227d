import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry } from 'yauzl'
import { Unreadable } from '../../../readers/index.ts'
import type { Source } from '../source.ts'
import { listedMost } from './limits.ts'

/** Bytes that are read at a time while the directory is gone through. */
const window = 1 << 20

/** Reads of a few bytes each, out of one stretch that is kept. */
class FromSource extends RandomAccessReader {
  readonly #source: Source
  #from = 0
  #kept: Uint8Array = new Uint8Array(0)

  constructor(source: Source) {
    super()
    this.#source = source
  }

  override read(buffer: Buffer, offset: number, length: number, at: number, done: (error: Error | null) => void): void {
    if (at < this.#from || at + length > this.#from + this.#kept.length) {
      this.#from = at
      this.#kept = this.#source.read(at, Math.max(length, window))
    }
    const start = at - this.#from
    const part = this.#kept.subarray(start, start + length)
    buffer.set(part, offset)
    // Its own reader gives an error of that kind, and the message is ours to find.
    const error = part.length < length ? new Error('unexpected EOF') : null
    // Not at once: a directory of 100,000 would call itself as deep.
    queueMicrotask(() => done(error))
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from([Buffer.from(this.#source.read(start, end - start))])
  }
}

/** A zip as its directory states it. */
export interface ZipDirectory {
  entries: Entry[]
  /** As stated; more than `entries` where not all were listed. */
  count: number
  comment: Uint8Array
  /** Why entries after those could not be read; undefined where all were. */
  stopped: string | undefined
  /** Bytes that come after its end. */
  after: number
}

/** Bytes of the record at the end of a zip, without its comment, and the longest that a comment may be. */
const endRecord = 22
const commentMost = 65_535

/** Whether a file ends as a zip does: a program that unpacks itself, the last part of a zip that was split. */
export function endsAsZip(source: Source): boolean {
  const tail = Buffer.from(source.read(Math.max(0, source.size - endRecord - commentMost), endRecord + commentMost))
  const at = tail.lastIndexOf('PK\u0005\u0006', 'latin1')
  return at !== -1 && at + endRecord <= tail.length && at + endRecord + tail.readUInt16LE(at + 20) === tail.length
}

/** Where the last record that can be the end of a zip ends itself; the whole size where there is none. */
function endOf(source: Source): number {
  const from = Math.max(0, source.size - endRecord - commentMost)
  const tail = Buffer.from(source.read(from, source.size - from))
  for (let at = tail.lastIndexOf('PK\u0005\u0006', 'latin1'); at !== -1;) {
    const end = at + endRecord <= tail.length ? at + endRecord + tail.readUInt16LE(at + 20) : Infinity
    if (end <= tail.length) return from + end
    at = at === 0 ? -1 : tail.lastIndexOf('PK\u0005\u0006', at - 1, 'latin1')
  }
  return source.size
}

/** Reads the directory at the end of a zip. Fails with Unreadable where there is none, or it is on another disk. */
export async function readDirectory(source: Source): Promise<ZipDirectory> {
  // Without these options it would refuse the whole archive for one odd name or size.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false }
  const end = endOf(source)
  const zip = await fromRandomAccessReaderPromise(new FromSource(source), end, options).catch((error: Error) => {
    throw new Unreadable(
      /multi-disk/.test(error.message)
        ? 'It is one part of a zip that was split over several files; join them to one and add that.'
        : 'The directory at the end of this zip is missing or damaged: it may be cut short.',
    )
  })
  const entries: Entry[] = []
  let stopped: string | undefined
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry)
      if (entries.length >= listedMost) break
    }
  } catch (error) {
    const strong = error instanceof Error && error.message.includes('strong encryption')
    stopped = strong ? 'they are encrypted by a method of PKWARE that is not read' : 'the directory is damaged there'
  }
  return {
    entries,
    count: zip.entryCount,
    comment: zip.comment as unknown as Buffer,
    stopped,
    after: source.size - end,
  }
}
