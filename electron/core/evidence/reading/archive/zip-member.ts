import { createInflateRaw, crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'
import { Unreadable } from '../../../readers/index.ts'
import { Locked } from '../format.ts'
import type { Source } from '../source.ts'
import { Packed } from './libarchive.ts'
import { larger, refuseBomb } from './limits.ts'

/** Bytes of the fixed part of a local header (APPNOTE 4.3.7). */
const localHeader = 30
const encryptedBit = 1
/** Compression of what is encrypted by AES (WinZip); the true one stands in an extra field. */
const aes = 99
const stored = 0
const deflated = 8

export const isEncrypted = (entry: Entry): boolean => (entry.generalPurposeBitFlag & encryptedBit) !== 0

/**
 * The bytes of a member of a zip. Fails with Unreadable where it is damaged, too large or packed in a way that nothing reads, and with
 * Locked where it needs a password, or another.
 */
export async function unpackZip(
  source: Source,
  entry: Entry,
  path: string,
  password: string | undefined,
): Promise<Uint8Array> {
  const { uncompressedSize: size, compressedSize, compressionMethod: method } = entry
  refuseBomb(path, size, compressedSize)
  const { local, data } = packedBytes(source, entry, path)
  if (!isEncrypted(entry) && method === stored) return checked(data.subarray(0, size), entry, path)
  if (!isEncrypted(entry) && method === deflated) return checked(await inflated(data, size, path), entry, path)
  if (isEncrypted(entry) && password === undefined) throw new Locked(data)
  const found = (await Packed.of(alone(local, data, entry), password)).take(0)
  if (typeof found !== 'string') return method === aes ? found : checked(found, entry, path, data)
  if (/passphrase/i.test(found)) throw new Locked(data)
  throw new Unreadable(
    isEncrypted(entry)
      ? `“${path}” is encrypted in a way that is not read.`
      : `“${path}” is packed by method ${method}, which is not read, or it is damaged.`,
  )
}

function packedBytes(source: Source, entry: Entry, path: string): { local: Buffer; data: Uint8Array } {
  const at = entry.relativeOffsetOfLocalHeader
  const local = Buffer.from(source.read(at, localHeader))
  if (local.length < localHeader || local.readUInt32LE(0) !== 0x04034b50)
    throw new Unreadable(`“${path}” does not lie where the archive says.`)
  const start = at + localHeader + local.readUInt16LE(26) + local.readUInt16LE(28)
  const data = source.read(start, entry.compressedSize)
  if (data.length < entry.compressedSize) throw new Unreadable(`“${path}” is cut short: the file ends before it does.`)
  return { local, data }
}

/** Unpacks no more than is stated: what holds more is refused. */
async function inflated(data: Uint8Array, size: number, path: string): Promise<Uint8Array> {
  const bytes = Buffer.alloc(size)
  let at = 0
  const inflate = createInflateRaw({ chunkSize: 1 << 20 })
  inflate.end(data)
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      if (at + chunk.length > size) throw larger(path)
      bytes.set(chunk, at)
      at += chunk.length
    }
  } catch (thrown) {
    if (thrown instanceof Unreadable) throw thrown
    throw new Unreadable(`“${path}” is damaged: it cannot be unpacked.`)
  }
  return bytes.subarray(0, at)
}

/** Gives the bytes where they are those that the archive has the sum of; what was decrypted to others had another password. */
function checked(bytes: Uint8Array, entry: Entry, path: string, locked?: Uint8Array): Uint8Array {
  if (crc32(bytes) === entry.crc32 >>> 0 && bytes.length === entry.uncompressedSize) return bytes
  if (locked && isEncrypted(entry)) throw new Locked(locked)
  throw new Unreadable(`“${path}” is damaged: its bytes are not those that the archive has the checksum of.`)
}

/** A zip of that one member, called “m”: what libarchive opens where it is encrypted or packed in a rarer way. */
function alone(local: Buffer, data: Uint8Array, entry: Entry): Uint8Array {
  // Sizes and sum stand in the header, so that none comes after the data (APPNOTE 4.4.4, bit 3).
  const descriptor = 1 << 3
  const flags = entry.generalPurposeBitFlag & ~descriptor
  // The password of a member with its sum after it is checked against its time (6.1.6): it is given as that sum's first byte.
  const late = (entry.generalPurposeBitFlag & descriptor) !== 0
  const extra = Buffer.concat(
    entry.extraFields
      .filter(({ id }) => id === 0x9901)
      .map((field) => {
        const head = Buffer.alloc(4)
        head.writeUInt16LE(field.id, 0)
        head.writeUInt16LE(field.data.length, 2)
        return Buffer.concat([head, field.data])
      }),
  )
  const common = Buffer.alloc(26)
  common.writeUInt16LE(entry.versionNeededToExtract, 0)
  common.writeUInt16LE(late ? entry.generalPurposeBitFlag : flags, 2)
  common.writeUInt16LE(entry.compressionMethod, 4)
  local.copy(common, 6, 10, 14)
  common.writeUInt32LE(entry.crc32 >>> 0, 10)
  common.writeUInt32LE(data.length, 14)
  common.writeUInt32LE(entry.uncompressedSize, 18)
  common.writeUInt16LE(1, 22)
  common.writeUInt16LE(extra.length, 24)
  const name = Buffer.from('m')
  const header = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, name, extra])
  const after = late ? Buffer.alloc(16) : Buffer.alloc(0)
  if (late) {
    after.write('PK\u0007\u0008', 0, 'latin1')
    common.copy(after, 4, 10, 22)
  }
  const directory = Buffer.concat([
    Buffer.from('PK\u0001\u0002', 'latin1'),
    Buffer.from([entry.versionNeededToExtract & 0xff, 0]),
    common,
    // No comment, on this disk, an ordinary file, at byte 0.
    Buffer.alloc(14),
    name,
    extra,
  ])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(header.length + data.length + after.length, 16)
  return Buffer.concat([header, data, after, directory, end])
}
