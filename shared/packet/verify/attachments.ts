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

/** A file embedded in a PDF, still compressed. */
export interface EmbeddedFile {
  name: string
  /** Its bytes; throws `Unreadable` when they cannot be had or are more than `most`. */
  read(most: number): Promise<Uint8Array<ArrayBuffer>>
}

/** A name tree larger than this is not a packet's. */
const mostNodes = 20_000

/** The files of the catalog's EmbeddedFiles name tree (ISO 32000-2, sections 7.7.4 and 7.11.4), in order. */
export function embeddedFiles(pdf: PDFDocument): EmbeddedFile[] {
  const names = pdf.catalog.lookup(PDFName.of('Names'))
  const top = names instanceof PDFDict ? names.lookup(PDFName.of('EmbeddedFiles')) : undefined
  const out: EmbeddedFile[] = []
  const seen = new Set<PDFObject>()
  const waiting: (PDFObject | undefined)[] = [top]
  for (let node = waiting.pop(); waiting.length > 0 || node; node = waiting.pop()) {
    // A tree that loops back on itself is read once.
    if (!(node instanceof PDFDict) || seen.has(node) || seen.size > mostNodes) continue
    seen.add(node)
    const kids = node.lookup(PDFName.of('Kids'))
    if (kids instanceof PDFArray) for (let i = kids.size() - 1; i >= 0; i--) waiting.push(kids.lookup(i))
    const pairs = node.lookup(PDFName.of('Names'))
    if (pairs instanceof PDFArray) for (let i = 1; i < pairs.size() && i < mostNodes; i += 2) add(pairs.lookup(i), out)
  }
  return out
}

function add(spec: PDFObject | undefined, out: EmbeddedFile[]): void {
  if (!(spec instanceof PDFDict)) return
  const name = spec.lookup(PDFName.of('UF')) ?? spec.lookup(PDFName.of('F'))
  const files = spec.lookup(PDFName.of('EF'))
  const stream =
    files instanceof PDFDict ? (files.lookup(PDFName.of('UF')) ?? files.lookup(PDFName.of('F'))) : undefined
  if (!(name instanceof PDFString || name instanceof PDFHexString) || !(stream instanceof PDFRawStream)) return
  out.push({ name: name.decodeText(), read: (most) => readStream(stream, most) })
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
