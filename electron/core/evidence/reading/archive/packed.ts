import { showSize } from '../../../../../shared/kernel/show.ts'
import { Unreadable } from '../../../readers/index.ts'
import { Locked, type Format } from '../format.ts'
import { wholeOf, type Source } from '../source.ts'
import { Packed, type PackedEntry } from './libarchive.ts'
import { listedMost, refuseBomb } from './limits.ts'
import { decodeName, memberOf, Paths } from './names.ts'

/** Bytes of an archive that is read whole, and of it with a member beside it, twice. */
const largest = 128 * 1024 * 1024
const memory = 560 * 1024 * 1024

const magics: [string, readonly number[]][] = [
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['tar.gz', [0x1f, 0x8b]],
  ['tar.bz2', [0x42, 0x5a, 0x68]],
  ['tar.xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['tar.zst', [0x28, 0xb5, 0x2f, 0xfd]],
  // Where its directory is missing, members are found one by one.
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
]

/** A tar has no magic of its own in old ones: its header has a sum (POSIX ustar, "chksum"). */
export function isTar(start: Uint8Array): boolean {
  if (start.length < 512) return false
  const header = Buffer.from(start.subarray(0, 512))
  const stated = Number.parseInt(
    header
      .toString('latin1', 148, 156)
      .replace(/[\0 ]+$/, '')
      .trim(),
    8,
  )
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  return stated === sum && sum > 256
}

const formatOf = (start: Uint8Array): string | undefined =>
  magics.find(([, magic]) => magic.every((byte, at) => start[at] === byte))?.[0] ?? (isTar(start) ? 'tar' : undefined)

/** Archives that libarchive reads: 7z, rar, tar alone and compressed. */
export const packed: Format = {
  reader: 'libarchive.js 2.0.2',
  takes: ({ start }) => formatOf(start) !== undefined,
  async open(source, password) {
    const format = formatOf(source.read(0, 512)) ?? ''
    if (source.size > largest)
      throw new Unreadable(
        `It is larger than the ${showSize(largest)} that are read of an archive of its kind (${format}).`,
      )
    const archive = await Packed.of(wholeOf(source), password)
    const { entries, stopped, more } = archive.list(listedMost)
    if (entries.length === 0) throw new Unreadable(whyNone(format, stopped))
    const paths = new Paths()
    // Rar 4 and zip keep the time as the clock of the maker stood; what libarchive makes of it is no time of the world.
    const zoned = !(format === 'zip' || (format === 'rar' && source.read(6, 1)[0] === 0))
    const members = entries.map((entry) => described(entry, paths, zoned))
    const problems = [
      ...(stopped === undefined ? [] : [`What follows in it was not read: ${inWords(stopped)}.`]),
      ...(more ? ['More than 100,000 members lie in it; the others are not listed.'] : []),
      ...(entries.some(({ encrypted }) => encrypted)
        ? [
            format === 'zip'
              ? 'Members are encrypted: they open with the password.'
              : `Members are encrypted, which is not opened in ${format}.`,
          ]
        : []),
    ]
    return {
      view: { kind: 'archive', format },
      facts: [{ name: 'Members', value: String(entries.length), source: `${format} headers` }],
      members,
      problems,
      member: (path) => {
        const index = members.findIndex((member) => member.path === path)
        const entry = entries[index]
        if (!entry) throw new Unreadable(`No member is called “${path}”.`)
        return take(archive, source, entry, index, path)
      },
    }
  },
}

function described(entry: PackedEntry, paths: Paths, zoned: boolean): ReturnType<typeof memberOf> {
  const { path, notes } = paths.shown(decodeName(entry.name, true, 'windows-1252'))
  if (entry.kind === 'link') notes.push('a link to another path; it is not followed')
  if (entry.kind === 'other') notes.push('neither a file nor a folder')
  const modified = entry.modified === undefined ? null : new Date(entry.modified * 1000)
  const member = {
    path,
    size: entry.size,
    encrypted: entry.encrypted,
    folder: entry.kind === 'folder',
    modified:
      modified && !Number.isNaN(modified.getTime()) ? modified.toISOString().replace('.000Z', zoned ? 'Z' : '') : null,
  }
  return memberOf(member, notes)
}

function take(archive: Packed, source: Source, entry: PackedEntry, index: number, path: string): Uint8Array {
  refuseBomb(path, entry.size, 0)
  if (source.size + 2 * entry.size > memory)
    throw new Unreadable(
      `“${path}” is ${showSize(entry.size)}: with the archive around it that is more than is read at once.`,
    )
  const found = archive.take(index)
  if (typeof found !== 'string') return found
  if (/passphrase/i.test(found)) throw new Locked(new Uint8Array(0))
  throw new Unreadable(`“${path}” was not unpacked: ${inWords(found)}.`)
}

/** Libarchive's own words may quote the file: what they mean is said in ours. */
function inWords(why: string): string {
  if (/encrypt/i.test(why)) return 'it is encrypted, and nothing here opens that in archives of this kind'
  if (/truncated/i.test(why)) return 'the archive is cut short'
  if (/unsupported|not supported/i.test(why)) return 'it is packed by a method that is not read'
  return 'the archive is damaged there'
}

function whyNone(format: string, stopped: string | undefined): string {
  if (/encrypt/i.test(stopped ?? ''))
    return `It is a ${format} archive whose list of members is encrypted; nothing here opens that, with a password or without.`
  if (/Unrecognized/.test(stopped ?? '') && format.startsWith('tar.'))
    return `It is compressed (${format.slice(4)}), and is no tar archive inside; nothing here unpacks that.`
  return stopped === undefined
    ? `It is a ${format} archive, and nothing lies in it.`
    : `It begins like a ${format} archive, but no member can be read: ${inWords(stopped)}.`
}
