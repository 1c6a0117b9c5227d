import { decodeLetters } from '../reading/letters.ts'
import { decompressRtf } from './rtf.ts'

// Attributes of a TNEF stream (MS-OXTNEF): what Outlook puts into winmail.dat.

export interface TnefFile {
  name: string
  bytes: Buffer
  /** Whether it is another message, as a TNEF stream of its own. */
  message: boolean
}

export interface Tnef {
  subject: string | undefined
  text: string | undefined
  html: string | undefined
  rtf: Buffer | undefined
  files: TnefFile[]
  /** Whether all of it was there. */
  whole: boolean
}

const signature = 0x22_3e_9f_78
export const isTnef = (bytes: Buffer): boolean => bytes.length > 6 && bytes.readUInt32LE(0) === signature

const mostFiles = 500
interface Draft {
  title?: string
  data?: Buffer
  properties?: Map<number, Property>
}

/** Reads a TNEF stream; of one that is cut off, what was there. */
export function readTnef(bytes: Buffer): Tnef {
  const drafts: Draft[] = []
  const attributes = new Map<number, Buffer>()
  let properties = new Map<number, Property>()
  let at = 6
  let whole = true
  while (at + 9 <= bytes.length) {
    const [id, size] = [bytes.readUInt32LE(at + 1), bytes.readUInt32LE(at + 5)]
    const from = at + 9
    whole = from + size + 2 <= bytes.length
    const value = bytes.subarray(from, Math.min(from + size, bytes.length))
    const draft = drafts.at(-1)
    if (id === 0x00_06_90_02 && drafts.length < mostFiles) drafts.push({})
    else if (id === 0x00_01_80_10 && draft) draft.title = text8(value)
    else if (id === 0x00_06_80_0f && draft) draft.data = value
    else if (id === 0x00_06_90_05 && draft) draft.properties = propertiesOf(value)
    else if (id === 0x00_06_90_03) properties = propertiesOf(value)
    else attributes.set(id, value)
    at = from + size + 2
    if (!whole) break
  }
  const page = attributes.get(0x00_06_90_07)?.readUInt32LE(0)
  const charset = page === undefined ? undefined : `windows-${page}`
  const words = (id: number): string | undefined => textOf(properties.get(id), charset)
  const rtf = properties.get(0x10_09)?.bytes
  const body = attributes.get(0x00_02_80_0c)
  const subject = attributes.get(0x00_01_80_04)
  const html = properties.get(0x10_13)
  return {
    subject: words(0x00_37) ?? (subject && text8(subject, charset)),
    text: words(0x10_00) ?? (body && text8(body, charset)),
    html:
      html &&
      (html.kind === 0x1f
        ? textOf(html)
        : decodeLetters(html.bytes, { charset: htmlCharset(html.bytes) ?? charset }).text),
    rtf: rtf && decompressRtf(rtf),
    files: drafts.flatMap((draft, index) => fileOf(draft, index, charset)),
    whole: whole && bytes.subarray(at).every((byte) => byte === 0),
  }
}

const htmlCharset = (bytes: Buffer): string | undefined =>
  /charset\s*=\s*["']?([\w-]{1,40})/i.exec(bytes.toString('latin1', 0, 2048))?.[1]

const text8 = (bytes: Buffer, charset?: string): string => decodeLetters(untilZero(bytes), { charset }).text
const untilZero = (bytes: Buffer): Buffer => {
  const end = bytes.indexOf(0)
  return end === -1 ? bytes : bytes.subarray(0, end)
}

function fileOf({ title, data, properties }: Draft, index: number, charset: string | undefined): TnefFile[] {
  const name =
    textOf(properties?.get(0x37_07), charset) ??
    textOf(properties?.get(0x37_04), charset) ??
    textOf(properties?.get(0x30_01), charset) ??
    title ??
    `attachment-${index + 1}`
  const object = properties?.get(0x37_01)
  // An object begins with the id of its interface.
  const message = object?.kind === 0x0d && isTnef(object.bytes.subarray(16))
  const bytes = message ? object.bytes.subarray(16) : (data ?? object?.bytes)
  return bytes === undefined ? [] : [{ name, bytes, message }]
}

interface Property {
  kind: number
  bytes: Buffer
}

function textOf(property: Property | undefined, charset?: string): string | undefined {
  if (!property) return undefined
  const text =
    property.kind === 0x1f
      ? property.bytes.toString('utf16le').replace(/\0[\s\S]*$/, '')
      : text8(property.bytes, charset)
  return text.trim() === '' ? undefined : text
}

const fixed: Record<number, number> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
}
const padded = (size: number): number => (size + 3) & ~3

/** MAPI properties (MS-OXTNEF, 2.1.3.4) by their number; reading stops where they are not whole. */
function propertiesOf(bytes: Buffer): Map<number, Property> {
  const found = new Map<number, Property>()
  let at = 4
  const long = (): number => {
    const value = at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0
    at += 4
    return value
  }
  const count = bytes.length >= 4 ? bytes.readUInt32LE(0) : 0
  for (let n = 0; n < count && at + 4 <= bytes.length; n++) {
    const kind = bytes.readUInt16LE(at)
    const id = bytes.readUInt16LE(at + 2)
    at += 4
    if (id >= 0x80_00) {
      at += 16
      if (long() === 0) at += 4
      else at += padded(long())
    }
    const single = kind & 0x0f_ff
    const size = fixed[single]
    const values = (kind & 0x10_00) !== 0 || size === undefined ? long() : 1
    for (let v = 0; v < values && at < bytes.length; v++) {
      const length = size ?? long()
      if (v === 0 && !found.has(id)) found.set(id, { kind: single, bytes: bytes.subarray(at, at + length) })
      at += size ?? padded(length)
    }
  }
  return found
}
