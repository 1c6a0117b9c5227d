import type { Source } from '../source.ts'

/** A chunk of RIFF or IFF: where its content lies, and how long it says it is. */
export interface Chunk {
  id: string
  at: number
  size: number
}

/** Chunks of one file that are looked at. */
const chunksMost = 4096

/** The bytes of a stretch of a file, for reading numbers; fewer at the end of it. */
export const bufferAt = (source: Source, at: number, length: number): Buffer => Buffer.from(source.read(at, length))

/** The chunks of RIFF (`little`) or IFF between two bytes, in order. Ends where the file does. */
export function* chunksIn(source: Source, from: number, to: number, order: 'little' | 'big'): Generator<Chunk> {
  const end = Math.min(to, source.size)
  for (let [at, n] = [from, 0]; at + 8 <= end && n < chunksMost; n += 1) {
    const head = bufferAt(source, at, 8)
    const size = order === 'little' ? head.readUInt32LE(4) : head.readUInt32BE(4)
    yield { id: head.toString('latin1', 0, 4), at: at + 8, size }
    at += 8 + size + (size % 2)
  }
}

/** Text up to its first NUL, without what is not written. */
export const textIn = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0)
  return tidy(Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8'))
}

/** One line that a person can read, a thousand characters at most. */
export const tidy = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- they are what is taken out
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, 1000)
    .toWellFormed()

/** ISO 8601 in UTC, to the second; undefined for what was never set, and for what is no date of this world. */
export function instantOf(milliseconds: number): string | undefined {
  const date = new Date(milliseconds)
  const year = date.getUTCFullYear()
  return milliseconds === 0 || Number.isNaN(year) || year < 1970 || year > 2200
    ? undefined
    : date.toISOString().replace('.000Z', 'Z')
}
