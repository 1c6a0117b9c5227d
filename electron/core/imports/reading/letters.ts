import { isAscii, isUtf8 } from 'node:buffer'
import { otherReadings } from './candidates.ts'
import { decodeAll } from './decoders.ts'
import { aliasOf, spelled } from './letter-labels.ts'

// Letters of texts from outside (mails, calendars, tables): one decoder. What is replaced or guessed is said.

/** A text as it was decoded. */
export interface Letters {
  text: string
  /** The encoding by which it was read, as the WHATWG Encoding standard names it, or as mail does. */
  encoding: string
  /** What a person must know: begins with a small letter and goes after the name of the text ("Its text"). */
  doubt: string | undefined
}

/** What is known beside the bytes. */
export interface Said {
  /** The encoding that the source names. */
  charset?: string | undefined
  /** Where nothing is said, UTF-8 is what the format means (RFC 5545, RFC 6532): it is no doubt then. */
  utf8?: boolean
  /** An encoding to take before Windows-1252 where nothing is said: the one of the rest of the same file. */
  beside?: string | undefined
}

/**
 * Decodes a text by its byte-order mark, by what is said of it, or by its bytes. A letter is replaced (U+FFFD) only where
 * its bytes mean nothing, and each guess and replacement is named in `doubt`.
 */
export function decodeLetters(bytes: Uint8Array, { charset, utf8 = false, beside }: Said = {}): Letters {
  const said = charset?.trim() ?? ''
  const known = said === '' ? undefined : aliasOf(said)
  const mark = markOf(bytes)
  if (mark !== undefined) {
    const other = known !== undefined && family(known) !== family(mark)
    const why = `${other ? `says “${said}”, but ` : ''}begins with the byte-order mark of ${spelled(mark)}`
    const read = strictly(bytes, mark, why)
    return other && read.doubt === undefined ? { ...read, doubt: why } : read
  }
  if (said === '' || known === 'unsaid')
    return unsaid(bytes, utf8, beside, said === '' ? 'does not say how its letters are encoded' : `says “${said}”`)
  if (known === undefined)
    return ofItsBytes(bytes, beside, `names an encoding that is not known (“${said}”)`, isAscii(bytes))
  if (known === 'us-ascii') {
    return isAscii(bytes)
      ? { text: latin1(bytes), encoding: known, doubt: undefined }
      : ofItsBytes(bytes, beside, `says “${said}”, but has other letters`)
  }
  return bySaid(bytes, known, said, beside)
}

function bySaid(bytes: Uint8Array, known: string, said: string, beside: string | undefined): Letters {
  if (known === 'utf-16') return strictly(bytes, wide(bytes) ?? 'utf-16le', `says “${said}”`)
  if (known === 'utf-8' && !isUtf8(bytes)) {
    const { good, bad } = sequencesOf(bytes)
    // Some stray bytes among letters of UTF-8 are damage; without such letters it is another encoding.
    return good > bad
      ? strictly(bytes, known, `says “${said}”`)
      : ofItsBytes(bytes, beside, `says “${said}”, but is not`)
  }
  if (oneByte.test(known) && !isAscii(bytes) && isUtf8(bytes)) {
    const needed = /^(?:iso-8859-1|windows-1252)$/.test(known) ? 1 : 3
    const { good } = sequencesOf(bytes)
    if (good >= needed) {
      const text = new TextDecoder().decode(bytes)
      return { text, encoding: 'utf-8', doubt: `says “${said}”, but its bytes are UTF-8, as which it was read` }
    }
  }
  if (known === 'iso-8859-1' && hasHighControls(bytes)) {
    const doubt = `says “${said}”, but has letters of Windows-1252, as which it was read`
    return { ...strictly(bytes, 'windows-1252', ''), doubt }
  }
  return strictly(bytes, known, `says “${said}”`)
}

function unsaid(bytes: Uint8Array, utf8: boolean, beside: string | undefined, why: string): Letters {
  const plain = isAscii(bytes)
  const japanese = plain && switches(bytes)
  if (plain && !japanese && !wide(bytes)) return { text: latin1(bytes), encoding: 'us-ascii', doubt: undefined }
  if (utf8 && isUtf8(bytes) && !wide(bytes) && !japanese)
    return { text: new TextDecoder().decode(bytes), encoding: 'utf-8', doubt: undefined }
  return ofItsBytes(bytes, beside, why)
}

/** The encoding that fits the bytes, with why it had to be looked for. */
function ofItsBytes(bytes: Uint8Array, beside: string | undefined, why: string, plain = false): Letters {
  if (plain && !wide(bytes) && !switches(bytes))
    return { text: latin1(bytes), encoding: 'us-ascii', doubt: `${why}; all of it is ASCII` }
  const encoding = guessOf(bytes, beside)
  const read = strictly(bytes, encoding, why)
  const sure = encoding === 'utf-8' ? '' : `, which may be wrong${orElse(bytes, encoding)}`
  return { ...read, doubt: read.doubt ?? `${why}; it was read as ${spelled(encoding)}${sure}` }
}

/** Other encodings that a person may know by their words, for the end of a sentence; '' where there are none. */
export function orElse(bytes: Uint8Array, encoding: string): string {
  const others = otherReadings(bytes, encoding)
  return others.length === 0 ? '' : `: it may also be ${others.join(' or ')}`
}

function guessOf(bytes: Uint8Array, beside: string | undefined): string {
  const utf16 = wide(bytes)
  if (utf16) return utf16
  if (isAscii(bytes)) return 'iso-2022-jp'
  if (isUtf8(bytes)) return 'utf-8'
  const other = beside === undefined ? undefined : aliasOf(beside)
  const fits = other !== undefined && other !== 'unsaid' && other !== 'us-ascii' && other !== 'utf-8'
  if (fits && !decode(bytes, other).includes('\ufffd')) return other === 'iso-8859-1' ? 'windows-1252' : other
  const { good, bad } = sequencesOf(bytes)
  return good > bad ? 'utf-8' : 'windows-1252'
}

/** Decodes by one encoding; bytes that mean nothing in it are counted and named. */
function strictly(bytes: Uint8Array, encoding: string, why: string): Letters {
  const text = decode(bytes, encoding)
  let lost = 0
  // A text may hold U+FFFD of its own, which UTF-8 and UTF-16 can say.
  const unicode = encoding.startsWith('utf-')
  if (text.includes('\ufffd') && !(unicode && fits(bytes, encoding))) lost = text.split('\ufffd').length - 1
  // Bytes without a letter come out as control characters, which no text holds (U+0085 is a line end).
  const unread = unicode ? 0 : (text.match(/[\u0080-\u0084\u0086-\u009f]/g)?.length ?? 0)
  const told = why === '' ? '' : `${why}; `
  if (lost > 0) {
    const doubt = `${told}${letters(lost)} ${lost === 1 ? 'is' : 'are'} not ${spelled(encoding)} and shown as �`
    return { text, encoding, doubt }
  }
  if (unread > 0)
    return {
      text,
      encoding,
      doubt: `${told}it was read as ${spelled(encoding)}, in which ${letters(unread)} ${unread === 1 ? 'has' : 'have'} no meaning`,
    }
  return { text, encoding, doubt: undefined }
}

const letters = (count: number): string => (count === 1 ? '1 letter' : `${count.toLocaleString('en')} letters`)

function fits(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'hz-gb-2312') return decodeAll(shifted(bytes, 'hz'), 'gbk')
  if (encoding === 'iso-2022-kr') return decodeAll(shifted(bytes, 'so'), 'euc-kr')
  // TextDecoder reads iso-8859-1 as Windows-1252; the bytes between were looked at before.
  if (encoding === 'iso-8859-1' || encoding === 'us-ascii') return latin1(bytes)
  return decodeAll(bytes, encoding)
}

/** Letters of 94×94 sets that seven-bit escapes switch to (RFC 1843, RFC 1557), as the same sets with the high bit. */
function shifted(bytes: Uint8Array, by: 'hz' | 'so'): Uint8Array {
  const out: number[] = []
  let high = false
  for (let at = by === 'so' && latin1(bytes.subarray(0, 4)) === '\u001b$)C' ? 4 : 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const next = bytes[at + 1]
    if (by === 'so' && (byte === 0x0e || byte === 0x0f)) high = byte === 0x0e
    else if (by === 'hz' && byte === 0x7e && (next === 0x7b || next === 0x7d)) {
      high = next === 0x7b
      at++
    } else if (by === 'hz' && !high && byte === 0x7e && (next === 0x7e || next === 0x0a)) {
      if (next === 0x7e) out.push(byte)
      at++
    } else {
      if (byte === 0x0a) high = false
      out.push(high && byte > 0x20 ? byte | 0x80 : byte)
    }
  }
  return Uint8Array.from(out)
}

function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : undefined
}

/** UTF-16 without its mark: among the first letters most have a byte of zero, all on the same side. */
function wide(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, 512)
  if (head.length < 4 || !head.includes(0)) return undefined
  let [even, odd] = [0, 0]
  for (const [at, byte] of head.entries()) {
    if (byte !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  if (odd > head.length / 4 && even === 0) return 'utf-16le'
  return even > head.length / 4 && odd === 0 ? 'utf-16be' : undefined
}

/** How many letters of several bytes are right by UTF-8, and how many bytes are not. */
function sequencesOf(bytes: Uint8Array): { good: number; bad: number } {
  const text = new TextDecoder('utf-8').decode(bytes)
  let [good, bad] = [0, 0]
  for (const letter of text) {
    if (letter === '\ufffd') bad++
    else if (letter > '\u007f') good++
  }
  return { good, bad }
}

/** Whether escapes of ISO-2022-JP switch to its double-byte letters (RFC 1468). */
const switches = (bytes: Uint8Array): boolean =>
  ['\u001b$B', '\u001b$@'].some((escape) => latin1(bytes).includes(escape))

const oneByte = /^(?:iso-8859|windows-125|koi8|macintosh|x-mac-)/
const family = (encoding: string): string => encoding.replace(/[lb]e$/, '')
const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
const hasHighControls = (bytes: Uint8Array): boolean => bytes.some((byte) => byte >= 0x80 && byte <= 0x9f)
