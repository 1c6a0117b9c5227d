import { parseAt } from '../../../../../shared/kernel/pinpoint.ts'
import type { Format, OpenedFile, TextPart } from '../format.ts'
import { findIn } from '../find.ts'
import { noTextLayer } from '../no-text.ts'
import { openDocument } from './document.ts'
import { drawPage } from './draw.ts'
import { embeddedBytes, embeddedMembers } from './embedded.ts'
import { attachmentOf, attachmentsOf, factsOf, isEncrypted, outlineOf } from './structure.ts'
import { pagesAlone } from './take.ts'
import { readTwice } from './twice.ts'
import { boxesOf, textOfPage, wordsOf } from './words.ts'

/** Pages whose sizes are told at once. */
const sizesMost = 5000
/** Characters of text in one answer, roughly. */
const together = 1_000_000

/** Milliseconds of reading pages twice for one answer; then what was read is told, and whoever asks goes on. */
const twiceFor = 4000

/** PDF: pages drawn by PDFium, with their words. */
export const pdf: Format = {
  reader: 'PDFium 2.1.13',
  // Within the first KiB, as readers of PDF allow (ISO 32000-1, annex H.3).
  takes: ({ start }) => Buffer.from(start.subarray(0, 1024)).includes('%PDF-'),
  async open(source, password): Promise<OpenedFile> {
    const document = await openDocument(source, password)
    const { count } = document
    const beside = await (await import('./beside.ts')).besideOf(source, password, count)
    const sealed = isEncrypted(document) && beside.apart !== false
    const attached = attachmentsOf(document, sealed)
    const more = embeddedMembers(beside.embedded, attached, sealed)
    const differs = readTwice(document, source, { password, lost: new Set(beside.lost) })
    const text = async (from: number, twice = false): Promise<TextPart> => {
      const units = []
      const unread = []
      let size = 0
      let page = Math.min(from, count) + 1
      const until = twice ? performance.now() + twiceFor : Infinity
      for (; page <= count && size < together && performance.now() < until; page++) {
        try {
          const found = textOfPage(document, page)
          size += found.length + 50
          units.push({ at: `p. ${page}`, text: found })
          if (found.trim() === '') unread.push({ at: `p. ${page}`, reason: noTextLayer })
          const difference = twice ? await differs(page) : null
          if (difference !== null) unread.push({ at: `p. ${page}`, reason: difference })
        } catch (thrown) {
          units.push({ at: `p. ${page}`, text: '' })
          unread.push({ at: `p. ${page}`, reason: thrown instanceof Error ? thrown.message : 'It cannot be read.' })
        }
      }
      // After the pages, what lies on them: as many units as pages, then one for each.
      let next = Math.max(from, page - 1)
      for (; next >= count && next < count + beside.units.length && size < together; next++) {
        const unit = beside.units[next - count]
        if (unit) units.push(unit)
        size += (unit?.text.length ?? 0) + 50
      }
      return { units, unread, next: next < count + beside.units.length ? next : null }
    }
    const file: OpenedFile = {
      view: {
        kind: 'pages',
        pages: Array.from({ length: Math.min(count, sizesMost) }, (_, index) => document.sizeOf(index + 1)),
        count,
        outline: outlineOf(document),
      },
      facts: [...factsOf(document), ...beside.facts],
      members: [
        ...attached.flatMap(({ handle: _, ...member }) => (more.has(member.path) ? [] : member)),
        ...[...more.values()].map(({ member }) => member),
      ],
      problems: beside.problems,
      text,
      picture: (page, width) => drawPage(document, page, width),
      part: (ask) => {
        if (ask.ask === 'words') return { ask: 'words', words: wordsOf(document, ask.page) }
        if (ask.ask === 'second') return differs(ask.page).then((found) => ({ ask: 'second', differs: found }))
        if (ask.ask !== 'find') return undefined
        return findIn({ ...file }, ask, (at, from, to) => {
          const place = parseAt(at)
          if (place?.kind !== 'page') return Promise.resolve([])
          return Promise.resolve(place.boxes ?? boxesOf(document, place.page, from, to))
        })
      },
      member: (path) => {
        const found = more.get(path)
        return found ? embeddedBytes(found) : attachmentOf(document, attached, path)
      },
      derive: (at) => pagesAlone(source, count, at),
    }
    return file
  },
}
