import { createRequire, registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { Unreadable } from '../../../readers/index.ts'
import type { Source } from '../source.ts'

/** Bytes of a PDF that is read a second time: pdf.js keeps what it has asked for. */
const largest = 256 * 1024 * 1024
/** Bytes that are handed over at once. */
const piece = 256 * 1024

/** The words of pages as another engine than PDFium reads them. */
export interface SecondReader {
  /** Fails with Unreadable. */
  textOf(page: number): Promise<string>
}

let loaded: Promise<typeof import('pdfjs-dist')> | undefined

/** pdf.js without a canvas: it draws nothing here, and would load a native library for it. */
function pdfjs(): Promise<typeof import('pdfjs-dist')> {
  loaded ??= (async () => {
    const hooks = registerHooks({
      resolve: (name, context, next) => {
        if (name === '@napi-rs/canvas') throw new Error('nothing is drawn')
        return next(name, context)
      },
    })
    // What it looks for when it is loaded, and uses to draw alone.
    const shapes = globalThis as Record<string, unknown>
    for (const shape of ['DOMMatrix', 'Path2D', 'ImageData']) shapes[shape] ??= Object
    try {
      return await import('pdfjs-dist/legacy/build/pdf.mjs')
    } finally {
      hooks.deregister()
    }
  })()
  return loaded
}

/** Opens a PDF by pdf.js; its scripts, forms and fonts are left alone. Fails with Unreadable. */
export async function openSecond(source: Source, password: string | undefined): Promise<SecondReader> {
  if (source.size > largest) throw new Unreadable('It is larger than 256 MiB, which is more than is read twice.')
  const { getDocument, PDFDataRangeTransport, VerbosityLevel } = await pdfjs()
  const range = new PDFDataRangeTransport(source.size, null)
  range.requestDataRange = (begin, end) => {
    queueMicrotask(() => range.onDataRange(begin, Uint8Array.from(source.read(begin, end - begin))))
  }
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const opening = getDocument({
    range,
    rangeChunkSize: piece,
    disableStream: true,
    disableAutoFetch: true,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    cMapUrl: join(home, 'cmaps/'),
    standardFontDataUrl: join(home, 'standard_fonts/'),
    verbosity: VerbosityLevel.ERRORS,
    ...(password === undefined ? {} : { password }),
  })
  let document: PDFDocumentProxy
  try {
    document = await opening.promise
  } catch {
    throw new Unreadable('It cannot open the file.')
  }
  return {
    async textOf(page) {
      if (page > document.numPages) throw new Unreadable(`It finds ${document.numPages} pages.`)
      try {
        const found = await document.getPage(page)
        const { items } = await found.getTextContent({ disableNormalization: false })
        found.cleanup()
        return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
      } catch {
        throw new Unreadable('It cannot read the page.')
      }
    },
  }
}
