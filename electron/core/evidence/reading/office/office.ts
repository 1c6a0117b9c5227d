import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import { zip } from '../archive/zip.ts'
import type { Format } from '../format.ts'
import type { Source } from '../source.ts'
import { readOpenDocument } from './opendocument.ts'
import { Lines, shownAs } from './lines.ts'
import { partsOf, propertiesIn } from './parts.ts'
import { dangersOf } from './relations.ts'
import { readSlides } from './slides.ts'
import { readWord } from './word.ts'
import { spreadsheetOf } from '../sheets/ods.ts'
import { sheetsShown } from '../sheets/shown.ts'
import { workbookOf } from '../sheets/xlsx.ts'

/** Bytes at the end of a file in which the directory of a document's parts lies. */
const tail = 1 << 20

function holds(source: Source, path: string): boolean {
  const from = Math.max(0, source.size - tail)
  return Buffer.from(source.read(from, source.size - from)).includes(path, 0, 'latin1')
}

const isOffice = (source: Source): boolean =>
  holds(source, 'content.xml') ||
  (holds(source, '[Content_Types].xml') &&
    ['word/document', 'xl/workbook.xml', 'ppt/presentation.xml'].some((part) => holds(source, part)))

const reader = 'office 2'

/** Documents of Office Open XML and OpenDocument: their text with what was changed, hidden and remarked, and all parts as members. */
export const office: Format = {
  reader,
  takes: ({ start }, source) => start[0] === 0x50 && start[1] === 0x4b && isOffice(source),
  async open(source, password, sniffed) {
    const archive = await zip.open(source, password, sniffed)
    const parts = partsOf(archive)
    const lines = new Lines()
    const problems: string[] = []
    const facts: EvidenceFact[] = []
    let shown: ReturnType<typeof sheetsShown> | undefined
    const has = (path: string): boolean => parts.paths.includes(path)
    if (has('META-INF/manifest.xml') && /encryption-data/.test((await parts.xml('META-INF/manifest.xml')) ?? ''))
      throw new Unreadable('It is encrypted with a password; nothing here opens that in OpenDocument.')
    if (has('xl/workbook.xml')) {
      const found = await workbookOf(parts)
      problems.push(...found.problems)
      facts.push({ name: 'Dates count from', value: found.from1904 ? '1904' : '1900', source: 'xl/workbook.xml' })
      shown = sheetsShown('Office Open XML', found.sheets, { before: found.names, after: [] })
    } else if (has('ppt/presentation.xml')) problems.push(...(await readSlides(parts, lines)))
    else if (has('content.xml')) {
      const found = await spreadsheetOf(parts)
      if (found) {
        await readOpenDocument(parts, lines, 'headers')
        problems.push(...found.problems)
        const beside = lines.found.map(({ text }) => text)
        shown = sheetsShown('OpenDocument', found.sheets, { before: [], after: [...found.outside, ...beside] })
      } else await readOpenDocument(parts, lines, 'all')
    } else await readWord(parts, lines)
    for (const path of ['docProps/core.xml', 'docProps/app.xml', 'docProps/custom.xml', 'meta.xml']) {
      try {
        const xml = await parts.xml(path)
        if (xml !== undefined) facts.push(...propertiesIn(xml, path))
      } catch (thrown) {
        if (!(thrown instanceof Unreadable)) throw thrown
        problems.push(`Its properties in “${path}” were not read: ${thrown.message}`)
      }
    }
    const dangers = await dangersOf(parts)
    if (lines.found.some(({ text }) => /\[field:\s*DDE/i.test(text)))
      problems.push('It has a field that asks another program for data (DDE). It was not asked.')
    return {
      ...archive,
      ...(shown ?? shownAs(lines, reader)),
      facts: [...facts, ...dangers.facts],
      problems: [...problems, ...dangers.problems, ...lines.problems],
    }
  },
}
