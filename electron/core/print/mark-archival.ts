import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString, type PDFRef } from 'pdf-lib'
import type { Sheet } from './engine.ts'

const relationships = { source: 'Source', data: 'Data', alternative: 'Alternative', supplement: 'Supplement' }

/**
 * Adds to a tagged PDF what PDF/A-3u asks for and the engine left out: the output intent, the identification in the
 * metadata (ISO 19005-3, 6.2.3 and 6.6.4), and what each attachment has to do with the pages (6.8). The same bytes in
 * give the same bytes out.
 */
export async function markArchival(
  base: Uint8Array,
  attachments: Sheet['attachments'],
): Promise<{ pdf: Uint8Array; pages: number }> {
  const pdf = await PDFDocument.load(base, { updateMetadata: false })
  const { catalog, context } = pdf
  const specifications = new Map<string, { ref: PDFRef; dict: PDFDict }>()
  for (const [ref, dict] of context.enumerateIndirectObjects()) {
    if (!(dict instanceof PDFDict) || dict.get(PDFName.of('Type')) !== PDFName.of('Filespec')) continue
    specifications.set(dict.lookup(PDFName.of('UF'), PDFString, PDFHexString).decodeText(), { ref, dict })
  }
  const associated = attachments.map(({ name, relationship }) => {
    const specification = specifications.get(name)
    if (!specification) throw new Error(`the engine did not attach ${name}`)
    specification.dict.set(PDFName.of('AFRelationship'), PDFName.of(relationships[relationship]))
    return specification.ref
  })
  if (associated.length > 0) catalog.set(PDFName.of('AF'), context.obj(associated))
  pdf.convertToPDFA({ conformance: '3U' })
  const out = await pdf.save({ useObjectStreams: false, objectsPerTick: Infinity })
  return { pdf: out, pages: pdf.getPageCount() }
}
