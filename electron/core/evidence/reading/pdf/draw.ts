import sharp from 'sharp'
import { Unreadable } from '../../../readers/index.ts'
import type { Picture } from '../format.ts'
import type { PdfDocument } from './document.ts'

/** Pixels of one drawn page. */
const pixelsMost = 40_000_000
/** FPDF_ANNOT, and the order of bytes that other libraries take. */
const flags = 0x01 | 0x10
const opaque = 0xff_ff_ff_ff

/** A page as displayed, with its annotations and filled-in fields; `width` in pixels, else twice its points. */
export async function drawPage(pdf: PdfDocument, page: number, width: number | undefined): Promise<Picture> {
  const { m, form } = pdf
  const { pixels, size } = pdf.onPage(page, (handle) => {
    const points = { width: m._FPDF_GetPageWidthF(handle), height: m._FPDF_GetPageHeightF(handle) }
    if (!(points.width > 0 && points.height > 0)) throw new Unreadable(`Page ${page} has no size.`)
    const wide = Math.max(1, Math.round(width ?? points.width * 2))
    const size = { width: wide, height: Math.max(1, Math.round((wide * points.height) / points.width)) }
    if (size.width * size.height > pixelsMost) {
      const scale = Math.sqrt(pixelsMost / (size.width * size.height))
      size.width = Math.max(1, Math.floor(size.width * scale))
      size.height = Math.max(1, Math.floor(size.height * scale))
    }
    const stride = size.width * 4
    const data = m._malloc(stride * size.height)
    if (data === 0) throw new RangeError('allocation failed')
    const bitmap = m._FPDFBitmap_CreateEx(size.width, size.height, 4, data, stride)
    if (bitmap === 0) throw new Unreadable(`Page ${page} is too large to draw.`)
    m._FPDFBitmap_FillRect(bitmap, 0, 0, size.width, size.height, opaque)
    m._FPDF_RenderPageBitmap(bitmap, handle, 0, 0, size.width, size.height, 0, flags)
    if (form !== 0) m._FPDF_FFLDraw(form, bitmap, handle, 0, 0, size.width, size.height, 0, flags)
    m._FPDFBitmap_Destroy(bitmap)
    const pixels = Buffer.from(m.HEAPU8.subarray(data, data + stride * size.height))
    m._free(data)
    return { pixels, size }
  })
  const raw = { ...size, channels: 4 as const }
  const bytes = await sharp(pixels, { raw }).removeAlpha().png({ compressionLevel: 2 }).toBuffer()
  return { bytes, mediaType: 'image/png', ...size }
}
