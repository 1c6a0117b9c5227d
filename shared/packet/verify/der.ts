/** Thrown by the readers of this folder for bytes that are not what they must be; `verifyPacket` turns it into words. */
export class Unreadable extends Error {}

/** One value (X.690): where it lies in `bytes`, its tag byte, its content. */
export interface Der {
  bytes: Uint8Array<ArrayBuffer>
  tag: number
  start: number
  /** Where the content begins and ends, and where the value does. */
  content: number
  contentEnd: number
  end: number
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const

/** Indefinite lengths within each other more than this deep are refused. */
const deepest = 16

/**
 * Reads one value. DER is asked for, with one allowance: constructed values of indefinite length (BER), which signers
 * of other houses use for the outer shell of CMS. Overlong lengths, long tags, padded integers and values that run
 * past `limit` are refused.
 */
export function der(bytes: Uint8Array<ArrayBuffer>, start = 0, limit = bytes.length, depth = 0): Der {
  const tag = byteAt(bytes, start, limit)
  if ((tag & 0x1f) === 0x1f) throw new Unreadable('a tag of more than one byte')
  const first = byteAt(bytes, start + 1, limit)
  if (first === 0x80) return indefinite(bytes, tag, start, limit, depth)
  let content = start + 2
  let length = first
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count > 4) throw new Unreadable('a length of more than four bytes')
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + byteAt(bytes, content++, limit)
    if (length < 0x80 || length < 256 ** (count - 1)) throw new Unreadable('a length longer than DER allows')
  }
  const end = content + length
  if (end > limit) throw new Unreadable('a value that runs past its end')
  if (tag === tags.integer) checkInteger(bytes.subarray(content, end))
  return { bytes, tag, start, content, contentEnd: end, end }
}

/** A value that ends with two zero bytes (X.690, section 8.1.3.6). */
function indefinite(bytes: Uint8Array<ArrayBuffer>, tag: number, start: number, limit: number, depth: number): Der {
  if ((tag & 0x20) === 0 || depth >= deepest) throw new Unreadable('an indefinite length where none may be')
  let at = start + 2
  while (byteAt(bytes, at, limit) !== 0 || byteAt(bytes, at + 1, limit) !== 0) at = der(bytes, at, limit, depth + 1).end
  return { bytes, tag, start, content: start + 2, contentEnd: at, end: at + 2 }
}

// X.690, section 8.3.2: the first nine bits are neither all zero nor all one.
function checkInteger([first, second]: Uint8Array): void {
  const high = (second ?? 0) >= 0x80
  if (first === undefined) throw new Unreadable('an integer without bytes')
  if (second !== undefined && ((first === 0 && !high) || (first === 0xff && high)))
    throw new Unreadable('an integer with padding, which DER forbids')
}

function byteAt(bytes: Uint8Array, at: number, limit: number): number {
  const byte = at < limit ? bytes[at] : undefined
  if (byte === undefined) throw new Unreadable('bytes that end in the middle of a value')
  return byte
}

/** A value of a certain tag. */
export function need(value: Der | undefined, tag: number, what: string): Der {
  if (value?.tag !== tag) throw new Unreadable(`${what} is not where it must be`)
  return value
}

/** The values within a constructed value. */
export function children(parent: Der): Der[] {
  const out: Der[] = []
  for (let at = parent.content; at < parent.contentEnd;) {
    const child = der(parent.bytes, at, parent.contentEnd)
    out.push(child)
    at = child.end
  }
  return out
}

/** The content's bytes. */
export const contentOf = ({ bytes, content, contentEnd }: Der): Uint8Array<ArrayBuffer> =>
  bytes.slice(content, contentEnd)

/** The whole value's bytes, tag and length included. */
export const wholeOf = ({ bytes, start, end }: Der): Uint8Array<ArrayBuffer> => bytes.slice(start, end)

/** Dotted form of an object identifier. */
export function oidOf(value: Der | undefined): string {
  const content = contentOf(need(value, tags.oid, 'an object identifier'))
  const parts: number[] = []
  let part = 0
  for (const [i, byte] of content.entries()) {
    if (part === 0 && byte === 0x80) throw new Unreadable('an object identifier with padding')
    part = part * 128 + (byte & 0x7f)
    if (part > Number.MAX_SAFE_INTEGER / 128) throw new Unreadable('an object identifier out of bounds')
    if (byte < 0x80) {
      if (parts.length === 0)
        parts.push(Math.min(2, Math.floor(part / 40)), part - 40 * Math.min(2, Math.floor(part / 40)))
      else parts.push(part)
      part = 0
    } else if (i === content.length - 1) throw new Unreadable('an object identifier cut off')
  }
  return parts.join('.')
}

/** Bits of a BIT STRING whose length is a whole number of bytes. */
export function bitsOf(value: Der | undefined): Uint8Array<ArrayBuffer> {
  const content = contentOf(need(value, tags.bitString, 'a bit string'))
  if (content[0] !== 0) throw new Unreadable('a bit string that is not whole bytes')
  return content.slice(1)
}
