import { inflateSync } from 'node:zlib'
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFStream,
  PDFString,
  type PDFObject,
} from 'pdf-lib'
import { Unreadable } from '../../../readers/index.ts'
import { wholeOf, type Source } from '../source.ts'

/** Bytes of a PDF whose objects are read. */
const largest = 64 * 1024 * 1024
/** Bytes of all its packed objects once they are unpacked. */
const unpackedMost = 64 * 1024 * 1024
/** Bytes of packed objects that are encrypted too, so that nobody knows what they become. */
const sealedMost = 128 * 1024
/** Characters of one text. */
const textMost = 20_000

/**
 * The objects of a PDF, which say more than what is drawn of its pages; `encryption`: how it is encrypted. Fails with Unreadable.
 */
export async function objectsOf(
  source: Source,
  password: string | undefined,
): Promise<{ file: PDFDocument; bytes: Uint8Array; encryption: PDFDict | undefined }> {
  if (source.size > largest) throw new Unreadable('The file is larger than 64 MiB.')
  const bytes = wholeOf(source)
  const sealed = measure(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const load = (password?: string): Promise<PDFDocument> =>
    PDFDocument.load(bytes, {
      updateMetadata: false,
      parseSpeed: Infinity,
      ...(password === undefined ? { ignoreEncryption: true } : { password }),
    }).catch(() => {
      throw new Unreadable(
        password === undefined ? 'They are damaged.' : 'They are encrypted in a way that is not read here.',
      )
    })
  const file = await load()
  const encryption = file.context.lookup(file.context.trailerInfo.Encrypt)
  if (!(encryption instanceof PDFDict)) {
    if (sealed) throw new Unreadable('Objects in it are packed in a way that is not read here.')
    return { file, bytes, encryption: undefined }
  }
  return { file: await load(password ?? ''), bytes, encryption }
}

/** Looks at how much the packed objects become, before anything unpacks them; true where that cannot be told of few. */
function measure(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  for (const [name] of text.matchAll(/\/[^\s/<>[\](){}%]{0,40}#[^\s/<>[\](){}%]{0,40}/g)) {
    const plain = name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    if (/^\/(?:ObjStm|XRef|Type|Filter|[A-Za-z0-9]+Decode)$/.test(plain))
      throw new Unreadable('Names in it are written so that they are not found.')
  }
  let unpacked = 0
  let sealed = 0
  let begins = -1
  for (const { index } of text.matchAll(/\/(?:ObjStm|XRef)\b/g)) {
    // Several of these names before one stream are said of that stream.
    if (index < begins) continue
    begins = text.indexOf('stream', index)
    if (begins === -1) break
    const from = begins + (text.startsWith('\r\n', begins + 6) ? 8 : 7)
    const end = text.indexOf('endstream', from)
    const dictionary = text.slice(Math.max(0, text.lastIndexOf('obj', index)), begins)
    const filters = dictionary.match(/\/[A-Za-z0-9]+Decode\b/g) ?? []
    const packed = bytes.subarray(from, end === -1 ? undefined : end)
    if (!dictionary.includes('/Filter')) continue
    try {
      if (filters.length !== 1 || filters[0] !== '/FlateDecode') throw new TypeError('filter')
      unpacked += inflateSync(packed, { maxOutputLength: unpackedMost, finishFlush: 2 }).length
    } catch (thrown) {
      if (thrown instanceof RangeError) unpacked = Infinity
      sealed += packed.length
    }
    if (unpacked > unpackedMost) throw new Unreadable('Its packed objects become more than 64 MiB.')
    if (sealed > sealedMost) throw new Unreadable('Its objects are packed in a way that is not read here.')
  }
  return sealed > 0
}

/** What stands in a dictionary under a name, its reference followed. */
export const entryOf = (dict: PDFDict, key: string): PDFObject | undefined => dict.lookup(PDFName.of(key))

export function dictIn(dict: PDFDict, key: string): PDFDict | undefined {
  const found = entryOf(dict, key)
  if (found instanceof PDFStream) return found.dict
  return found instanceof PDFDict ? found : undefined
}

/** The members of an array, their references followed; none where it is no array. */
export function listIn(dict: PDFDict, key: string): PDFObject[] {
  const found = entryOf(dict, key)
  return found instanceof PDFArray ? membersOf(found) : []
}

export const membersOf = (array: PDFArray): PDFObject[] =>
  Array.from({ length: array.size() }, (_, index) => array.lookup(index)).filter((one) => one !== undefined)

export const numbersIn = (dict: PDFDict, key: string): number[] =>
  listIn(dict, key).map((one) => (one instanceof PDFNumber ? one.asNumber() : Number.NaN))

export function numberIn(dict: PDFDict, key: string): number | undefined {
  const found = entryOf(dict, key)
  return found instanceof PDFNumber ? found.asNumber() : undefined
}

export const textIn = (dict: PDFDict, key: string): string => wordsIn(entryOf(dict, key))

/** A string or a name as text, an array as its texts; what is cut says so. */
export function wordsIn(object: PDFObject | undefined, deep = 0): string {
  if (object instanceof PDFString || object instanceof PDFHexString || object instanceof PDFName) {
    const text = object.decodeText().replace(/\r\n?/g, '\n').toWellFormed()
    return text.length > textMost ? `${text.slice(0, textMost)} … (${text.length} characters)`.toWellFormed() : text
  }
  if (object instanceof PDFNumber) return String(object.asNumber())
  if (object instanceof PDFStream) return '(in a stream, which is not read)'
  if (object instanceof PDFArray && deep < 3)
    return membersOf(object)
      .map((one) => wordsIn(one, deep + 1))
      .filter((one) => one !== '')
      .join('; ')
  return ''
}
