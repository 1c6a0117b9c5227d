import { PDFArray, PDFDict, PDFStream, PDFString, PDFHexString, type PDFDocument, type PDFPage } from 'pdf-lib'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { fieldsIn } from './annotations.ts'
import { dictIn, entryOf, listIn, textIn } from './objects.ts'
import { byItself, eventWords, fileNamed, leadsAbout, marks, shownText, targetOf } from './action-words.ts'

/** Actions that are listed, actions that are looked at, and how many follow one another. */
const [most, lookedMost, followMost] = [300, 50_000, 1000]
/** Headings, names and nested objects that are gone through. */
const [headingsMost, deepest, nodesMost] = [5000, 40, 3_000_000]
const source = 'PDF action; nothing of it runs here'

/** What a PDF would make another program do, and what it would fetch from outside. */
export interface Acts {
  facts: EvidenceFact[]
  problems: string[]
}

/** The actions that a PDF names: where each stands, what sets it off, and what it is about (ISO 32000-2, section 12.6). */
export function actionsOf(file: PDFDocument, pages: readonly PDFPage[]): Acts {
  const facts: EvidenceFact[] = []
  const told = new Set<PDFDict>()
  /** Kinds of actions, and whether one of each is set off by itself. */
  const kinds = new Map<string, boolean>()
  let [count, looked] = [0, 0]
  const tell = (where: string, first: unknown, auto = false): void => {
    const waiting = [first]
    const chain = new Set<PDFDict>()
    for (const action of waiting) {
      if (!(action instanceof PDFDict) || chain.has(action) || chain.size > followMost || looked > lookedMost) continue
      chain.add(action)
      told.add(action)
      looked += 1
      const kind = textIn(action, 'S')
      if (kind !== '' && !leadsAbout.has(kind)) {
        count += 1
        kinds.set(kind, auto || (kinds.get(kind) ?? false))
        const fact = { name: `Action, ${where}`, value: `${kind}: ${targetOf(action)}`, source }
        // A link of two lines is two links.
        const same = facts.at(-1)?.name === fact.name && facts.at(-1)?.value === fact.value
        if (facts.length < most && !same) facts.push(fact)
      }
      const next = entryOf(action, 'Next')
      waiting.push(...(next instanceof PDFArray ? listIn(action, 'Next') : [next]))
    }
  }
  /** What a holder does when it is clicked (`A`, `PA`), and on what happens to it (`AA`). */
  const holders = new Set<PDFDict>()
  const tellOf = (where: string, holder: PDFDict, of: 'document' | 'page' | 'annotation' | 'field'): void => {
    if (holders.has(holder)) return
    holders.add(holder)
    tell(where, entryOf(holder, 'A'))
    tell(where, entryOf(holder, 'PA'))
    const events = dictIn(holder, 'AA')
    for (const [key] of events?.entries() ?? []) {
      const event = key.decodeText()
      if (events) tell(`${where}, ${eventWords(of, event)}`, entryOf(events, event), byItself(of, event))
    }
  }
  const catalog = file.context.lookup(file.context.trailerInfo.Root)
  if (catalog instanceof PDFDict) {
    tell('on opening', entryOf(catalog, 'OpenAction'), true)
    tellOf('document', catalog, 'document')
    for (const { name, value } of namesIn(catalog, 'JavaScript')) tell(`script “${name}”, on opening`, value, true)
  }
  for (const [index, page] of pages.entries()) {
    tellOf(`p. ${index + 1}`, page.node, 'page')
    for (const one of listIn(page.node, 'Annots'))
      if (one instanceof PDFDict) tellOf(`p. ${index + 1}, ${annotationNamed(one)}`, one, 'annotation')
  }
  const form = catalog instanceof PDFDict ? dictIn(catalog, 'AcroForm') : undefined
  for (const field of form ? fieldsIn(form) : []) tellOf(`field “${shownText(textIn(field, 'T'), 60)}”`, field, 'field')
  for (const heading of catalog instanceof PDFDict ? headingsIn(catalog) : [])
    tellOf(`heading “${shownText(textIn(heading, 'Title'), 60)}”`, heading, 'annotation')
  const outside = new Set<string>()
  everyDict(file, (dict, number, stream) => {
    const kind = textIn(dict, 'S')
    if (marks[kind]?.some((key) => entryOf(dict, key) !== undefined) === true && !told.has(dict))
      tell(`object ${number}, to which nothing that is read here leads`, dict)
    // A stream whose bytes lie in a file outside (ISO 32000-2, table 5), and rich text, which may name addresses.
    if (stream && entryOf(dict, 'F') !== undefined) outside.add(fileNamed(entryOf(dict, 'F')))
    for (const key of ['RC', 'RV'])
      for (const [address] of textIn(dict, key)
        .replace(/\bxmlns[\w:]*\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
        .matchAll(/\b(?:https?|ftp|file):[^\s"'<>]+|\\\\[^\s"'<>]+/gi))
        outside.add(shownText(address, 200))
  })
  const auto = [...kinds].filter(([, byItself]) => byItself).map(([kind]) => kind)
  const clicked = [...kinds].filter(([kind, byItself]) => !byItself && kind !== 'URI').map(([kind]) => kind)
  return {
    facts: [
      ...facts,
      ...[...outside].slice(0, most).map((value) => ({ name: 'Outside', value, source: 'PDF objects' })),
    ],
    problems: [
      ...(auto.length === 0
        ? []
        : [`It has actions that run by themselves in other programs: ${auto.join(', ')}. ${standThere}`]),
      ...(clicked.length === 0
        ? []
        : [`It has actions that are set off by hand in other programs: ${clicked.join(', ')}. ${standThere}`]),
      ...(outside.size === 0
        ? []
        : ['It names files or addresses outside of it that another program may fetch; nothing is fetched here.']),
      ...(count > most ? [`It has ${count} actions; the first ${most} stand among its facts.`] : []),
      ...(looked > lookedMost ? [`It has more than ${lookedMost} actions, which were not all looked at.`] : []),
    ],
  }
}

const standThere = 'They stand among its facts; nothing of them runs here.'

const annotationNamed = (dict: PDFDict): string => {
  const [kind, name] = [textIn(dict, 'Subtype'), textIn(dict, 'T')]
  if (kind === 'Link') return 'link'
  return kind === 'Widget' ? `field “${shownText(name, 60)}”` : kind.toLowerCase() || 'annotation'
}

/** The entries of a name tree of the document (ISO 32000-2, section 7.9.6), without circles. */
export function namesIn(catalog: PDFDict, tree: string): { name: string; value: unknown }[] {
  const names = dictIn(catalog, 'Names')
  const found: { name: string; value: unknown }[] = []
  const seen = new Set<PDFDict>()
  const walk = (node: PDFDict | undefined, depth: number): void => {
    if (!node || depth > deepest || seen.has(node) || found.length > lookedMost) return
    seen.add(node)
    let name = ''
    for (const one of listIn(node, 'Names'))
      if (one instanceof PDFString || one instanceof PDFHexString) name = shownText(one.decodeText(), 100)
      else found.push({ name, value: one })
    for (const kid of listIn(node, 'Kids')) if (kid instanceof PDFDict) walk(kid, depth + 1)
  }
  walk(names && dictIn(names, tree), 0)
  return found
}

function headingsIn(catalog: PDFDict): PDFDict[] {
  const outlines = dictIn(catalog, 'Outlines')
  const seen = new Set<PDFDict>()
  const waiting = [outlines && dictIn(outlines, 'First')]
  for (let item = waiting.pop(); waiting.length > 0 || item; item = waiting.pop()) {
    if (!item || seen.has(item) || seen.size > headingsMost) continue
    seen.add(item)
    waiting.push(dictIn(item, 'Next'), dictIn(item, 'First'))
  }
  return [...seen]
}

/** Every dictionary that stands in the file, also those that nothing leads to; `number`: of the object around it. */
export function everyDict(
  file: PDFDocument,
  use: (dict: PDFDict, number: number, stream: PDFStream | undefined) => void,
): void {
  let nodes = 0
  const walk = (object: unknown, number: number, depth: number): void => {
    if (depth > deepest || ++nodes > nodesMost) return
    const dict = object instanceof PDFStream ? object.dict : object
    if (dict instanceof PDFDict) {
      use(dict, number, object instanceof PDFStream ? object : undefined)
      for (const [, value] of dict.entries()) walk(value, number, depth + 1)
    } else if (dict instanceof PDFArray) for (const value of dict.asArray()) walk(value, number, depth + 1)
  }
  for (const [reference, object] of file.context.enumerateIndirectObjects()) walk(object, reference.objectNumber, 0)
}
