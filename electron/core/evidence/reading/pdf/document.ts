import { Unreadable } from '../../../readers/index.ts'
import { Locked } from '../format.ts'
import type { Source } from '../source.ts'
import { pdfium, scratch, viewOf, type Pdfium } from './pdfium.ts'

/** Bytes of a PDF: PDFium counts them in 32 bits. */
const largest = 2 ** 32 - 1

/** A PDF as PDFium has it open. It stays open until its process ends. */
export interface PdfDocument {
  m: Pdfium
  document: number
  /** The environment in which filled-in fields are drawn; 0: none. */
  form: number
  count: number
  /** Runs `use` with a page open (from 1). Fails with Unreadable. */
  onPage<T>(page: number, use: (handle: number) => T): T
  /** Width and height of a page as displayed, in points. */
  sizeOf(page: number): { width: number; height: number }
}

/** Opens a PDF. Fails with Locked or Unreadable. */
export async function openDocument(source: Source, password: string | undefined): Promise<PdfDocument> {
  if (source.size > largest) throw new Unreadable('It is larger than 4 GiB, which is more than is read of a PDF here.')
  const m = await pdfium()
  // FPDF_FILEACCESS: length, function, parameter. It stays for as long as the document, which is as long as the process.
  const access = m._malloc(12)
  m.readAt.files.set(access, source)
  for (const [index, value] of [source.size, m.readAt.pointer, access].entries())
    viewOf(m).setUint32(access + index * 4, value, true)
  const secret = Buffer.from(`${password ?? ''}\0`)
  const document = scratch(m, secret.length, (pointer) => {
    m.HEAPU8.set(secret, pointer)
    return m._FPDF_LoadCustomDocument(access, password === undefined ? 0 : pointer)
  })
  if (document === 0) {
    if (m._FPDF_GetLastError() === 4) throw new Locked()
    throw new Unreadable('It begins like a PDF and cannot be read as one: it is damaged or cut short.')
  }
  const count = m._FPDF_GetPageCount(document)
  if (count === 0) throw new Unreadable('It is a PDF in which no page can be found.')
  const form = formOf(m, document)
  return {
    m,
    document,
    form,
    count,
    onPage(page, use) {
      if (page > count) throw new Unreadable(`It has ${count} pages; there is no page ${page}.`)
      const handle = m._FPDF_LoadPage(document, page - 1)
      if (handle === 0) throw new Unreadable(`Page ${page} is damaged and cannot be drawn.`)
      if (form !== 0) m._FORM_OnAfterLoadPage(handle, form)
      try {
        return use(handle)
      } finally {
        if (form !== 0) m._FORM_OnBeforeClosePage(handle, form)
        m._FPDF_ClosePage(handle)
      }
    },
    sizeOf: (page) =>
      scratch(m, 8, (pointer) => {
        m._FPDF_GetPageSizeByIndexF(document, page - 1, pointer)
        const [width, height] = [viewOf(m).getFloat32(pointer, true), viewOf(m).getFloat32(pointer + 4, true)]
        return { width: round(width), height: round(height) }
      }),
  }
}

export const round = (n: number): number => (Number.isFinite(n) ? Math.round(n * 100) / 100 : 0)

/** FPDF_FORMFILLINFO is a structure of callbacks; none of them is given, so nothing in a form acts. */
function formOf(m: Pdfium, document: number): number {
  const info = m._malloc(1024)
  m.HEAPU8.fill(0, info, info + 1024)
  viewOf(m).setInt32(info, 2, true)
  const form = m._FPDFDOC_InitFormFillEnvironment(document, info)
  if (form !== 0) m._FPDF_SetFormFieldHighlightAlpha(form, 0)
  return form
}
