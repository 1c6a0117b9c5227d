import { crc32, deflateRawSync } from 'node:zlib'

/** A member as it is put into a zip. */
interface Put {
  name: string | Uint8Array
  bytes: Uint8Array
  /** What the directory states instead of the truth. */
  says?: number
  /** Where the directory says that it lies. */
  at?: number
}

/** A zip of our own, by APPNOTE: it can lie. */
export function zipOf(entries: readonly Put[], flags = 0): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes, says, at: elsewhere } of entries) {
    const called = Buffer.from(name)
    const data = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    // 2026-03-05 14:07:08, by the clock of whoever made it.
    common.writeUInt16LE((14 << 11) | (7 << 5) | 4, 6)
    common.writeUInt16LE((46 << 9) | (3 << 5) | 5, 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(says ?? bytes.length, 18)
    common.writeUInt16LE(called.length, 22)
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, called, data)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(elsewhere ?? at, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, rest, called)
    at += 30 + called.length + data.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}
