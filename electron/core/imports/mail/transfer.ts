import { lineAt, sourceOf } from './lines.ts'
import { hexAt } from './words.ts'

/** Bytes of a part with its transfer encoding undone and nothing else. */
export interface Decoded {
  bytes: Buffer
  /** Goes after the name of the part ("The attachment “x”"). */
  problem?: string | undefined
  /** The name that a uuencoded part has inside. */
  name?: string | undefined
}

/** Undoes a transfer encoding (RFC 2045, section 6); of one that is not known the bytes stay as they are. */
export function undo(bytes: Buffer, encoding: string): Decoded {
  switch (encoding) {
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return { bytes }
    case 'base64':
      return fromBase64(bytes)
    case 'quoted-printable':
      return fromQuotedPrintable(bytes)
    case 'uuencode':
    case 'x-uuencode':
    case 'x-uue':
    case 'uue': {
      const [found] = uuencodedIn(bytes)
      return found
        ? { bytes: found.bytes, name: found.name, ...(found.closed ? {} : { problem: cutOff }) }
        : { bytes, problem: 'says that it is uuencoded and is not; its bytes are kept as they stand' }
    }
    default:
      return {
        bytes,
        problem: `is in an encoding that is not known (“${encoding.slice(0, 60)}”); its bytes are kept as they stand`,
      }
  }
}

export const cutOff = 'is cut off: what is kept is what was there'

function fromBase64(all: Buffer): Decoded {
  const bytes = all.subarray(0, base64Ends(all))
  const read = ofBase64(bytes)
  if (bytes.length === all.length) return read
  const words = all.toString('latin1', bytes.length, bytes.length + 80).trim()
  return { ...read, problem: read.problem ?? wordsAfter(words) }
}

const wordsAfter = (words: string): string => `has words after the end of its base64, which are not in it: “${words}”`

/**
 * Where base64 ends that has no padding: what a mailing list adds below it would be read as more of it. Its lines are of one
 * length but for the last; where what follows has a letter that base64 has not, and no such line, it is not of it.
 */
function base64Ends(bytes: Buffer): number {
  const source = sourceOf(bytes)
  let width = 0
  let ends = 0
  for (let at = 0; at < bytes.length;) {
    const { stop, next } = lineAt(source, at, bytes.length)
    const line = bytes.toString('latin1', at, Math.min(stop, at + 2000)).trim()
    if (line !== '') {
      if (!/^[A-Za-z0-9+/]+$/.test(line) || (width > 0 && line.length > width)) break
      width ||= line.length
      ends = next
      if (line.length < width) break
    }
    at = next
  }
  if (ends === 0) return bytes.length
  let foreign = false
  for (let at = ends; at < bytes.length;) {
    const { stop, next } = lineAt(source, at, bytes.length)
    const line = bytes.toString('latin1', at, Math.min(stop, at + 2000)).trim()
    if (line.includes('=') || (line.length >= width && /^[A-Za-z0-9+/]+$/.test(line))) return bytes.length
    if (/[^A-Za-z0-9+/]/.test(line)) foreign = true
    at = next
  }
  return foreign ? ends : bytes.length
}

function ofBase64(bytes: Buffer): Decoded {
  const out = Buffer.alloc(bytes.length)
  let written = 0
  /** Letters of the piece that is being read, and what they say beyond whole bytes. */
  let length = 0
  let bits = 0
  let strange = 0
  const ahead = lookAhead(bytes)
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const says = valueOf[byte] ?? -1
    if (says >= 0) {
      bits = ((bits << 6) | says) & 0xfff
      const left = (length++ % 4) * 2
      if (left > 0) out[written++] = bits >> (6 - left)
    } else if (byte === pad) {
      const { from, isMore } = ahead(at)
      const whole = { bytes: out.subarray(0, written) }
      if (from === bytes.length) return { ...whole, ...strangeIn(strange, length, true) }
      // Some programs encode piece by piece; what a mailing list adds below is no base64.
      if (!isMore) {
        const words = bytes.toString('latin1', from, from + 80).trim()
        return { ...whole, problem: wordsAfter(words) }
      }
      length = 0
    } else if (!isSpace(byte)) strange++
  }
  return { bytes: out.subarray(0, written), ...strangeIn(strange, length, false) }
}

/**
 * Tells what follows on the padding at a place, asked from the first place to the last: where it begins, and whether it is
 * base64 again, up to the end. All of the bytes are looked at once, however many pieces they are.
 */
function lookAhead(bytes: Buffer): (at: number) => { from: number; isMore: boolean } {
  let foreign = -1
  let left = 0
  let counted = -1
  let from = 0
  const isBlank = (byte: number): boolean => isSpace(byte) || byte === 0xa0
  return (at) => {
    if (counted < 0) {
      counted = at
      for (let i = at; i < bytes.length; i++) {
        const byte = bytes[i] ?? 0
        if (isBlank(byte)) continue
        left++
        if (valueOf[byte] === undefined && byte !== pad) foreign = i
      }
    }
    // Padding and blanks in a row are followed by the same.
    if (at >= from) for (from = at; from < bytes.length && (bytes[from] === pad || isBlank(bytes[from] ?? 0));) from++
    for (; counted < from; counted++) if (!isBlank(bytes[counted] ?? 0)) left--
    return { from, isMore: foreign < from && left % 4 === 0 }
  }
}

function strangeIn(strange: number, length: number, padded: boolean): { problem?: string } {
  if (length % 4 === 1 || (padded && length % 4 === 0 && length > 0)) return { problem: cutOff }
  if (!padded && length % 4 !== 0) return { problem: 'ends in the middle of its base64: it may be cut off' }
  return strange > 0 ? { problem: `has ${strange} characters in its base64 that are none; they were passed over` } : {}
}

const pad = 0x3d
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
/** What the letters of base64 stand for, by their bytes (RFC 4648, section 4). */
const valueOf: readonly (number | undefined)[] = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].reduce<(number | undefined)[]>((values, letter, says) => {
  values[letter.charCodeAt(0)] = says
  return values
}, [])

/** RFC 2045, section 6.7: soft line ends go, white space before a line end was added on the way. */
function fromQuotedPrintable(bytes: Buffer): Decoded {
  const source = sourceOf(bytes)
  const out = Buffer.alloc(bytes.length)
  let length = 0
  let wrong = 0
  let open = false
  for (let at = 0; at < bytes.length;) {
    const { stop, next } = lineAt(source, at, bytes.length)
    let end = stop
    while (end > at && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0x09)) end--
    const soft = end > at && bytes[end - 1] === pad
    if (soft) end--
    for (let i = at; i < end; i++) {
      const code = bytes[i] === pad ? hexAt(bytes, i + 1) : undefined
      const inside = code !== undefined && i + 2 < end
      if (bytes[i] === pad && !inside) wrong++
      out[length++] = inside ? code : (bytes[i] ?? 0)
      if (inside) i += 2
    }
    if (!soft) for (let i = stop; i < next; i++) out[length++] = bytes[i] ?? 0
    open = soft && next >= bytes.length && stop === next
    at = next
  }
  const problem = open
    ? 'ends in the middle of a line of its quoted-printable: it may be cut off'
    : wrong > 0
      ? `has ${wrong} “=” in its quoted-printable that stand${wrong === 1 ? 's' : ''} for no byte; kept as written`
      : undefined
  return { bytes: out.subarray(0, length), problem }
}

export interface Uuencoded {
  name: string
  bytes: Buffer
  from: number
  to: number
  /** Whether its end stands there. */
  closed: boolean
}

/** Files that stand uuencoded among lines (`begin 644 name` … `end`). */
export function uuencodedIn(bytes: Buffer): Uuencoded[] {
  const found: Uuencoded[] = []
  const source = sourceOf(bytes)
  for (let at = 0; at < bytes.length;) {
    const { stop, next } = lineAt(source, at, bytes.length)
    const name =
      bytes[at] === 0x62 ? /^begin [0-7]{3,4} (.{1,250})$/.exec(bytes.toString('utf8', at, stop))?.[1] : undefined
    const read = name === undefined ? undefined : uuLines(bytes, next)
    if (name !== undefined && read) found.push({ name, from: at, ...read })
    at = read?.to ?? next
  }
  return found
}

function uuLines(bytes: Buffer, from: number): Pick<Uuencoded, 'bytes' | 'to' | 'closed'> | undefined {
  const source = sourceOf(bytes)
  const out: Buffer[] = []
  for (let at = from; at < bytes.length;) {
    const { stop, next } = lineAt(source, at, bytes.length)
    const text = bytes.toString('latin1', at, stop)
    if (text.trimEnd() === 'end') return { bytes: Buffer.concat(out), to: next, closed: true }
    const count = ((bytes[at] ?? 0x20) - 0x20) & 63
    if (stop > at && count > 0) {
      if (!/^[ -`]+\s*$/.test(text))
        return out.length > 0 ? { bytes: Buffer.concat(out), to: at, closed: false } : undefined
      out.push(uuLine(text.slice(1), count))
    }
    at = next
  }
  return out.length > 0 ? { bytes: Buffer.concat(out), to: bytes.length, closed: false } : undefined
}

function uuLine(text: string, count: number): Buffer {
  const line = Buffer.alloc(count)
  for (let at = 0, n = 0; n < count; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((i) => ((text.charCodeAt(at + i) || 0x20) - 0x20) & 63)
    for (const byte of [(a << 2) | (b >> 4), (b << 4) | (c >> 2), (c << 6) | d]) if (n < count) line[n++] = byte & 255
  }
  return line
}
