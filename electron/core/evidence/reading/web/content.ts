import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { Unreadable } from '../../../readers/index.ts'
import type { Source } from '../source.ts'
import { unpackAt } from './blocks.ts'
import { valueOf, type WarcRecord } from './warc-records.ts'

const largest = 64 * 1024 * 1024

/** What a server answered, without what it did for the way: pieces put together, packing undone. `notes`: what was done, or could not be. */
export function contentOf(source: Source, record: WarcRecord): { bytes: Uint8Array; notes: string[] } {
  if (record.size > largest) throw new Unreadable('It is larger than 64 MiB, which is more than is read of one record.')
  const raw =
    record.packedAt === undefined
      ? Buffer.from(source.read(record.at, record.size))
      : (unpackAt(source, record.packedAt)?.bytes.subarray(record.at, record.at + record.size) ?? Buffer.alloc(0))
  const notes: string[] = []
  const fields = record.http?.headers ?? []
  let bytes: Buffer = raw
  if (/chunked/i.test(valueOf(fields, 'transfer-encoding'))) {
    const joined = unchunked(bytes)
    notes.push(
      joined
        ? 'pieces put together (chunked)'
        : 'it says that it comes in pieces (chunked), and does not: left as it is',
    )
    bytes = joined ?? bytes
  }
  const packing = valueOf(fields, 'content-encoding').toLowerCase()
  if (packing !== '' && packing !== 'identity') {
    const undone = unpacked(bytes, packing)
    notes.push(
      undone
        ? `unpacked (${packing})`
        : `it says that it is packed (${packing.slice(0, 40)}), and cannot be unpacked: left as it is`,
    )
    bytes = undone ?? bytes
  }
  return { bytes: Uint8Array.from(bytes), notes }
}

/** RFC 9112, section 7.1; undefined where it is none. */
function unchunked(bytes: Buffer): Buffer | undefined {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n', at)
    const size = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(bytes.toString('latin1', at, end === -1 ? at : end))?.[1]
    if (size === undefined) return undefined
    const length = Number.parseInt(size, 16)
    if (length === 0) return Buffer.concat(parts)
    parts.push(bytes.subarray(end + 2, end + 2 + length))
    at = end + 2 + length + 2
  }
  return parts.length === 0 ? undefined : Buffer.concat(parts)
}

function unpacked(bytes: Buffer, packing: string): Buffer | undefined {
  const options = { maxOutputLength: largest }
  try {
    if (/gzip/.test(packing)) return gunzipSync(bytes, options)
    if (packing === 'br') return brotliDecompressSync(bytes, options)
    if (packing === 'zstd') return zstdDecompressSync(bytes, options)
    if (packing === 'deflate')
      return (bytes[0] ?? 0) % 16 === 8 ? inflateSync(bytes, options) : inflateRawSync(bytes, options)
  } catch {
    // Not what it says, or more than is read.
  }
  return undefined
}
