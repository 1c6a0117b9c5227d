import { PDFStream, type PDFDict, type PDFDocument } from 'pdf-lib'
import type { EvidenceFact, TextUnit } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Source } from '../source.ts'
import { besidePages, type Beside } from './annotations.ts'
import { dictIn, entryOf, objectsOf, textIn } from './objects.ts'
import { signaturesOf } from './signatures.ts'

/** Facts of one kind that are listed. */
const factsMost = 300

/** What a PDF says beside its pages. */
export interface BesidePages {
  facts: EvidenceFact[]
  /** Words of annotations and values of fields, in the order of their pages. */
  units: TextUnit[]
  problems: string[]
  /** Attachments are encrypted apart from the document; undefined: it could not be told. */
  apart: boolean | undefined
}

/** Annotations, fields and signatures, from the objects of the file; `count`: its pages as they are shown. */
export async function besideOf(source: Source, password: string | undefined, count: number): Promise<BesidePages> {
  try {
    const { file, bytes, encryption } = await objectsOf(source, password)
    const problems: string[] = []
    const pages = file.getPages()
    if (pages.length !== count)
      problems.push(
        `It is shown with ${count} pages, and its objects were read as ${pages.length}: the pages of annotations and fields may be others.`,
      )
    const { found, cut } = besidePages(pages, file.catalog)
    if (cut) problems.push(`It has more than ${found.length} annotations and fields; the first of them are listed.`)
    else if (found.length > factsMost)
      problems.push(`Of its ${found.length} annotations and fields, ${factsMost} stand here; all stand in its text.`)
    const form = dictIn(file.catalog, 'AcroForm')
    if (form && entryOf(form, 'XFA'))
      problems.push(
        'It has a form of XFA too, which is neither drawn nor read here; readers that know XFA show that one.',
      )
    return {
      facts: [...signaturesOf(file.catalog, bytes), ...found.slice(0, factsMost).map(factOf)],
      units: found.flatMap(({ at, name, text }) => (at === null || text.trim() === '' ? [] : [unitOf(at, name, text)])),
      problems,
      apart: encryption !== undefined && areApart(file, encryption),
    }
  } catch (thrown) {
    const why = thrown instanceof Unreadable ? thrown.message : 'They are damaged.'
    return {
      facts: [],
      units: [],
      problems: [`Annotations, form fields and signatures were not looked for. ${why}`],
      apart: undefined,
    }
  }
}

const unitOf = (at: string, name: string, text: string): TextUnit => ({ at, text: `${name}: ${text}` })

const factOf = ({ page, name, text, said }: Beside): EvidenceFact => ({
  name: page === null ? name : `${name}, p. ${page}`,
  value: [text === '' ? 'without words' : text, ...said].join(' · '),
  source: name.includes('“') ? 'PDF form' : 'PDF annotation',
})

/** Whether files in it are encrypted otherwise than the document (ISO 32000-2, section 7.6.6: `EFF`, or a filter `Crypt` of their own). */
function areApart(file: PDFDocument, encryption: PDFDict): boolean {
  const own = textIn(encryption, 'EFF')
  if (own !== '' && own !== (textIn(encryption, 'StmF') || 'Identity')) return true
  return file.context
    .enumerateIndirectObjects()
    .some(([, one]) => one instanceof PDFStream && /\bCrypt\b/.test(textIn(one.dict, 'Filter')))
}
