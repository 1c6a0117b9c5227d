import type { MetadataTags } from 'mediabunny'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import type { Source } from '../source.ts'
import { bufferAt, chunksIn, instantOf, textIn, tidy } from './bytes-of.ts'

/** What tags are called by people, by the names that containers have for them. */
const names: Readonly<Record<string, string>> = {
  '©nam': 'Title',
  TIT2: 'Title',
  INAM: 'Title',
  TITLE: 'Title',
  '©ART': 'Artist',
  TPE1: 'Artist',
  IART: 'Artist',
  ARTIST: 'Artist',
  '©day': 'Date',
  TDRC: 'Date',
  TYER: 'Year',
  ICRD: 'Date',
  DATE: 'Date',
  '©too': 'Made with',
  '©swr': 'Made with',
  TSSE: 'Made with',
  ISFT: 'Made with',
  ENCODER: 'Made with',
  vendor: 'Encoder',
  '©xyz': 'Position',
  LOCATION: 'Position',
  'com.apple.quicktime.location.ISO6709': 'Position',
  'com.apple.quicktime.creationdate': 'Created',
  'com.apple.quicktime.make': 'Make of the device',
  'com.apple.quicktime.model': 'Model of the device',
  'com.apple.quicktime.software': 'Software of the device',
  'com.android.version': 'Android version',
  'com.android.manufacturer': 'Make of the device',
  'com.android.model': 'Model of the device',
  '©mak': 'Make of the device',
  '©mod': 'Model of the device',
  '©cmt': 'Comment',
  COMM: 'Comment',
  ICMT: 'Comment',
  COMMENT: 'Comment',
}

/** Tags of one file that are told. */
const tagsMost = 200

/** Every tag as it stands, with the name that its container has for it. */
export function tagClaims({ raw = {}, images = [] }: MetadataTags): EvidenceFact[] {
  const claims: EvidenceFact[] = []
  for (const [key, value] of Object.entries(raw).slice(0, tagsMost))
    for (const [name, text] of saidIn(key, value)) claims.push({ name, value: text, source: `tag ${tidy(key)}` })
  for (const { mimeType, data, kind } of images.slice(0, 20))
    claims.push({ name: 'Picture', value: `${kind}, ${tidy(mimeType)}, ${data.length} bytes`, source: 'tag' })
  return claims
}

type Raw = NonNullable<MetadataTags['raw']>[string]

function saidIn(key: string, value: Raw): [string, string][] {
  const name = names[key] ?? names[key.toUpperCase()] ?? tidy(key)
  if (value === null) return []
  if (typeof value === 'string') return [[name, tidy(value)]]
  if (Array.isArray(value)) return value.slice(0, 50).map((one) => [name, tidy(one)])
  if (value instanceof Uint8Array) return [[key === 'loci' ? 'Position' : name, ofBytes(key, value)]]
  // A picture or a file, which is told of apart.
  if ('data' in value && value.data instanceof Uint8Array) return []
  return Object.entries(value as Record<string, string | number>)
    .slice(0, 50)
    .map(([inner, text]) => [tidy(inner), tidy(String(text))])
}

/** User data of MP4 whose form the library does not read: a position (3GPP), a string with its length and language, or text. */
function ofBytes(key: string, bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  if (key === 'loci') return position(buffer) ?? `${bytes.length} bytes`
  const string = key.startsWith('©') && buffer.length > 4 ? buffer.subarray(4, 4 + buffer.readUInt16BE(0)) : buffer
  const text = tidy(string.toString('utf8'))
  const plain = text !== '' && !text.includes('\ufffd') && text.length >= string.length * 0.7
  return plain ? text : `${bytes.length} bytes`
}

/** Location information of 3GPP TS 26.244: a name, a role, then longitude, latitude and altitude as 16.16 numbers. */
function position(buffer: Buffer): string | undefined {
  const name = buffer.indexOf(0, 6)
  const at = name + 2
  if (name < 0 || at + 12 > buffer.length) return undefined
  const [longitude, latitude, altitude] = [0, 4, 8].map((n) => buffer.readInt32BE(at + n) / 65_536)
  const show = (n = 0): string => String(Math.round(n * 1e5) / 1e5)
  return `latitude ${show(latitude)}, longitude ${show(longitude)}, altitude ${show(altitude)} m`
}

/** Seconds from 1904, where MP4 and QuickTime begin to count, to 1970. */
const from1904 = 2_082_844_800

/** When an MP4 or QuickTime file says that it was made and changed (`mvhd`, ISO/IEC 14496-12). */
export function movieClaims(source: Source): EvidenceFact[] {
  const movie = boxIn(source, 0, source.size, 'moov')
  const header = movie && boxIn(source, movie.at, movie.at + movie.size, 'mvhd')
  if (!header) return []
  const bytes = bufferAt(source, header.at, 20)
  if (bytes.length < 20) return []
  const long = bytes[0] === 1
  const times = long
    ? [Number(bytes.readBigUInt64BE(4)), Number(bytes.readBigUInt64BE(12))]
    : [bytes.readUInt32BE(4), bytes.readUInt32BE(8)]
  return ['Created', 'Changed'].flatMap((name, n) => {
    const seconds = times[n] ?? 0
    const at = seconds === 0 ? undefined : instantOf((seconds - from1904) * 1000)
    return at === undefined
      ? []
      : [{ name, value: `${at} (UTC by the standard; some devices write local time)`, source: 'movie header (mvhd)' }]
  })
}

function boxIn(source: Source, from: number, to: number, wanted: string): { at: number; size: number } | undefined {
  for (let [at, n] = [from, 0]; at + 8 <= to && n < 10_000; n += 1) {
    const head = bufferAt(source, at, 16)
    if (head.length < 8) return undefined
    const short = head.readUInt32BE(0)
    const [taken, size] =
      short === 1 && head.length === 16 ? [16, Number(head.readBigUInt64BE(8))] : [8, short === 0 ? to - at : short]
    if (size < taken) return undefined
    if (head.toString('latin1', 4, 8) === wanted) return { at: at + taken, size: Math.min(size, to - at) - taken }
    at += size
  }
  return undefined
}

/** What a broadcast recorder wrote into a WAVE file (`bext`, EBU Tech 3285). */
export function broadcastClaims(source: Source): EvidenceFact[] {
  for (const { id, at, size } of chunksIn(source, 12, source.size, 'little')) {
    if (id !== 'bext' || size < 346) continue
    const bytes = bufferAt(source, at, 346)
    const field = (from: number, length: number): string => textIn(bytes.subarray(from, from + length))
    const when = `${field(320, 10)} ${field(330, 8)}`.trim()
    const told: [string, string][] = [
      ['Description', field(0, 256)],
      ['Recorder', field(256, 32)],
      ['Reference of the recorder', field(288, 32)],
      ['Recorded', when === '' ? '' : `${when} (no zone said)`],
    ]
    return told
      .filter(([, value]) => value !== '')
      .map(([name, value]) => ({ name, value, source: 'broadcast chunk (bext)' }))
  }
  return []
}
