import type { Entry } from 'yauzl'
import type { EvidenceFact, EvidenceMember } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import type { Source } from '../source.ts'
import { decodeName, memberOf, Paths } from './names.ts'
import { endsAsZip, readDirectory, type ZipDirectory } from './zip-directory.ts'
import { isEncrypted, unpackZip } from './zip-member.ts'

/** Zip archives: yauzl reads the directory; nothing is unpacked before it is asked for. */
export const zip: Format = {
  reader: 'yauzl 3.4.0',
  takes: ({ start }, source) =>
    (start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5 || start[2] === 7)) ||
    endsAsZip(source),
  async open(source, password) {
    const directory = await readDirectory(source)
    const { entries } = directory
    const paths = new Paths()
    const found = entries.map((entry) => ({ entry, member: described(entry, paths) }))
    const byPath = new Map(found.map(({ entry, member }) => [member.path, entry]))
    return {
      view: { kind: 'archive', format: 'zip' },
      facts: factsOf(directory, source),
      members: found.map(({ member }) => member),
      problems: problemsOf(directory),
      member: (path) => {
        const entry = byPath.get(path)
        if (!entry) throw new Unreadable(`No member is called “${path}”.`)
        return unpackZip(source, entry, path, password)
      },
    }
  },
}

/** An extra field of Info-ZIP that gives the name in UTF-8, of the name with that sum (APPNOTE 4.6.9). */
const unicodePath = 0x7075
const utf8Bit = 1 << 11

function described(entry: Entry, paths: Paths): EvidenceMember {
  const field = entry.extraFields.find(({ id, data }) => id === unicodePath && data.length > 5)
  const said = (entry.generalPurposeBitFlag & utf8Bit) !== 0
  const { path, notes } = paths.shown(
    field ? decodeName(field.data.subarray(5), true, 'cp437') : decodeName(entry.fileNameRaw, said, 'cp437'),
  )
  // Unix modes stand in the upper half of the attributes where the entry was made on such a system.
  const mode = entry.versionMadeBy >>> 8 === 3 ? entry.externalFileAttributes >>> 16 : 0
  if ((mode & 0o170000) === 0o120000) notes.push('a link to another path; it is not followed')
  if (entry.fileCommentRaw.length > 0) notes.push(`comment: ${decodeName(entry.fileCommentRaw, said, 'cp437').name}`)
  const member = {
    path,
    size: entry.uncompressedSize,
    encrypted: isEncrypted(entry),
    folder: path.endsWith('/'),
    modified: modifiedOf(entry),
  }
  return memberOf(member, notes)
}

/** By the extra fields with a time of the world (Info-ZIP 0x5455, NTFS 0x000a), else as the clock of the maker stood, without a zone. */
function modifiedOf({ extraFields, lastModFileDate: date, lastModFileTime: time }: Entry): string | null {
  for (const { id, data } of extraFields) {
    if (id === 0x5455 && data.length >= 5 && (data.readUInt8(0) & 1) !== 0) return utc(data.readInt32LE(1) * 1000)
    if (id === 0x000a && data.length >= 32 && data.readUInt16LE(4) === 1 && data.readUInt16LE(6) >= 8)
      return utc(Number(data.readBigUInt64LE(8) / 10_000n) - 11_644_473_600_000)
  }
  if (date === 0) return null
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${1980 + (date >>> 9)}-${two((date >>> 5) & 15)}-${two(date & 31)}`
  return `${day}T${two(time >>> 11)}:${two((time >>> 5) & 63)}:${two((time & 31) * 2)}`
}

function utc(milliseconds: number): string | null {
  const time = new Date(milliseconds)
  return Number.isNaN(time.getTime()) ? null : time.toISOString().replace('.000Z', 'Z')
}

function factsOf({ entries, count, comment }: ZipDirectory, source: Source): EvidenceFact[] {
  const stated = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  const facts = [
    { name: 'Members', value: String(count), source: 'zip directory' },
    { name: 'Bytes unpacked, as stated', value: String(stated), source: 'zip directory' },
    {
      name: 'Unpacked to packed',
      value: `${(stated / Math.max(1, source.size)).toFixed(1)} : 1`,
      source: 'zip directory',
    },
  ]
  if (comment.length > 0)
    facts.push({ name: 'Comment', value: decodeName(comment, false, 'cp437').name, source: 'zip directory' })
  return facts
}

function problemsOf({ entries, count, stopped, after }: ZipDirectory): string[] {
  const problems: string[] = []
  const missing = count - entries.length
  if (stopped !== undefined)
    problems.push(
      `${missing > 0 ? `${missing.toLocaleString('en')} members are` : 'The rest is'} not listed: ${stopped}.`,
    )
  else if (missing > 0) problems.push(`${missing.toLocaleString('en')} more members are not listed: 100,000 are.`)
  else if (missing < 0) problems.push(`It states ${count} members and has ${entries.length}.`)
  if (after > 0) problems.push(`${after.toLocaleString('en')} bytes come after the end of the archive.`)
  const overlaps = overlapping(entries)
  if (overlaps > 0)
    problems.push(
      `${overlaps.toLocaleString('en')} members share bytes of the file with others, as in archives that are made to fill a disk.`,
    )
  if (entries.some(isEncrypted)) problems.push('Members are encrypted: they open with the password.')
  return problems
}

/** Members that begin before the one that lies before them ends. */
function overlapping(entries: readonly Entry[]): number {
  const order = entries
    .map((entry) => {
      const from = entry.relativeOffsetOfLocalHeader
      return { from, to: from + 30 + entry.fileNameLength + entry.compressedSize }
    })
    .sort((a, b) => a.from - b.from)
  let end = 0
  let count = 0
  for (const { from, to } of order) {
    if (from < end) count += 1
    end = Math.max(end, to)
  }
  return count
}
