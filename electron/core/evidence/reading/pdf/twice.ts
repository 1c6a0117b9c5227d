import { Unreadable } from '../../../readers/index.ts'
import type { Source } from '../source.ts'
import { differenceOf } from './differ.ts'
import type { PdfDocument } from './document.ts'
import { textOfPage } from './words.ts'
import type { SecondReader } from './second.ts'

const named = (words: readonly string[]): string => words.map((word) => `“${word.slice(0, 40)}”`).join(', ')

/**
 * Reads pages a second time, by another engine, which is loaded when the first one is asked for; says in words how the two differ on
 * a page, null where they do not. `lost`: pages of whose contents the library that reads objects has not found all.
 */
export function readTwice(
  document: PdfDocument,
  source: Source,
  { password, lost }: { password: string | undefined; lost: ReadonlySet<number> },
): (page: number) => Promise<string | null> {
  let second: Promise<SecondReader> | undefined
  return async (page) => {
    const first = textOfPage(document, page)
    second ??= import('./second.ts').then(({ openSecond }) => openSecond(source, password))
    try {
      const difference = differenceOf(first, await (await second).textOf(page))
      const alone = [
        ...(lost.has(page) ? ['to pdf-lib a part of what is drawn on it is missing or damaged'] : []),
        ...(difference !== undefined && difference.first.length > 0
          ? [`PDFium alone reads ${named(difference.first)}`]
          : []),
        ...(difference !== undefined && difference.second.length > 0
          ? [`pdf.js alone reads ${named(difference.second)}`]
          : []),
      ]
      return alone.length === 0 ? null : `Two engines read this page differently: ${alone.join('; ')}.`
    } catch (thrown) {
      if (!(thrown instanceof Unreadable)) throw thrown
      return `The page was read by PDFium alone. By pdf.js: ${thrown.message}`
    }
  }
}
