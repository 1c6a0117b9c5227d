import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { decodeAll } from '../../../imports/reading/decoders.ts'
import { aliasOf } from '../../../imports/reading/letter-labels.ts'
import type { Compound } from './compound.ts'

/** Properties by their number (MS-OLEPS, 2.25; MS-OSHARED, 2.3.3.2). */
const names: Record<'summary' | 'document', Record<number, string>> = {
  summary: {
    2: 'Title',
    3: 'Subject',
    4: 'Author',
    5: 'Keywords',
    6: 'Comments',
    7: 'Template',
    8: 'Last saved by',
    9: 'Revision',
    10: 'Time spent editing',
    11: 'Last printed',
    12: 'Created',
    13: 'Last saved',
    14: 'Pages',
    15: 'Words',
    16: 'Characters',
    18: 'Program',
  },
  document: { 2: 'Category', 3: 'Presentation format', 14: 'Manager', 15: 'Company' },
}

const streams = ['[5]SummaryInformation', '[5]DocumentSummaryInformation'] as const
/** Between 1601 and 1970, ms. */
const to1970 = 11_644_473_600_000n
const mostProperties = 500

/** Properties of a document of old Office: claims, each with the stream in which it stands. */
export function propertiesOf(file: Compound): EvidenceFact[] {
  return streams.flatMap((stream) => {
    const bytes = file.stream(stream)
    if (!bytes) return []
    const source = stream.slice(3)
    try {
      return setsOf(bytes).flatMap((at, index) =>
        sectionAt(bytes, at, stream === streams[0] ? names.summary : index === 0 ? names.document : {}, source),
      )
    } catch {
      return [{ name: 'Properties', value: 'damaged: not all of them were read', source }]
    }
  })
}

/** Where the sets of a stream begin (MS-OLEPS, 2.21). */
const setsOf = (bytes: Buffer): number[] =>
  Array.from({ length: Math.min(2, bytes.readUInt32LE(24)) }, (_, index) => bytes.readUInt32LE(28 + index * 20 + 16))

function sectionAt(bytes: Buffer, start: number, known: Record<number, string>, source: string): EvidenceFact[] {
  const count = Math.min(mostProperties, bytes.readUInt32LE(start + 4))
  const entries = Array.from({ length: count }, (_, index) => ({
    id: bytes.readUInt32LE(start + 8 + index * 8),
    at: start + bytes.readUInt32LE(start + 12 + index * 8),
  }))
  const page = entries.find(({ id }) => id === 1)
  const encoding = (page && aliasOf(String(bytes.readUInt16LE(page.at + 4)))) ?? 'windows-1252'
  const own = entries.find(({ id }) => id === 0)
  const named = own ? dictionaryAt(bytes, own.at, encoding) : new Map<number, string>()
  return entries.flatMap(({ id, at }) => {
    const name = named.get(id) ?? known[id]
    const value = name === undefined ? undefined : valueAt(bytes, at, encoding, name === 'Time spent editing')
    return name === undefined || value === undefined || value === ''
      ? []
      : [{ name, value: value.slice(0, 10_000).toWellFormed(), source }]
  })
}

/** Names that a document gives its own properties. */
function dictionaryAt(bytes: Buffer, start: number, encoding: string): Map<number, string> {
  const found = new Map<number, string>()
  let at = start + 4
  for (let left = Math.min(mostProperties, bytes.readUInt32LE(start)); left > 0; left--) {
    const length = bytes.readUInt32LE(at + 4) * (encoding === 'utf-16le' ? 2 : 1)
    if (length > 4096) break
    found.set(bytes.readUInt32LE(at), ended(decodeAll(bytes.subarray(at + 8, at + 8 + length), encoding)))
    at += 8 + length + (encoding === 'utf-16le' ? length % 4 : 0)
  }
  return found
}

const ended = (text: string): string => text.replace(/\0[^]*$/, '').trim()

function valueAt(bytes: Buffer, at: number, encoding: string, isSpan: boolean): string | undefined {
  const from = at + 4
  switch (bytes.readUInt16LE(at)) {
    case 2:
      return String(bytes.readInt16LE(from))
    case 3:
      return String(bytes.readInt32LE(from))
    case 5:
      return String(bytes.readDoubleLE(from))
    case 11:
      return bytes.readUInt16LE(from) === 0 ? 'no' : 'yes'
    case 30:
      return ended(decodeAll(bytes.subarray(from + 4, from + 4 + bytes.readUInt32LE(from)), encoding))
    case 31:
      return ended(bytes.toString('utf16le', from + 4, from + 4 + 2 * bytes.readUInt32LE(from)))
    case 64:
      return timeOf(bytes.readBigUInt64LE(from), isSpan)
    default:
      return undefined
  }
}

/** A time of Windows (100 ns since 1601, UTC), or a length of time in the same unit; nothing where it was never set. */
function timeOf(ticks: bigint, isSpan: boolean): string | undefined {
  if (ticks === 0n) return undefined
  const ms = ticks / 10_000n
  if (isSpan) return `${(Number(ms) / 60_000).toFixed(1)} min`
  const time = new Date(Number(ms - to1970))
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
