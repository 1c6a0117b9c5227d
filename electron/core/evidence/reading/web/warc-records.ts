import { isInstant } from '../../../../../shared/kernel/time.ts'
import type { Source } from '../source.ts'
import { unpackAt } from './blocks.ts'

/** One record of a web archive, and where its content lies. */
export interface WarcRecord {
  type: string
  headers: readonly { name: string; value: string }[]
  target: string
  /** As ISO 8601 with its zone; null where it says none that is a moment. */
  date: string | null
  /** The answer's first line and header, of a record with HTTP in it. */
  http: { status: string; headers: readonly { name: string; value: string }[] } | undefined
  /** Of the content without its headers. */
  size: number
  /** The content: in the file, or in the member of gzip that begins at `packedAt`. */
  at: number
  packedAt: number | undefined
  problems: string[]
}

const mostRecords = 50_000
/** Bytes that are looked through: what comes after them is said. */
const mostBytes = 2 * 1024 * 1024 * 1024
const mostUnpacked = 512 * 1024 * 1024
const mostHeader = 65_536
/** Places at which something is no record, before it is read no further. */
const mostProblems = 1000

export interface Listed {
  records: WarcRecord[]
  problems: string[]
}

/** The records of a web archive (WARC 1.0 and 1.1, ISO 28500; ARC 1), packed or not, in their order. */
export function listRecords(source: Source): Listed {
  return source.read(0, 2)[0] === 0x1f ? packedRecords(source) : plainRecords(source)
}

function plainRecords(source: Source): Listed {
  const found: Listed = { records: [], problems: [] }
  const read = (at: number, length: number): Buffer => Buffer.from(source.read(at, length))
  for (let at = 0; at < source.size;) {
    at += blanksIn(read(at, 64))
    if (at >= source.size) break
    if (isEnough(found) || at > mostBytes) return stopped(found, at)
    const record = recordIn(read, at, source.size)
    if (!record) {
      const next = nextRecord(read, at + 1, source.size)
      found.problems.push(
        `What begins at byte ${at} is no record: ${next === undefined ? 'it was not read from there on' : `it was read on at byte ${next}`}.`,
      )
      if (next === undefined) break
      at = next
      continue
    }
    found.records.push({ ...record.record, packedAt: undefined })
    at = record.end
  }
  return found
}

/** The byte at which the next record begins after damage. */
function nextRecord(read: Read, from: number, size: number): number | undefined {
  const window = 1 << 20
  for (let at = from; at < size; at += window - 16) {
    const found = /\nWARC\/[01]\.\d/.exec(read(at, window).toString('latin1'))
    if (found) return at + found.index + 1
  }
  return undefined
}

function packedRecords(source: Source): Listed {
  const found: Listed = { records: [], problems: [] }
  let unpacked = 0
  for (let at = 0; at < source.size;) {
    if (isEnough(found) || unpacked > mostUnpacked) return stopped(found, at)
    const part = unpackAt(source, at)
    if (!part) {
      found.problems.push(`What begins at byte ${at} is no packed record: it was not read from there on.`)
      break
    }
    unpacked += part.bytes.length
    const read = (from: number, length: number): Buffer => part.bytes.subarray(from, from + length)
    // Several records in one member are against the format, and are met.
    for (let inside = blanksIn(read(0, 64)); inside < part.bytes.length;) {
      const record = recordIn(read, inside, part.bytes.length)
      if (!record) {
        found.problems.push(`What is packed at byte ${at} holds something that is no record.`)
        break
      }
      if (part.broken) record.record.problems.push('it is cut off or damaged: not all of it could be unpacked')
      found.records.push({ ...record.record, packedAt: at })
      inside = record.end + blanksIn(read(record.end, 64))
    }
    if (part.broken)
      found.problems.push(
        `What is packed at byte ${at} is damaged, cut off or larger than 128 MiB: it was not unpacked to its end, and nothing after it was read.`,
      )
    at += part.packed
  }
  return found
}

const isEnough = ({ records, problems }: Listed): boolean =>
  records.length >= mostRecords || problems.length >= mostProblems

function stopped(found: Listed, at: number): Listed {
  found.problems.push(
    `Only its first ${found.records.length.toLocaleString('en')} records were looked at: what begins at byte ${at.toLocaleString('en')} was not.`,
  )
  return found
}

const blanksIn = (bytes: Buffer): number => /^[\r\n]*/.exec(bytes.toString('latin1'))?.[0].length ?? 0

type Read = (at: number, length: number) => Buffer

function recordIn(read: Read, at: number, size: number): { record: WarcRecord; end: number } | undefined {
  const start = read(at, mostHeader)
  const text = start.toString('utf8')
  return /^WARC\/\d/.test(text) ? warcAt(read, at, size, start) : arcAt(read, at, size, start)
}

/** Headers up to an empty line, folded ones put together; `length` of them with that line. */
export function headersIn(
  bytes: Buffer,
): { first: string; fields: { name: string; value: string }[]; length: number } | undefined {
  const found = /\r?\n\r?\n/.exec(bytes.toString('latin1'))
  if (!found) return undefined
  const [first = '', ...lines] = bytes
    .toString('utf8', 0, found.index)
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
  const fields = lines.flatMap((line) => {
    const [, name, value = ''] = /^([^:\s]{1,200})\s*:\s*(.*)$/.exec(line) ?? []
    return name === undefined ? [] : [{ name, value: value.trim().slice(0, 10_000).toWellFormed() }]
  })
  return { first: first.toWellFormed(), fields, length: found.index + found[0].length }
}

export const valueOf = (fields: readonly { name: string; value: string }[], name: string): string =>
  fields.find((field) => field.name.toLowerCase() === name)?.value ?? ''

function warcAt(read: Read, at: number, size: number, start: Buffer): { record: WarcRecord; end: number } | undefined {
  const head = headersIn(start)
  const length = head && Number(valueOf(head.fields, 'content-length'))
  if (
    !head ||
    length === undefined ||
    !Number.isSafeInteger(length) ||
    length < 0 ||
    valueOf(head.fields, 'content-length') === ''
  )
    return undefined
  const problems: string[] = []
  const from = at + head.length
  if (from + length > size) problems.push(`it states ${length} bytes, and only ${size - from} follow`)
  const target = valueOf(head.fields, 'warc-target-uri').replace(/^<(.*)>$/, '$1')
  if (/\s/.test(target)) problems.push('its address has spaces')
  const http = /application\/http/i.test(valueOf(head.fields, 'content-type'))
    ? headersIn(read(from, Math.min(mostHeader, length)))
    : undefined
  const written = valueOf(head.fields, 'warc-date')
  if (written !== '' && !isInstant(written)) problems.push(`“${written.slice(0, 60)}” is no time with its zone`)
  const skip = http && http.first.startsWith('HTTP/') ? http.length : 0
  const whole = Math.max(0, Math.min(length, size - from))
  const record: WarcRecord = {
    type: valueOf(head.fields, 'warc-type') || 'unknown',
    headers: head.fields,
    target,
    date: isInstant(written) ? written : null,
    http: skip > 0 && http ? { status: http.first, headers: http.fields } : undefined,
    size: Math.max(0, whole - skip),
    at: from + skip,
    packedAt: undefined,
    problems,
  }
  return { record, end: from + length }
}

/** A record of ARC, the form before WARC: `URL IP 20100101000000 text/html 1234`. */
function arcAt(read: Read, at: number, size: number, start: Buffer): { record: WarcRecord; end: number } | undefined {
  const line = start.toString('latin1', 0, Math.max(0, start.indexOf(10))).replace(/\r$/, '')
  const [, target = '', address = '', date = '', type = '', stated = ''] =
    /^(\S.*?) (\S+) (\d{14}) (\S+)(?: \S+)* (\d{1,15})$/.exec(line) ?? []
  if (target === '') return undefined
  const from = at + line.length + (start[line.length] === 13 ? 2 : 1)
  const length = Number(stated)
  const http = target.startsWith('filedesc:') ? undefined : headersIn(read(from, Math.min(mostHeader, length)))
  const skip = http && http.first.startsWith('HTTP/') ? http.length : 0
  const iso = date.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z')
  return {
    record: {
      type: target.startsWith('filedesc:') ? 'arc file' : 'response',
      headers: [
        { name: 'URL', value: target },
        { name: 'IP-address', value: address },
        { name: 'Archive-date', value: date },
        { name: 'Content-type', value: type },
      ],
      target,
      date: isInstant(iso) ? iso : null,
      http: skip > 0 && http ? { status: http.first, headers: http.fields } : undefined,
      size: Math.max(0, Math.min(length, size - from) - skip),
      at: from + skip,
      packedAt: undefined,
      problems: from + length > size ? [`it states ${length} bytes, and only ${size - from} follow`] : [],
    },
    end: from + length,
  }
}
