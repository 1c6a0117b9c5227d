import { inflateSync } from 'node:zlib'
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString, type PDFObject } from 'pdf-lib'
import { manifestBytes, readManifest, type WrittenManifest } from '../../../../../shared/packet/manifest.ts'
import { signPdf } from '../../../sign/index.ts'
import type { Signer } from '../../../sign/signer.ts'

/** What an insider, or anybody with a root of their own, makes of a packet before signing it anew. */
export interface Forgery {
  manifest?: (manifest: WrittenManifest) => unknown
  /** Changes the pages' document: attachments, annotations. */
  pdf?: (pdf: PDFDocument) => void | Promise<void>
}

/** A packet's content changed, and signed again by whoever has a key. */
export async function forge(
  packet: Uint8Array,
  signer: Signer,
  { manifest: change, pdf: alter }: Forgery,
): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.load(firstRevision(packet), { updateMetadata: false })
  if (change) {
    const found = attachment(pdf, 'manifest.json')
    const manifest = await manifestOf(packet)
    const changed = structuredClone(manifest)
    const value = change(changed) ?? changed
    setBytes(pdf, found, manifestBytes(value as WrittenManifest))
  }
  await alter?.(pdf)
  const base = await pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
  return signPdf(base, signer, { reason: 'forged', at: '2026-11-23T08:51:00-05:00', name: 'X' })
}

/** The bytes before the incremental update that signs: everything up to the last end-of-file mark but one. */
export function firstRevision(pdf: Uint8Array): Uint8Array {
  const all = Buffer.from(pdf)
  return pdf.subarray(0, all.lastIndexOf('%%EOF', all.lastIndexOf('%%EOF') - 1) + 5)
}

export async function manifestOf(packet: Uint8Array): Promise<WrittenManifest> {
  const pdf = await PDFDocument.load(packet, { updateMetadata: false })
  const stream = attachment(pdf, 'manifest.json')
  const raw = Buffer.from(stream.getContents())
  const bytes = stream.dict.has(PDFName.of('Filter')) ? inflateSync(raw) : raw
  const read = readManifest(bytes)
  if (!('version' in read) || read.version !== 2) throw new Error('not a manifest of this version')
  return read
}

const isNamed = (object: PDFObject, name: string): object is PDFDict => {
  const given = object instanceof PDFDict ? object.lookup(PDFName.of('UF')) : undefined
  return (given instanceof PDFString || given instanceof PDFHexString) && given.decodeText() === name
}

/** The stream of an attachment by its name. */
export function attachment(pdf: PDFDocument, name: string): PDFRawStream {
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (!isNamed(object, name)) continue
    const stream = object.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'))
    if (stream instanceof PDFRawStream) return stream
  }
  throw new Error(`no attachment ${name}`)
}

/** Gives an attachment other bytes. */
export function setBytes(pdf: PDFDocument, stream: PDFRawStream, bytes: Uint8Array): void {
  const ref = pdf.context.getObjectRef(stream)
  if (!ref) throw new Error('no reference')
  pdf.context.assign(ref, pdf.context.flateStream(bytes, { Type: 'EmbeddedFile' }))
}

/** Takes a file out of the list of attachments, and out of the document. */
export function detach(pdf: PDFDocument, name: string): void {
  for (const [ref, object] of pdf.context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict && isNamed(object, name)) {
      for (const [, target] of pdf.context.enumerateIndirectObjects()) removeFrom(target, ref.toString())
      const file = object.lookup(PDFName.of('EF'), PDFDict).get(PDFName.of('F'))
      pdf.context.delete(ref)
      if (file && 'objectNumber' in file) pdf.context.delete(file as typeof ref)
    }
  }
}

/** Removes a reference, and the name before it, from every array (the name tree, the associated files). */
function removeFrom(object: PDFObject, ref: string, depth = 0): void {
  if (depth > 20) return
  if (object instanceof PDFDict) for (const value of object.values()) removeFrom(value, ref, depth + 1)
  const array = object as { asArray?: () => PDFObject[]; remove?: (index: number) => void }
  if (!array.asArray || !array.remove) return
  const members = array.asArray()
  for (let i = members.length - 1; i >= 0; i--) {
    const member = members[i]
    if (member?.toString() === ref) {
      array.remove(i)
      if (i > 0 && (members[i - 1] instanceof PDFString || members[i - 1] instanceof PDFHexString)) array.remove(i - 1)
    } else if (member) removeFrom(member, ref, depth + 1)
  }
}
