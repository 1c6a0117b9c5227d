import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PDFiumModule } from '@hyzyla/pdfium'
import { readAtOf, withSpareEntry, type FunctionTable, type ReadAt } from './read-at.ts'

/**
 * The functions of PDFium (WebAssembly) that are used here; pointers and handles are numbers, 0 is none. Its memory moves when
 * it grows: `HEAPU8` is read anew after every call.
 */
export interface Pdfium {
  HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(pointer: number): void
  _FPDF_InitLibrary(): void
  _FPDF_LoadCustomDocument(access: number, password: number): number
  _FPDF_GetLastError(): number
  _FPDF_GetPageCount(document: number): number
  _FPDF_GetPageSizeByIndexF(document: number, page: number, size: number): number
  _FPDF_GetPageLabel(document: number, page: number, buffer: number, length: number): number
  _FPDF_GetMetaText(document: number, tag: number, buffer: number, length: number): number
  _FPDF_GetFileVersion(document: number, version: number): number
  _FPDF_GetSecurityHandlerRevision(document: number): number
  _FPDF_LoadPage(document: number, page: number): number
  _FPDF_ClosePage(page: number): void
  _FPDF_GetPageWidthF(page: number): number
  _FPDF_GetPageHeightF(page: number): number
  _FPDF_PageToDevice(
    ...of: [
      page: number,
      x: number,
      y: number,
      width: number,
      height: number,
      turn: number,
      px: number,
      py: number,
      dx: number,
      dy: number,
    ]
  ): number
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, data: number, stride: number): number
  _FPDFBitmap_FillRect(
    ...of: [bitmap: number, x: number, y: number, width: number, height: number, color: number]
  ): number
  _FPDFBitmap_Destroy(bitmap: number): void
  _FPDF_RenderPageBitmap(
    ...of: [
      bitmap: number,
      page: number,
      x: number,
      y: number,
      width: number,
      height: number,
      turn: number,
      flags: number,
    ]
  ): void
  _FPDFDOC_InitFormFillEnvironment(document: number, info: number): number
  _FORM_OnAfterLoadPage(page: number, form: number): void
  _FORM_OnBeforeClosePage(page: number, form: number): void
  _FPDF_FFLDraw(
    ...of: [
      form: number,
      bitmap: number,
      page: number,
      x: number,
      y: number,
      width: number,
      height: number,
      turn: number,
      flags: number,
    ]
  ): void
  _FPDF_SetFormFieldHighlightAlpha(form: number, alpha: number): void
  _FPDFText_LoadPage(page: number): number
  _FPDFText_ClosePage(text: number): void
  _FPDFText_CountChars(text: number): number
  _FPDFText_GetText(text: number, from: number, count: number, buffer: number): number
  _FPDFText_GetUnicode(text: number, index: number): number
  _FPDFText_IsGenerated(text: number, index: number): number
  _FPDFText_GetLooseCharBox(text: number, index: number, rect: number): number
  _FPDFBookmark_GetFirstChild(document: number, parent: number): number
  _FPDFBookmark_GetNextSibling(document: number, bookmark: number): number
  _FPDFBookmark_GetTitle(bookmark: number, buffer: number, length: number): number
  _FPDFBookmark_GetDest(document: number, bookmark: number): number
  _FPDFDest_GetDestPageIndex(document: number, destination: number): number
  _FPDFDoc_GetAttachmentCount(document: number): number
  _FPDFDoc_GetAttachment(document: number, index: number): number
  _FPDFAttachment_GetName(attachment: number, buffer: number, length: number): number
  _FPDFAttachment_GetFile(attachment: number, buffer: number, length: number, out: number): number
}

let loaded: Promise<Pdfium & { readAt: ReadAt }> | undefined

/** PDFium, started once in a process. `readAt.pointer` is what a FPDF_FILEACCESS calls for bytes of a file. */
export function pdfium(): Promise<Pdfium & { readAt: ReadAt }> {
  loaded ??= (async () => {
    const file = createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm')
    const { binary, spare } = withSpareEntry(readFileSync(file))
    const made: unknown = await PDFiumModule({ wasmBinary: binary })
    const module = made as Pdfium & { wasmExports: { __indirect_function_table: FunctionTable } }
    const readAt = readAtOf(module)
    module.wasmExports.__indirect_function_table.set(spare, readAt.callback)
    module._FPDF_InitLibrary()
    return Object.assign(module, { readAt: { pointer: spare, files: readAt.files } })
  })()
  return loaded
}

/** What `make` wrote into memory of `bytes` bytes, read by `read`. */
export function scratch<T>(m: Pdfium, bytes: number, use: (pointer: number) => T): T {
  const pointer = m._malloc(bytes)
  if (pointer === 0) throw new RangeError('allocation failed')
  try {
    m.HEAPU8.fill(0, pointer, pointer + bytes)
    return use(pointer)
  } finally {
    m._free(pointer)
  }
}

export const viewOf = (m: Pdfium): DataView => new DataView(m.HEAPU8.buffer)

/** Bytes of one text of the file, at most. */
const textMost = 65_536

/** A text in UTF-16LE that `get` gives the length of, with its closing zero, and writes. */
export function textFrom(m: Pdfium, get: (buffer: number, length: number) => number): string {
  const length = get(0, 0)
  if (length <= 2) return ''
  const bytes = Math.min(length, textMost)
  return scratch(m, length, (pointer) => {
    get(pointer, length)
    return Buffer.from(m.HEAPU8.subarray(pointer, pointer + bytes - 2))
      .toString('utf16le')
      .toWellFormed()
  })
}
