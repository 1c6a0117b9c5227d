import { showAt, type At } from '../../../../../shared/kernel/pinpoint.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Derived } from '../format.ts'
import { wholeOf, type Source } from '../source.ts'

/** Bytes of a PDF of which pages are taken out: all its objects are held for it. */
const largest = 64 * 1024 * 1024

/** Pages of a PDF as a PDF of their own. Fails with Unreadable. */
export async function pagesAlone(source: Source, count: number, at: At): Promise<Derived> {
  if (at.kind !== 'page' || at.boxes)
    throw new Unreadable('Of a PDF, pages or an attachment can be taken out: “p. 3”, “p. 3–5”.')
  const last = at.to ?? at.page
  if (last > count) throw new Unreadable(`It has ${count} pages; there is no page ${last}.`)
  if (source.size > largest) throw new Unreadable('Of a PDF of more than 64 MiB no pages are taken out.')
  const { PDFDocument } = await import('pdf-lib')
  const from = await PDFDocument.load(wholeOf(source), { updateMetadata: false }).catch(() => {
    throw new Unreadable('Its pages cannot be taken out: the file is encrypted or damaged.')
  })
  const made = await PDFDocument.create({ updateMetadata: false })
  const wanted = Array.from({ length: last - at.page + 1 }, (_, index) => at.page - 1 + index)
  for (const page of await made.copyPages(from, wanted)) made.addPage(page)
  const place = showAt(at)
  return {
    name: `${source.name.replace(/\.pdf$/i, '')} ${place}.pdf`,
    bytes: await made.save(),
    how: `${place}, copied by pdf-lib 2.11.1`,
  }
}
