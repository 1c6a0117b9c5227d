import { PDFArray, PDFDict, PDFStream, type PDFDocument, type PDFPage } from 'pdf-lib'
import type { EvidenceFact, TextUnit } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import { count as counted } from '../../../../../shared/kernel/show.ts'
import { wholeOf, type Source } from '../source.ts'
import { actionsOf } from './actions.ts'
import { besidePages, type Beside } from './annotations.ts'
import { embeddedFacts, embeddedIn, richMediaIn, xfaFacts, type Embedded } from './embedded.ts'
import { dictIn, entryOf, objectsOf, textIn } from './objects.ts'
import { mendObjects } from './mend.ts'
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
  /** Files that it carries. */
  embedded: Embedded[]
  /** Pages of whose contents a part is missing or is no stream: programs differ on what they show then. */
  lost: number[]
}

/**
 * Annotations, fields, signatures, actions and embedded files, from the objects of the file; `count`: its pages as they are
 * shown. Nothing of them runs.
 */
export async function besideOf(source: Source, password: string | undefined, count: number): Promise<BesidePages> {
  try {
    const { file, bytes, encryption } = await objectsOf(source, password)
    const problems: string[] = []
    const { damaged, words } = mendObjects(file, encryption !== undefined)
    if (damaged > 0)
      problems.push(
        `${counted(damaged, 'object')} of it ${damaged === 1 ? 'is' : 'are'} damaged and not read.${namedIn(words)}`,
      )
    const pages = pagesOf(file)
    if (pages.length !== count)
      problems.push(
        `It is shown with ${counted(count, 'page')}, and its objects were read as ${pages.length}: the pages of annotations and fields may be others.`,
      )
    const catalog = file.context.lookup(file.context.trailerInfo.Root)
    if (!(catalog instanceof PDFDict))
      problems.push('Its objects name no document: only actions and files were looked for.')
    const { found, cut } = catalog instanceof PDFDict ? besidePages(pages, catalog) : { found: [], cut: false }
    if (cut) problems.push(`It has more than ${found.length} annotations and fields; the first of them are listed.`)
    else if (found.length > factsMost)
      problems.push(`Of its ${found.length} annotations and fields, ${factsMost} stand here; all stand in its text.`)
    const form = catalog instanceof PDFDict ? dictIn(catalog, 'AcroForm') : undefined
    const xfa = form && entryOf(form, 'XFA') ? xfaFacts(form) : []
    if (xfa.length > 0)
      problems.push(
        'It has a form of XFA too, which is neither drawn nor read here; readers that know XFA show that one.',
      )
    const lost = partsLost(pages)
    problems.push(...lostInWords(lost))
    const acts = actionsOf(file, pages)
    const embedded = embeddedIn(file, pages)
    const media = richMediaIn(pages)
    return {
      facts: [
        ...(catalog instanceof PDFDict ? signaturesOf(catalog, bytes) : []),
        ...acts.facts,
        ...embeddedFacts(embedded),
        ...xfa,
        ...found.slice(0, factsMost).map(factOf),
      ],
      units: found.flatMap(({ at, name, text }) => (at === null || text.trim() === '' ? [] : [unitOf(at, name, text)])),
      problems: [...problems, ...acts.problems, ...(media === '' ? [] : [media])],
      apart: encryption !== undefined && areApart(file, encryption),
      embedded,
      lost,
    }
  } catch (thrown) {
    const why = thrown instanceof Unreadable ? thrown.message : 'They are damaged.'
    const named = source.size > namedMost ? '' : namedIn(Buffer.from(wholeOf(source)))
    return {
      facts: [],
      units: [],
      problems: [
        `Annotations, actions, embedded files, form fields and signatures were not looked for. ${why}${named}`,
      ],
      apart: undefined,
      embedded: [],
      lost: [],
    }
  }
}

/** Its pages as far as their tree can be followed: one that leads in circles gives none. */
function pagesOf(file: PDFDocument): PDFPage[] {
  try {
    return file.getPages()
  } catch {
    return []
  }
}

/** Pages that are named as damaged. */
const lostMost = 20

function partsLost(pages: readonly PDFPage[]): number[] {
  return pages.flatMap(({ node }, index) => {
    const contents = entryOf(node, 'Contents')
    if (contents === undefined) return []
    const parts = contents instanceof PDFArray ? contents.asArray().map((one) => node.context.lookup(one)) : [contents]
    return parts.every((part) => part instanceof PDFStream) ? [] : [index + 1]
  })
}

function lostInWords(lost: readonly number[]): string[] {
  if (lost.length === 0) return []
  const named = `${lost.slice(0, lostMost).join(', ')}${lost.length > lostMost ? ` and ${lost.length - lostMost} more` : ''}`
  return [`Two engines read it differently: to pdf-lib a part of what is drawn on p. ${named} is missing or damaged.`]
}

/** Bytes that are looked through for names. */
const namedMost = 64 * 1024 * 1024
const running = ['OpenAction', 'JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'GoToR', 'GoToE', 'RichMedia', 'XFA']

/** Which names of actions stand in bytes that are not read as objects; those that are packed are not found. */
function namedIn(bytes: Buffer | string): string {
  const found = [...running, 'EmbeddedFile'].filter((name) => bytes.includes(`/${name}`))
  return found.length === 0 ? '' : ` Its bytes name ${found.join(', ')}.`
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
