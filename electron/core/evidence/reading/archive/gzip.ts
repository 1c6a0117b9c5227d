import { constants, createGunzip, gunzipSync } from 'node:zlib'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import { wholeOf, type Source } from '../source.ts'
import { memberMost } from './limits.ts'
import { decodeName, memberOf, Paths } from './names.ts'
import { isTar } from './packed.ts'

const systems = new Map([
  [0, 'FAT (MS-DOS, Windows)'],
  [3, 'Unix'],
  [7, 'Macintosh'],
  [10, 'TOPS-20'],
  [11, 'NTFS (Windows)'],
])

/** A file that was compressed by gzip (RFC 1952), which is no archive of several. */
export const gzip: Format = {
  reader: 'node:zlib',
  takes: ({ start }) => start[0] === 0x1f && start[1] === 0x8b && !isTar(begins(start)),
  open(source) {
    const { name, modified, facts } = headerOf(source)
    const path = new Paths().shown(name)
    const member = {
      path: path.path,
      // Modulo 4 GiB, and of the last part alone: it is a claim.
      size: source.size >= 18 ? Buffer.from(source.read(source.size - 4, 4)).readUInt32LE(0) : null,
      encrypted: false,
      folder: false,
      modified,
    }
    const members = [
      memberOf(member, [
        ...path.notes,
        'its size is what the last four bytes state, of the last part alone where there are several',
      ]),
    ]
    return {
      view: { kind: 'archive', format: 'gzip' },
      facts,
      members,
      problems: [],
      member: (asked) => {
        if (asked !== path.path) throw new Unreadable(`No member is called “${asked}”.`)
        return unpacked(source)
      },
    }
  },
}

/** The first bytes of what is compressed, as far as they come out of the first 64 KiB. */
function begins(start: Uint8Array): Uint8Array {
  try {
    const finishFlush = constants.Z_SYNC_FLUSH
    return gunzipSync(start.subarray(0, 4096), { finishFlush, maxOutputLength: 1 << 23 })
  } catch {
    return new Uint8Array(0)
  }
}

async function unpacked(source: Source): Promise<Uint8Array> {
  if (source.size > memberMost) throw new Unreadable('It is larger than the 256 MiB that are unpacked.')
  const parts: Buffer[] = []
  let size = 0
  // Counted while it comes: nothing states beforehand what it will be, and parts are put together once.
  const most = memberMost / 2
  const gunzip = createGunzip({ chunkSize: 1 << 20 })
  gunzip.end(wholeOf(source))
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > most)
        throw new Unreadable(
          `It holds more than 128 MiB, over ${Math.floor(size / source.size).toLocaleString('en')} times what it is packed in, and is not unpacked.`,
          'Export the file, and unpack it on a computer that is set apart.',
        )
      parts.push(chunk)
    }
  } catch (thrown) {
    if (thrown instanceof Unreadable) throw thrown
    throw new Unreadable('It is damaged or cut short: it cannot be unpacked to its end.')
  }
  return Buffer.concat(parts, size)
}

/** The header of RFC 1952 §2.3: name, time of change, system. */
function headerOf(source: Source): {
  name: { name: string; doubt: string | undefined }
  modified: string | null
  facts: EvidenceFact[]
} {
  const head = Buffer.from(source.read(0, 65_536))
  if (head.length < 18) throw new Unreadable('It is cut short: it ends in its header.')
  const flags = head.readUInt8(3)
  let at = 10
  if (flags & 4) at += 2 + head.readUInt16LE(at)
  const text = (): Uint8Array => {
    const end = head.indexOf(0, at)
    const found = head.subarray(at, end === -1 ? at : end)
    at = end === -1 ? at : end + 1
    return found
  }
  const own = flags & 8 ? text() : undefined
  const comment = flags & 16 ? text() : undefined
  const seconds = head.readUInt32LE(4)
  const modified = seconds === 0 ? null : new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
  const where = 'gzip header'
  const facts = [
    { name: 'Made on', value: systems.get(head.readUInt8(9)) ?? `system ${head.readUInt8(9)}`, source: where },
  ]
  if (modified !== null) facts.push({ name: 'Changed', value: modified, source: where })
  if (own) facts.push({ name: 'Name', value: decodeName(own, false, 'windows-1252').name, source: where })
  if (comment) facts.push({ name: 'Comment', value: decodeName(comment, false, 'windows-1252').name, source: where })
  const otherwise = source.name.replace(/\.t?gz$/i, '') || 'content'
  return { name: own ? decodeName(own, false, 'windows-1252') : { name: otherwise, doubt: undefined }, modified, facts }
}
