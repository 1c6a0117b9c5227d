import { createHash } from 'node:crypto'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { signCms } from './cms.ts'
import type { Signer } from './signer.ts'

export interface SigningNote {
  reason: string
  /** ISO 8601 instant with offset. */
  at: string
  name: string
  location?: string | undefined
  /** What is signed, as the field of its signature says; left out: packet. */
  document?: string | undefined
}

/** Bytes kept for the CMS structure: two P-256 certificates take under 2 KB; a time-stamp token may join them later. */
const reserved = 16_384
/** Wide enough for any file: the real numbers are written over it, padded with spaces. */
const wide = 9_999_999_999

/**
 * Signs a PDF by an incremental update (ISO 32000-2, sections 7.5.6 and 12.8): the first revision's bytes stay as they
 * are, one signature dictionary follows, its ByteRange covers the whole file but its own value, and DocMDP permits no
 * later change. Throws PACKET_NOT_INTACT when the result does not have that form.
 */
export async function signPdf(base: Uint8Array, signer: Signer, note: SigningNote): Promise<Uint8Array<ArrayBuffer>> {
  const withHole = await withSignatureField(base, note)
  const out = Buffer.from(withHole.buffer, withHole.byteOffset, withHole.byteLength)
  if (!out.subarray(0, base.length).equals(base)) throw malformed('its first revision was rewritten')
  const placeholder = `[ 0 ${wide} ${wide} ${wide} ]`
  const range = out.indexOf(placeholder, base.length, 'latin1')
  const hole = out.indexOf(`<${'0'.repeat(reserved * 2)}>`, base.length, 'latin1')
  if (range < 0 || hole < 0) throw malformed('the place for the signature is missing')
  const after = hole + reserved * 2 + 2
  const values = `[ 0 ${hole} ${after} ${out.length - after}`
  out.write(`${values.padEnd(placeholder.length - 1)}]`, range, 'latin1')
  const digest = createHash('sha256').update(out.subarray(0, hole)).update(out.subarray(after)).digest()
  const cms = await signCms(digest, signer)
  if (cms.length > reserved) throw malformed('the signature is larger than its place')
  out.write(Buffer.from(cms).toString('hex'), hole + 1, 'latin1')
  return withHole
}

async function withSignatureField(base: Uint8Array, note: SigningNote): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded when something is signed, not when a vault is opened.
  const { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } = await import('pdf-lib')
  const pdf = await PDFDocument.load(base, { forIncrementalUpdate: true, updateMetadata: false })
  const { context, catalog } = pdf
  const page = pdf.getPage(0)
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [0, wide, wide, wide],
      Contents: PDFHexString.of('0'.repeat(reserved * 2)),
      M: PDFString.of(pdfDate(note.at)),
      Name: PDFHexString.fromText(note.name.toWellFormed()),
      Reason: PDFHexString.fromText(note.reason.toWellFormed()),
      ...(note.location === undefined ? {} : { Location: PDFHexString.fromText(note.location.toWellFormed()) }),
      Reference: [
        {
          Type: 'SigRef',
          TransformMethod: 'DocMDP',
          TransformParams: { Type: 'TransformParams', P: 1, V: PDFName.of('1.2') },
        },
      ],
    }),
  )
  // PDF/A wants an appearance for every widget; an empty one of no size shows nothing.
  const appearance = context.register(context.stream('', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 0, 0] }))
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of('Signature1'),
      TU: PDFString.of(`Signature of this ${note.document ?? 'packet'}`),
      V: signature,
      P: page.ref,
      Rect: [0, 0, 0, 0],
      // Print and Locked.
      F: 132,
      AP: { N: appearance },
    }),
  )
  const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray)?.asArray() ?? []
  page.node.set(PDFName.of('Annots'), context.obj([...annotations, widget]))
  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict) ?? context.obj({})
  form.set(PDFName.of('Fields'), context.obj([widget]))
  form.set(PDFName.of('SigFlags'), PDFNumber.of(3))
  catalog.set(PDFName.of('AcroForm'), form)
  catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: signature }))
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}

/** `D:20261123085100-05'00'` (ISO 32000-2, section 7.9.4). */
function pdfDate(iso: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?.*?(Z|[+-]\d\d:\d\d)$/.exec(iso)
  if (!parts)
    throw new HoldfastError('INVALID_INPUT', `"${iso}" is not an instant.`, 'Give an ISO 8601 time with its offset.')
  const [, year, month, day, hour, minute, second = '00', offset = 'Z'] = parts
  const zone = offset === 'Z' ? 'Z' : `${offset.replace(':', "'")}'`
  return `D:${year}${month}${day}${hour}${minute}${second}${zone}`
}

const malformed = (what: string): HoldfastError =>
  new HoldfastError(
    'PACKET_NOT_INTACT',
    `The signed file would not have its form: ${what}.`,
    'Nothing was written. Try again; if it happens again, report what you did.',
  )
