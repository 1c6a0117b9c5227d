import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFStream, type PDFObject } from 'pdf-lib'
import { der } from './der.ts'
import type { Problem } from './verdict.ts'

/** What the file's structure says about its signature. */
export interface Structure {
  pdf?: PDFDocument
  /** The CMS in the hole, padding cut. */
  contents?: Uint8Array<ArrayBuffer>
  /** The bytes that the ByteRange names. */
  signed?: Uint8Array<ArrayBuffer>
  problems: Problem[]
}

/** Nested direct objects deeper than this are not looked into; no writer makes them. */
const deepest = 50

/** Reads the file and applies the ByteRange rule. Never rejects. */
export async function readStructure(bytes: Uint8Array<ArrayBuffer>): Promise<Structure> {
  if (!startsAsPdf(bytes)) return { problems: [{ code: 'NOT_A_PDF', message: 'This is not a PDF file.' }] }
  // Said at once: looking for objects in a file without its end takes a parser long, and finds what no reader shows.
  if (!endsAsPdf(bytes)) return { problems: [broken] }
  let pdf: PDFDocument
  let signatures: PDFDict[]
  try {
    pdf = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true, throwOnInvalidObject: false })
    if (pdf.context.trailerInfo.Encrypt !== undefined) return { problems: [encrypted] }
    signatures = signaturesOf(pdf)
  } catch (thrown) {
    // pdf-lib names its errors by class only; the file may be cut off, broken, or encrypted in a way it does not know.
    const isEncrypted =
      thrown instanceof Error && /encrypt|password/i.test(`${thrown.constructor.name} ${thrown.message}`)
    return {
      problems: [isEncrypted ? encrypted : broken],
    }
  }
  const [signature] = signatures
  if (!signature) return { pdf, problems: [{ code: 'NOT_SIGNED', message: 'The PDF carries no digital signature.' }] }
  if (signatures.length > 1) {
    const message = `The PDF carries ${signatures.length} signatures or time stamps of its own; a packet carries exactly one.`
    return { pdf, problems: [{ code: 'SEVERAL_SIGNATURES', message }] }
  }
  return { pdf, ...byteRange(bytes, signature) }
}

const encrypted: Problem = { code: 'ENCRYPTED_PDF', message: 'The PDF is encrypted; a packet never is.' }

const broken: Problem = { code: 'UNREADABLE_PDF', message: 'The PDF is cut off or broken.' }

// ISO 32000-2, section 7.5.5, looked for in the last 4 KB; bytes after it are judged later.
const endsAsPdf = (bytes: Uint8Array): boolean =>
  /startxref\s+\d+\s+%%EOF/.test(new TextDecoder('latin1').decode(bytes.subarray(-4096)))

// Readers allow bytes before the header; the packet's rule does not, and neither does PDF/A.
const startsAsPdf = (bytes: Uint8Array): boolean => new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-'

/** Every dictionary in the file that has a ByteRange, in whatever place. */
function signaturesOf(pdf: PDFDocument): PDFDict[] {
  const found: PDFDict[] = []
  const look = (object: PDFObject, depth: number): void => {
    if (depth > deepest) return
    if (object instanceof PDFStream) return look(object.dict, depth)
    if (object instanceof PDFArray) {
      for (const member of object.asArray()) look(member, depth + 1)
    } else if (object instanceof PDFDict) {
      if (object.has(PDFName.of('ByteRange'))) found.push(object)
      for (const member of object.values()) look(member, depth + 1)
    }
  }
  for (const [, object] of pdf.context.enumerateIndirectObjects()) look(object, 0)
  return found
}

/**
 * The rule that a packet's signature obeys: ByteRange [0 a b c] with b + c the size of the file, and between a and b
 * nothing but one hexadecimal string, which is the signature's Contents: CMS, then zeros.
 */
function byteRange(bytes: Uint8Array<ArrayBuffer>, signature: PDFDict): Omit<Structure, 'pdf'> {
  const range = signature.lookup(PDFName.of('ByteRange'))
  const numbers =
    range instanceof PDFArray ? range.asArray().map((n) => (n instanceof PDFNumber ? n.asNumber() : NaN)) : []
  const [from = NaN, a = NaN, b = NaN, c = NaN] = numbers
  const sane = numbers.length === 4 && numbers.every((n) => Number.isSafeInteger(n) && n >= 0)
  if (!sane || from !== 0 || a === 0 || b < a + 4 || b + c > bytes.length) {
    return { problems: [{ code: 'BYTE_RANGE', message: 'The signature does not say properly which bytes it covers.' }] }
  }
  const problems: Problem[] = []
  const end = b + c
  if (end < bytes.length) {
    const message = `${bytes.length - end} bytes were added after signing; the signature does not cover them.`
    problems.push({ code: 'ALTERED_AFTER_SIGNING', message })
  }
  const signed = new Uint8Array(a + c)
  signed.set(bytes.subarray(0, a))
  signed.set(bytes.subarray(b, end), a)
  const digits = new TextDecoder('latin1').decode(bytes.subarray(a + 1, b - 1))
  const contents = signature.lookup(PDFName.of('Contents'))
  const isHole =
    bytes[a] === 0x3c &&
    bytes[b - 1] === 0x3e &&
    // One spelling only: a digit whose case was changed would be a change that no digest sees.
    (/^[0-9a-f]*$/.test(digits) || /^[0-9A-F]*$/.test(digits)) &&
    digits.length % 2 === 0 &&
    contents instanceof PDFHexString &&
    contents.asString() === digits
  if (!isHole) {
    problems.push({ code: 'BYTE_RANGE', message: 'The gap in the signed bytes is not just the signature itself.' })
    return { signed, problems }
  }
  const value = cmsIn(digits)
  if (value.padding) return { signed, contents: value.cms, problems }
  problems.push({ code: 'BYTE_RANGE', message: 'The padding behind the signature holds something else than zeros.' })
  return { signed, contents: value.cms, problems }
}

/** The first value of the hole, and whether only zeros follow it. */
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
