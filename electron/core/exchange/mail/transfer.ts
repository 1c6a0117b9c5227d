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

function fromBase64(bytes: Buffer): Decoded {
  const clean = Buffer.alloc(bytes.length)
  let length = 0
  let strange = 0
  let at = 0
  const out: Buffer[] = []
  let more = false
  for (; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (isLetter(byte)) clean[length++] = byte
    else if (byte === pad) {
      out.push(Buffer.from(clean.toString('latin1', 0, length), 'base64'))
      const left = bytes
        .subarray(at + 1)
        .toString('latin1')
        .replace(/^[=\s]+/, '')
      if (left.trim() === '') return { bytes: Buffer.concat(out), ...strangeIn(strange, length, true) }
      // Some programs encode piece by piece; what a mailing list adds below is no base64.
      more = /^[A-Za-z0-9+/=\s]+$/.test(left) && left.replaceAll(/\s/g, '').length % 4 === 0
      if (!more) {
        const problem = `has words after the end of its base64, which are not in it: “${left.slice(0, 80).trim()}”`
        return { bytes: Buffer.concat(out), problem }
      }
      length = 0
      while (bytes[at + 1] === pad) at++
    } else if (!isSpace(byte)) strange++
  }
  out.push(Buffer.from(clean.toString('latin1', 0, length), 'base64'))
  return { bytes: Buffer.concat(out), ...strangeIn(strange, length, false) }
}

function strangeIn(strange: number, length: number, padded: boolean): { problem?: string } {
  if (length % 4 === 1 || (padded && length % 4 === 0 && length > 0)) return { problem: cutOff }
  if (!padded && length % 4 !== 0) return { problem: 'ends in the middle of its base64: it may be cut off' }
  return strange > 0 ? { problem: `has ${strange} characters in its base64 that are none; they were passed over` } : {}
}

const pad = 0x3d
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
const isLetter = (byte: number): boolean =>
  (byte >= 0x41 && byte <= 0x5a) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  (byte >= 0x30 && byte <= 0x39) ||
  byte === 0x2b ||
  byte === 0x2f

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
