import type { EvidenceFact, EvidenceMember } from '../../../../../shared/contract/evidence/parts.ts'
import type { ViewOf } from '../../../../../shared/contract/evidence/views.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { PdfDocument } from './document.ts'
import { scratch, textFrom, viewOf } from './pdfium.ts'

type Outline = ViewOf<'pages'>['outline']
/** Headings that are read; a hostile outline leads in circles. */
const headingsMost = 5000
const deepest = 20

/** The document's own table of contents. */
export function outlineOf({ m, document }: PdfDocument): Outline {
  const outline: Outline = []
  const seen = new Set<number>()
  const walk = (parent: number, depth: number): void => {
    let bookmark = m._FPDFBookmark_GetFirstChild(document, parent)
    while (bookmark !== 0 && !seen.has(bookmark) && outline.length < headingsMost) {
      seen.add(bookmark)
      const here = bookmark
      const title = textFrom(m, (buffer, length) => m._FPDFBookmark_GetTitle(here, buffer, length))
      const destination = m._FPDFBookmark_GetDest(document, here)
      const page = destination === 0 ? -1 : m._FPDFDest_GetDestPageIndex(document, destination)
      outline.push({ title, depth, page: page < 0 ? null : page + 1 })
      if (depth < deepest) walk(here, depth + 1)
      bookmark = m._FPDFBookmark_GetNextSibling(document, here)
    }
  }
  walk(0, 0)
  return outline
}

/** Whether a security handler guards it, with or without a password to open it. */
export const isEncrypted = ({ m, document }: Pick<PdfDocument, 'm' | 'document'>): boolean =>
  m._FPDF_GetSecurityHandlerRevision(document) >= 0

const tags = ['Title', 'Author', 'Subject', 'Keywords', 'Creator', 'Producer', 'CreationDate', 'ModDate']
const dateTags: Partial<Record<string, string>> = { CreationDate: 'Created', ModDate: 'Modified' }

/** A date of PDF (`D:20261130203027+01'00'`) to be read, with its zone as far as it is stated; another text as it stands. */
export function pdfDateInWords(text: string): string {
  const [, year, month, day, clock = '', second, zone = ''] =
    /^D:(\d{4})(\d\d)(\d\d)(?:(\d{4})(\d\d)?)?(Z(?:00'?00'?)?|[+-]\d\d(?:'?\d\d)?'?)?$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return text
  if (clock === '') return `${year}-${month}-${day}`
  const time = [clock.slice(0, 2), clock.slice(2), ...(second === undefined ? [] : [second])].join(':')
  const [sign, hours, minutes = '00'] = [zone.slice(0, 1), ...(zone.match(/\d\d/g) ?? [])]
  return `${year}-${month}-${day} ${time}${zone === '' ? ', no zone stated' : sign === 'Z' ? ' UTC' : ` ${sign}${hours}:${minutes}`}`
}

/** What the file's information dictionary claims, with the version of the format. */
export function factsOf({ m, document, count }: PdfDocument): EvidenceFact[] {
  const facts: EvidenceFact[] = []
  const version = scratch(m, 4, (pointer) =>
    m._FPDF_GetFileVersion(document, pointer) === 1 ? viewOf(m).getInt32(pointer, true) : 0,
  )
  if (version > 0)
    facts.push({ name: 'Version', value: `${Math.floor(version / 10)}.${version % 10}`, source: 'PDF header' })
  facts.push({ name: 'Pages', value: String(count), source: 'PDF' })
  for (const tag of tags) {
    const name = Buffer.from(`${tag}\0`)
    const value = scratch(m, name.length, (pointer) => {
      m.HEAPU8.set(name, pointer)
      return textFrom(m, (buffer, length) => m._FPDF_GetMetaText(document, pointer, buffer, length))
    })
    const date = dateTags[tag]
    if (value === '') continue
    if (date === undefined) facts.push({ name: tag, value, source: 'PDF information' })
    else {
      const read = pdfDateInWords(value)
      // One that is read is of figures alone, so it can stand beside its field.
      const stated = read === value ? tag : `${tag} ${value}`
      facts.push({ name: date, value: read, source: `PDF information, ${stated}` })
    }
  }
  if (isEncrypted({ m, document })) facts.push({ name: 'Encrypted', value: 'yes', source: 'PDF' })
  const labels = labelsOf({ m, document }, count)
  if (labels !== '') facts.push({ name: 'Page labels', value: labels, source: 'PDF PageLabels' })
  return facts
}

/** Pages whose labels are looked at, and labels that are told. */
const [labelledMost, labelsMost] = [5000, 100]

/** What the file calls its pages where that is not their number: `p. 1 is “i”; p. 2 is “ii”`. */
function labelsOf({ m, document }: Pick<PdfDocument, 'm' | 'document'>, count: number): string {
  const labels: string[] = []
  for (let page = 1; page <= Math.min(count, labelledMost); page++) {
    const label = textFrom(m, (buffer, length) => m._FPDF_GetPageLabel(document, page - 1, buffer, length))
    if (label !== '' && label !== String(page)) labels.push(`p. ${page} is “${label}”`)
  }
  const more = labels.length > labelsMost ? [`and ${labels.length - labelsMost} more`] : []
  if (labels.length > 0 && count > labelledMost) more.push(`pages after ${labelledMost} were not looked at`)
  return [...labels.slice(0, labelsMost), ...more].join('; ')
}

/** Bytes of one attachment that is taken out. */
const attachmentMost = 100 * 1024 * 1024
const attachmentsMost = 2000

interface Attached extends EvidenceMember {
  handle: number
}

/** The files that the document carries; `sealed`: their bytes may be encrypted still, and are not handed out. */
export function attachmentsOf({ m, document }: PdfDocument, sealed: boolean): Attached[] {
  const attached: Attached[] = []
  const count = Math.min(m._FPDFDoc_GetAttachmentCount(document), attachmentsMost)
  for (let index = 0; index < count; index++) {
    const handle = m._FPDFDoc_GetAttachment(document, index)
    if (handle === 0) continue
    const named = textFrom(m, (buffer, length) => m._FPDFAttachment_GetName(handle, buffer, length)) || 'attachment'
    const same = attached.filter(({ path }) => path === named || path.startsWith(`${named} (`)).length
    const size = scratch(m, 8, (out) =>
      !sealed && m._FPDFAttachment_GetFile(handle, 0, 0, out) === 1 ? viewOf(m).getUint32(out, true) : null,
    )
    attached.push({
      path: same === 0 ? named : `${named} (${same + 1})`,
      size,
      encrypted: sealed,
      folder: false,
      modified: null,
      note: size === null ? 'cannot be read' : null,
      handle,
    })
  }
  return attached
}

/** The bytes of an attachment. Fails with Unreadable. */
export function attachmentOf({ m }: PdfDocument, attached: readonly Attached[], path: string): Uint8Array {
  const found = attached.find((one) => one.path === path)
  if (!found) throw new Unreadable(`It has no attachment “${path}”.`)
  if (found.encrypted)
    throw new Unreadable(
      `The attachment “${path}” is encrypted apart from the document, or it could not be told whether it is: its bytes are not handed out.`,
    )
  if (found.size === null)
    throw new Unreadable(`The attachment “${path}” cannot be read: its stream is missing or damaged.`)
  const { size } = found
  if (size > attachmentMost) throw new Unreadable(`The attachment “${path}” is larger than 100 MiB.`)
  return scratch(m, size + 8, (pointer) => {
    if (m._FPDFAttachment_GetFile(found.handle, pointer + 8, size, pointer) !== 1)
      throw new Unreadable(`The attachment “${path}” cannot be read.`)
    return Uint8Array.from(m.HEAPU8.subarray(pointer + 8, pointer + 8 + size))
  })
}
