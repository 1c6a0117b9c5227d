import { PDFInvalidObject, PDFObjectParser, type PDFDocument, type PDFObject } from 'pdf-lib'

/** Closing brackets that are added to an object at most, and damaged objects that are looked at. */
const [closingMost, objectsMost] = [6, 2000]
/** Bytes of one of them. */
const bytesMost = 64 * 1024

/**
 * Reads dictionaries that lack their end, as other programs do; how many are damaged beyond that, with what stands in them as it is
 * written. `sealed`: the texts in them are encrypted, so none is mended.
 */
export function mendObjects({ context }: PDFDocument, sealed: boolean): { damaged: number; words: string } {
  let [damaged, looked] = [0, 0]
  const words: string[] = []
  for (const [reference, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFInvalidObject)) continue
    const size = object.sizeInBytes()
    const bytes = new Uint8Array(size)
    object.copyBytesInto(bytes, 0)
    const text = Buffer.from(bytes.subarray(0, bytesMost)).toString('latin1')
    // The library decrypts cross-reference streams, which are never encrypted (ISO 32000-2, section 7.5.8.2); it has no further use for them.
    if (/\/Type\s*\/XRef\b/.test(text)) continue
    const mended = !sealed && ++looked <= objectsMost && size <= bytesMost ? mend(text, context) : undefined
    if (mended) context.assign(reference, mended)
    else {
      damaged += 1
      if (words.length < objectsMost) words.push(text)
    }
  }
  return { damaged, words: words.join('\n') }
}

function mend(text: string, context: PDFDocument['context']): PDFObject | undefined {
  const body = text.replace(/^\s*\d+\s+\d+\s+obj/, '').replace(/endobj[\s\S]*$/, '')
  if (!body.trimStart().startsWith('<<') || body.includes('stream')) return undefined
  for (let closing = 1; closing <= closingMost; closing++) {
    try {
      return PDFObjectParser.forBytes(Buffer.from(`${body} ${'>> '.repeat(closing)}`, 'latin1'), context).parseObject()
    } catch {
      // One more bracket may be what it lacks.
    }
  }
  return undefined
}
