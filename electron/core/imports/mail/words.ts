import { decodeLetters } from '../reading/letters.ts'

// Words of header fields: raw letters (RFC 6532 says UTF-8) and encoded words (RFC 2047).

/** Takes what a reader must know of the letters of a field ("says “x”, but …"). */
export type Doubts = (doubt: string) => void

/** The letters of a field's value as they stand; encoded words are not decoded yet. */
export function rawText(value: Buffer, doubts: Doubts, beside?: string): string {
  const { text, doubt } = decodeLetters(value, { utf8: true, beside })
  if (doubt !== undefined) doubts(doubt)
  return text.trim()
}

const word = /=\?([^?\s]{1,100})\?([bq])\?([^?]*)\?=/gi

/**
 * Decodes encoded words. White space between two of them is none; two in a row in one charset are decoded as one, since
 * programs cut them in the middle of a letter. They are found inside of other words and quotes too, as programs write them.
 */
export function decodeWords(text: string, doubts: Doubts): string {
  if (!text.includes('=?')) return text
  const out: string[] = []
  let run: { charset: string; bytes: Buffer[] } | undefined
  const flush = (): void => {
    if (!run) return
    const { text: words, doubt } = decodeLetters(Buffer.concat(run.bytes), { charset: run.charset })
    if (doubt !== undefined) doubts(doubt)
    out.push(words)
    run = undefined
  }
  let at = 0
  for (const found of text.matchAll(word)) {
    const [whole, label = '', encoding = '', data = ''] = found
    const between = text.slice(at, found.index)
    at = found.index + whole.length
    const charset = label.replace(/\*.*$/, '').toLowerCase()
    const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(data, 'base64') : fromQ(data)
    const adjacent = run !== undefined && between.trim() === ''
    if (!adjacent || run?.charset !== charset) {
      flush()
      if (!adjacent) out.push(between)
      run = { charset, bytes: [] }
    }
    run?.bytes.push(bytes)
  }
  flush()
  const rest = text.slice(at)
  if (/=\?[^?\s]{1,100}\?[bq]\?/i.test(rest)) doubts('has an encoded word that does not end and is shown as it stands')
  out.push(rest)
  return out.join('')
}

/** The Q encoding (RFC 2047, 4.2); letters that should not stand in it are taken as UTF-8. */
function fromQ(data: string): Buffer {
  const bytes = Buffer.from(data.replaceAll('_', ' '))
  const out = Buffer.alloc(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at] === 0x3d ? hexAt(bytes, at + 1) : undefined
    out[length++] = code ?? bytes[at] ?? 0
    if (code !== undefined) at += 2
  }
  return out.subarray(0, length)
}

/** The byte that two hexadecimal digits say; undefined where they are none. */
export function hexAt(bytes: Uint8Array, at: number): number | undefined {
  const [high, low] = [digit(bytes[at]), digit(bytes[at + 1])]
  return high === undefined || low === undefined ? undefined : high * 16 + low
}

function digit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : undefined
}

/** A field without structure (Subject), decoded. */
export const unstructured = (value: Buffer, doubts: Doubts, beside?: string): string =>
  decodeWords(rawText(value, doubts, beside), doubts)
