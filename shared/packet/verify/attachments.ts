import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
  type PDFDocument,
  type PDFObject,
} from 'pdf-lib'
import { Unreadable } from './der.ts'
import { eachDictionary } from './structure.ts'

/** A file embedded in a PDF, still compressed. */
export interface EmbeddedFile {
  name: string
  /** Its bytes; throws `Unreadable` when they cannot be had or are more than `most`. */
  read(most: number): Promise<Uint8Array<ArrayBuffer>>
}

/** The files of a PDF's list of attachments, and what else it embeds that no list shows. */
export interface EmbeddedFiles {
  listed: EmbeddedFile[]
  /** In words. */
  hidden: string[]
}

/** A name tree larger than this is not a packet's. */
const mostNodes = 20_000

/** The files of the catalog's EmbeddedFiles name tree (ISO 32000-2, sections 7.7.4 and 7.11.4), in order. */
export function embeddedFiles(pdf: PDFDocument): EmbeddedFiles {
  const names = pdf.catalog.lookup(PDFName.of('Names'))
  const top = names instanceof PDFDict ? names.lookup(PDFName.of('EmbeddedFiles')) : undefined
  const listed: EmbeddedFile[] = []
  const streams = new Set<PDFObject>()
  const hidden: string[] = []
  const seen = new Set<PDFObject>()
  const waiting: (PDFObject | undefined)[] = [top]
  for (let node = waiting.pop(); waiting.length > 0 || node; node = waiting.pop()) {
    // A tree that loops back on itself is read once.
    if (!(node instanceof PDFDict) || seen.has(node) || seen.size > mostNodes) continue
    seen.add(node)
    const kids = node.lookup(PDFName.of('Kids'))
    if (kids instanceof PDFArray) for (let i = kids.size() - 1; i >= 0; i--) waiting.push(kids.lookup(i))
    const pairs = node.lookup(PDFName.of('Names'))
    if (pairs instanceof PDFArray)
      for (let i = 1; i < pairs.size() && i < mostNodes; i += 2) {
        const file = fileOf(pairs.lookup(i))
        if (!file) {
          hidden.push('an entry of its list that is no file')
          continue
        }
        const { stream, names: given } = file
        const shown = [...given, textOf(pairs.lookup(i - 1))]
        // A reader shows one of the names and opens one of the streams: they must be one.
        if (new Set(shown).size > 1) hidden.push(`a file with several names (${shown.join(', ')})`)
        if (file.streams.some((one) => one !== stream)) hidden.push(`several files under the name ${given[0] ?? ''}`)
        for (const one of file.streams) streams.add(one)
        listed.push({ name: given[0] ?? '', read: (most) => readStream(stream, most) })
      }
  }
  return { listed, hidden: [...hidden, ...filesOutside(pdf, streams)] }
}

/** A file specification with what it embeds (ISO 32000-2, section 7.11.3). */
function fileOf(
  spec: PDFObject | undefined,
): { names: string[]; stream: PDFRawStream; streams: PDFRawStream[] } | undefined {
  if (!(spec instanceof PDFDict)) return undefined
  const files = spec.lookup(PDFName.of('EF'))
  if (!(files instanceof PDFDict)) return undefined
  const keys = ['UF', 'F', 'DOS', 'Mac', 'Unix']
  const names = keys.flatMap((key) => textOf(spec.lookup(PDFName.of(key))) ?? [])
  const streams = keys.flatMap((key) => {
    const stream = files.lookup(PDFName.of(key))
    return stream instanceof PDFRawStream ? [stream] : []
  })
  const [stream] = streams
  return stream && names.length > 0 ? { names, stream, streams } : undefined
}

const textOf = (name: PDFObject | undefined): string | undefined =>
  name instanceof PDFString || name instanceof PDFHexString ? name.decodeText() : undefined

/** Files that are embedded in any other place: at an annotation, on a page, or where nothing points to them. */
function filesOutside(pdf: PDFDocument, listed: ReadonlySet<PDFObject>): string[] {
  const found: string[] = []
  eachDictionary(pdf, (dict, stream) => {
    const file = fileOf(dict)
    if (file?.streams.some((one) => !listed.has(one))) found.push(file.names[0] ?? 'a file without a name')
    else if (stream && dict.lookup(PDFName.of('Type')) === PDFName.of('EmbeddedFile') && !listed.has(stream))
      found.push('a file that nothing names')
  })
  return [...new Set(found)]
}

async function readStream(stream: PDFRawStream, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const filter = stream.dict.lookup(PDFName.of('Filter'))
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter
  const bytes = Uint8Array.from(stream.contents)
  if (stream.dict.has(PDFName.of('DecodeParms'))) throw new Unreadable('an attachment with decoding parameters')
  if (only === undefined || (filter instanceof PDFArray && filter.size() === 0)) {
    if (bytes.length > most) throw new Unreadable('an attachment larger than it says')
    return bytes
  }
  if (only !== PDFName.of('FlateDecode')) throw new Unreadable('an attachment in an unknown compression')
  return inflate(bytes, most)
}

/** Decompresses zlib data (RFC 1950) and stops at `most` bytes, so that a small file cannot fill the memory. */
async function inflate(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const { writable, readable } = new DecompressionStream('deflate')
  const writer = writable.getWriter()
  const feeding = writer.write(bytes).then(() => writer.close())
  // Whatever stops the writer stops the reader too, and is reported there.
  feeding.catch(() => undefined)
  const reader = readable.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      if (size > most) throw new Unreadable('an attachment larger than it says')
      chunks.push(value)
    }
  } catch (thrown) {
    await reader.cancel().catch(() => undefined)
    throw thrown instanceof Unreadable ? thrown : new Unreadable('an attachment that does not decompress')
  }
  const out = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    out.set(chunk, at)
    at += chunk.length
  }
  return out
}
