import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFStream,
  type PDFObject,
} from 'pdf-lib'
import { der } from './der.ts'
import type { Problem } from './verdict.ts'

/** A file that was read as a PDF, with every dictionary that has a ByteRange; or what keeps it from being read. */
export type Structure = { pdf: PDFDocument; signatures: SignaturePlace[] } | { problem: Problem }

/** A signature's dictionary where it stands in the file. */
export interface SignaturePlace {
  dict: PDFDict
  /** Undefined for a dictionary that is part of another object. */
  ref: PDFRef | undefined
}

/** Nested direct objects deeper than this are not looked into; no writer makes them. */
const deepest = 50

/** Reads the file and finds its signatures, in the order of the bytes that they reach. Never rejects. */
export async function readStructure(bytes: Uint8Array<ArrayBuffer>): Promise<Structure> {
  if (!startsAsPdf(bytes)) return { problem: { code: 'NOT_A_PDF', message: 'This is not a PDF file.' } }
  // Said at once: looking for objects in a file without its end takes a parser long, and finds what no reader shows.
  if (!endsAsPdf(bytes)) return { problem: broken }
  try {
    const pdf = await loadPdf(bytes)
    if (pdf.context.trailerInfo.Encrypt !== undefined) return { problem: encrypted }
    const signatures = signaturesOf(pdf)
    return { pdf, signatures: signatures.sort((a, b) => reach(a) - reach(b)) }
  } catch (thrown) {
    // pdf-lib names its errors by class only; the file may be cut off, broken, or encrypted in a way it does not know.
    const isEncrypted =
      thrown instanceof Error && /encrypt|password/i.test(`${thrown.constructor.name} ${thrown.message}`)
    return { problem: isEncrypted ? encrypted : broken }
  }
}

/** Objects, and objects times bytes, up to which a file with broken objects is read all the same. */
const most = { objects: 1000, searched: 700_000_000 }

/**
 * Reads a file's objects. Around a broken one the library searches for the next, to the end of the file where there is
 * none: many of them in a large file would take hours, so such a file counts as broken.
 */
export async function loadPdf(bytes: Uint8Array<ArrayBuffer>): Promise<PDFDocument> {
  const options = { updateMetadata: false, ignoreEncryption: true }
  try {
    return await PDFDocument.load(bytes, { ...options, throwOnInvalidObject: true })
  } catch (thrown) {
    const objects = objectsIn(bytes)
    if (objects > most.objects || objects * bytes.length > most.searched) throw thrown
    return PDFDocument.load(bytes, { ...options, throwOnInvalidObject: false })
  }
}

/** How often an object may begin: `obj`, where it is not the end of `endobj`. */
function objectsIn(bytes: Uint8Array): number {
  let found = 0
  for (let at = bytes.indexOf(0x6f); at >= 0; at = bytes.indexOf(0x6f, at + 1))
    if (bytes[at + 1] === 0x62 && bytes[at + 2] === 0x6a && bytes[at - 1] !== 0x64) found++
  return found
}

const encrypted: Problem = { code: 'ENCRYPTED_PDF', message: 'The PDF is encrypted; a packet never is.' }

const broken: Problem = { code: 'UNREADABLE_PDF', message: 'The PDF is cut off or broken.' }

// ISO 32000-2, section 7.5.5, looked for in the last 4 KB; bytes after it are judged later.
const endsAsPdf = (bytes: Uint8Array): boolean =>
  /startxref\s+\d+\s+%%EOF/.test(new TextDecoder('latin1').decode(bytes.subarray(-4096)))

// Readers allow bytes before the header; the packet's rule does not, and neither does PDF/A.
const startsAsPdf = (bytes: Uint8Array): boolean => new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-'

/** Every dictionary in the file that has a ByteRange, in whatever place. */
function signaturesOf(pdf: PDFDocument): SignaturePlace[] {
  const found: SignaturePlace[] = []
  eachDictionary(pdf, (dict, _stream, ref) => {
    if (dict.has(PDFName.of('ByteRange'))) found.push({ dict, ref })
  })
  return found
}

/** Calls with every dictionary of the file, with the stream that it is of, or the reference that it has. */
export function eachDictionary(
  pdf: PDFDocument,
  use: (dict: PDFDict, stream: PDFStream | undefined, ref: PDFRef | undefined) => void,
): void {
  const look = (object: PDFObject, depth: number, ref?: PDFRef, stream?: PDFStream): void => {
    if (depth > deepest) return
    if (object instanceof PDFStream) return look(object.dict, depth, undefined, object)
    if (object instanceof PDFArray) {
      for (const member of object.asArray()) look(member, depth + 1)
    } else if (object instanceof PDFDict) {
      use(object, stream, ref)
      for (const member of object.values()) look(member, depth + 1)
    }
  }
  for (const [ref, object] of pdf.context.enumerateIndirectObjects()) look(object, 0, ref)
}

const rangeOf = (dict: PDFDict): number[] => {
  const range = dict.lookup(PDFName.of('ByteRange'))
  return range instanceof PDFArray ? range.asArray().map((n) => (n instanceof PDFNumber ? n.asNumber() : NaN)) : []
}

const reach = ({ dict }: SignaturePlace): number => {
  const [, , b = 0, c = 0] = rangeOf(dict)
  return b + c || 0
}

/** The bytes that a signature names, and the CMS that stands in the gap between them. */
export interface Covered {
  /** The CMS in the gap, padding cut. */
  contents?: Uint8Array<ArrayBuffer>
  /** The bytes that the ByteRange names. */
  signed?: Uint8Array<ArrayBuffer>
  /** Where the gap begins and ends, and where the covered bytes end. */
  gap?: [from: number, to: number]
  end?: number
  problems: Problem[]
}

/**
 * The rule of a signature's ByteRange, [0 a b c]: between a and b stands nothing but one hexadecimal string, which is its
 * Contents: CMS, then zeros. In a packet (`isOurs`) b + c is the size of the file, and the digits are in lower case.
 */
export function coveredBy(bytes: Uint8Array<ArrayBuffer>, { dict }: SignaturePlace, isOurs: boolean): Covered {
  const numbers = rangeOf(dict)
  const [from = NaN, a = NaN, b = NaN, c = NaN] = numbers
  const sane = numbers.length === 4 && numbers.every((n) => Number.isSafeInteger(n) && n >= 0)
  if (!sane || from !== 0 || a === 0 || b < a + 4 || b + c > bytes.length) {
    return { problems: [{ code: 'BYTE_RANGE', message: 'The signature does not say properly which bytes it covers.' }] }
  }
  const problems: Problem[] = []
  const end = b + c
  if (isOurs && end < bytes.length) {
    const added = bytes.length - end
    const message = `${added.toLocaleString('en')} ${added === 1 ? 'byte was' : 'bytes were'} added after signing; the signature does not cover ${added === 1 ? 'it' : 'them'}.`
    problems.push({ code: 'ALTERED_AFTER_SIGNING', message })
  }
  const signed = new Uint8Array(a + c)
  signed.set(bytes.subarray(0, a))
  signed.set(bytes.subarray(b, end), a)
  const digits = new TextDecoder('latin1').decode(bytes.subarray(a + 1, b - 1))
  const contents = dict.lookup(PDFName.of('Contents'))
  const isHole =
    bytes[a] === 0x3c &&
    bytes[b - 1] === 0x3e &&
    // One spelling only: digits in the other case would be a change that no digest sees.
    (isOurs ? /^[0-9a-f]*$/ : /^[0-9a-fA-F]*$/).test(digits) &&
    digits.length % 2 === 0 &&
    contents instanceof PDFHexString &&
    contents.asString() === digits
  const covered = { signed, gap: [a, b] as [number, number], end, problems }
  if (!isHole) {
    problems.push({ code: 'BYTE_RANGE', message: 'The gap in the signed bytes is not just the signature itself.' })
    return covered
  }
  const value = cmsIn(digits)
  if (!value.padding)
    problems.push({ code: 'BYTE_RANGE', message: 'The padding behind the signature holds something else than zeros.' })
  return { ...covered, contents: value.cms }
}

/**
 * How many revisions the file has: sections of cross-references, each naming the one before it (ISO 32000-2, 7.5.4 to
 * 7.5.8). Undefined where that cannot be followed.
 */
export function revisionsOf(bytes: Uint8Array): number | undefined {
  const latin = new TextDecoder('latin1')
  let at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(latin.decode(bytes.subarray(-4096)))?.[1] ?? NaN)
  const seen = new Set<number>()
  while (Number.isSafeInteger(at) && at > 0 && at < bytes.length && !seen.has(at) && seen.size < 100) {
    seen.add(at)
    const section = latin.decode(bytes.subarray(at, at + 16))
    const previous = /^xref\s/.test(section)
      ? previousIn(trailerAfter(bytes, at))
      : /^\d+ \d+ obj/.test(section)
        ? previousIn(latin.decode(bytes.subarray(at, at + 4096)).split(/\bstream\r?\n/)[0])
        : undefined
    if (previous === undefined) return undefined
    if (previous === 'none') return seen.size
    at = previous
  }
  return undefined
}

/** The dictionary behind a table of cross-references: from `trailer` to `startxref`. */
function trailerAfter(bytes: Uint8Array, at: number): string | undefined {
  const from = find(bytes, 'trailer', at)
  const to = from < 0 ? -1 : find(bytes, 'startxref', from)
  return to < 0 ? undefined : new TextDecoder('latin1').decode(bytes.subarray(from, to))
}

function find(bytes: Uint8Array, word: string, from: number): number {
  for (let at = bytes.indexOf(word.charCodeAt(0), from); at >= 0; at = bytes.indexOf(word.charCodeAt(0), at + 1)) {
    let i = 1
    while (i < word.length && bytes[at + i] === word.charCodeAt(i)) i++
    if (i === word.length) return at
  }
  return -1
}

const previousIn = (dictionary: string | undefined): number | 'none' | undefined =>
  dictionary === undefined ? undefined : Number(/\/Prev\s+(\d+)/.exec(dictionary)?.[1] ?? NaN) || 'none'

/** The first value of the gap, and whether only zeros follow it. */
function cmsIn(digits: string): { cms: Uint8Array<ArrayBuffer>; padding: boolean } {
  const all = new Uint8Array(digits.length / 2)
  for (let i = 0; i < all.length; i++) all[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16)
  try {
    const { end } = der(all)
    return { cms: all.slice(0, end), padding: all.subarray(end).every((byte) => byte === 0) }
  } catch {
    // What cannot be read is left whole to the CMS reader, which refuses it by name.
    return { cms: all, padding: true }
  }
}
