import { constants, inflateRawSync } from 'node:zlib'
import type { Source } from '../source.ts'

/** The bytes of a web archive as they are unpacked: records of .warc.gz are packed one by one (RFC 1952 members). */
export interface Unpacked {
  /** Where in the file the bytes lie, and how many they take there. */
  at: number
  packed: number
  bytes: Buffer
  /** Whether it is cut off or damaged: `bytes` are what came out before. */
  broken: boolean
}

/** Bytes that one packed record may become. */
export const recordMost = 128 * 1024 * 1024
const firstWindow = 65_536
const widest = 64 * 1024 * 1024

/** Length of the header of a member of gzip; undefined where there is none. */
function headerLength(start: Uint8Array): number | undefined {
  if (start.length < 18 || start[0] !== 0x1f || start[1] !== 0x8b || start[2] !== 8) return undefined
  const flags = start[3] ?? 0
  let at = 10
  if (flags & 4) at += 2 + (start[10] ?? 0) + 256 * (start[11] ?? 0)
  for (const flag of [8, 16])
    if (flags & flag) {
      const end = start.indexOf(0, at)
      if (end === -1) return undefined
      at = end + 1
    }
  return at + (flags & 2 ? 2 : 0)
}

/** Unpacks the member of gzip that begins at a byte; undefined where none does. */
export function unpackAt(source: Source, at: number): Unpacked | undefined {
  const header = headerLength(source.read(at, 4096))
  if (header === undefined) return undefined
  for (let window = firstWindow; ; window *= 8) {
    const input = source.read(at + header, Math.min(window, widest))
    try {
      const { buffer, engine } = inflateRawSync(input, {
        info: true,
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: recordMost,
      }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } }
      // All that was given is used up: it goes on, unless the file ends.
      const used = engine.bytesWritten
      if (used < input.length || at + header + input.length >= source.size) {
        const broken = used >= input.length
        return { at, packed: Math.min(source.size - at, header + used + 8), bytes: buffer, broken }
      }
      if (window >= widest) return { at, packed: source.size - at, bytes: buffer, broken: true }
    } catch {
      return { at, packed: source.size - at, bytes: Buffer.alloc(0), broken: true }
    }
  }
}
