import { PDFDict, type PDFPage } from 'pdf-lib'
import { showAt, type Box } from '../../../../../shared/kernel/pinpoint.ts'
import { round } from './document.ts'
import { dictIn, entryOf, listIn, numberIn, numbersIn, textIn, wordsIn } from './objects.ts'

/** Annotations and fields that are listed. */
const most = 5000
const deepest = 40

/** Something that lies on a page or belongs to its form, in words. */
export interface Beside {
  /** Page from 1; null: on none. */
  page: number | null
  /** `p. 3 [72,90 200×20]`; null where it is on no page. */
  at: string | null
  /** What it is: `Highlight`, `Text field “name”`. */
  name: string
  /** Its words or its value; empty where it has none. */
  text: string
  /** Author, date and what is odd about it, each as claimed. */
  said: string[]
  dict: PDFDict
}

/** Kinds of annotations whose names do not say themselves (ISO 32000-2, table 171). */
const kinds: Record<string, string> = {
  Text: 'Note',
  FreeText: 'Text on the page',
  StrikeOut: 'Strike-out',
  FileAttachment: 'Attached file',
  PolyLine: 'Line of several parts',
  Redact: 'Redaction that was not carried out',
  Ink: 'Drawing',
}
/** Annotations that are listed elsewhere, or are the window of another one. */
const others = new Set(['Link', 'Popup'])

/** The annotations and fields of all pages, then the fields on none; `cut`: there are more. */
export function besidePages(pages: readonly PDFPage[], catalog: PDFDict): { found: Beside[]; cut: boolean } {
  const found: Beside[] = []
  const placed = new Set<PDFDict>()
  for (const [index, page] of pages.entries()) {
    const annotations = listIn(page.node, 'Annots').filter((one) => one instanceof PDFDict)
    for (const dict of annotations) {
      const kind = textIn(dict, 'Subtype')
      if (others.has(kind)) continue
      if (found.length === most) return { found, cut: true }
      const { box, odd } = boxOf(page, dict)
      const place = { page: index + 1, at: showAt({ kind: 'page', page: index + 1, boxes: [box] }), dict }
      const hidden = [...shownBy(dict), ...(odd === '' ? [] : [odd])]
      if (kind === 'Widget') {
        const field = fieldOf(dict)
        placed.add(field.dict)
        found.push({ ...place, name: field.name, text: field.value, said: hidden })
      } else found.push({ ...place, ...annotationOf(dict, kind), said: [...claimsOf(dict), ...hidden] })
    }
  }
  const form = dictIn(catalog, 'AcroForm')
  for (const dict of form ? fieldsIn(form) : []) {
    if (placed.has(dict)) continue
    if (found.length === most) return { found, cut: true }
    const { name, value } = fieldOf(dict)
    found.push({ page: null, at: null, name, text: value, said: ['on no page'], dict })
  }
  return { found, cut: false }
}

function annotationOf(dict: PDFDict, kind: string): { name: string; text: string } {
  const rich = textIn(dict, 'RC').replace(/<[^<>]*>/g, '')
  const file = dictIn(dict, 'FS')
  const attached = file ? textIn(file, 'UF') || textIn(file, 'F') : ''
  const text = [textIn(dict, 'Contents') || rich.trim(), attached === '' ? '' : `file “${attached}”`]
  return { name: kinds[kind] ?? (kind || 'Annotation'), text: text.filter((one) => one !== '').join('; ') }
}

const claimsOf = (dict: PDFDict): string[] => {
  const [author, subject, date] = [textIn(dict, 'T'), textIn(dict, 'Subj'), textIn(dict, 'M')]
  return [
    ...(author === '' ? [] : [`by ${author}`]),
    ...(subject === '' ? [] : [`subject ${subject}`]),
    ...(date === '' ? [] : [`changed ${date}`]),
    ...(entryOf(dict, 'IRT') ? ['a reply'] : []),
  ]
}

/** Flags by which it is not seen (ISO 32000-2, table 167: bits 2 and 6). */
const shownBy = (dict: PDFDict): string[] => {
  const flags = numberIn(dict, 'F') ?? 0
  return [...((flags & 2) === 0 ? [] : ['hidden']), ...((flags & 32) === 0 ? [] : ['not shown on a screen'])]
}

/** The terminal field of a widget or of a field: what has no name of its own belongs to its parent. */
function fieldOf(dict: PDFDict): { name: string; value: string; dict: PDFDict } {
  const chain = [dict]
  for (let at = dictIn(dict, 'Parent'); at && !chain.includes(at) && chain.length < deepest; at = dictIn(at, 'Parent'))
    chain.push(at)
  const own = chain.find((one) => entryOf(one, 'T') !== undefined) ?? dict
  const inherited = (key: string): PDFDict | undefined => chain.find((one) => entryOf(one, key) !== undefined)
  const [kind, flags, value] = [inherited('FT'), inherited('Ff'), inherited('V')]
  const named = chain
    .map((one) => textIn(one, 'T'))
    .filter((one) => one !== '')
    .reverse()
    .join('.')
  const what = kindOf(kind ? textIn(kind, 'FT') : '', flags ? (numberIn(flags, 'Ff') ?? 0) : 0)
  const name = `${what} “${named || 'without a name'}”`
  if (what === 'Signature field') return { name, value: value ? 'signed' : 'not signed', dict: own }
  if (what === 'Button') return { name, value: wordsIn(entryOf(dictIn(dict, 'MK') ?? dict, 'CA')), dict: own }
  return { name, value: value ? textIn(value, 'V') : '', dict: own }
}

/** ISO 32000-2, tables 226, 229, 231 and 233. */
function kindOf(type: string, flags: number): string {
  if (type === 'Tx') return 'Text field'
  if (type === 'Sig') return 'Signature field'
  if (type === 'Ch') return (flags & (1 << 17)) === 0 ? 'List' : 'Drop-down list'
  if (type !== 'Btn') return 'Field'
  if ((flags & (1 << 16)) !== 0) return 'Button'
  return (flags & (1 << 15)) === 0 ? 'Check box' : 'Choice'
}

/** The terminal fields of a form, its tree followed without circles. */
export function fieldsIn(form: PDFDict): PDFDict[] {
  const fields: PDFDict[] = []
  const seen = new Set<PDFDict>()
  const walk = (field: PDFDict, depth: number): void => {
    if (seen.has(field) || seen.size > most * 2 || depth > deepest) return
    seen.add(field)
    const kids = listIn(field, 'Kids').filter((one) => one instanceof PDFDict)
    const inner = kids.filter((kid) => entryOf(kid, 'T') !== undefined)
    if (inner.length === 0) fields.push(field)
    for (const kid of inner) walk(kid, depth + 1)
  }
  for (const field of listIn(form, 'Fields')) if (field instanceof PDFDict) walk(field, 0)
  return fields
}

/** Where it lies on the page as displayed, as far as that shows. */
function boxOf(page: PDFPage, dict: PDFDict): { box: Box; odd: string } {
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = numbersIn(dict, 'Rect')
  if (![a, b, c, d].every(Number.isFinite)) return { box: { x: 0, y: 0, width: 0, height: 0 }, odd: 'without a place' }
  const crop = page.getCropBox()
  const turn = ((page.getRotation().angle % 360) + 360) % 360
  const displayed = (x: number, y: number): [number, number] => {
    const [right, up] = [x - crop.x, y - crop.y]
    if (turn === 90) return [up, right]
    if (turn === 180) return [crop.width - right, up]
    if (turn === 270) return [crop.height - up, crop.width - right]
    return [right, crop.height - up]
  }
  const [one, other] = [displayed(a, b), displayed(c, d)]
  const [wide, high] = turn % 180 === 0 ? [crop.width, crop.height] : [crop.height, crop.width]
  const within = (n: number, end: number): number => round(Math.max(0, Math.min(end, n)))
  const [left, right] = [within(Math.min(one[0], other[0]), wide), within(Math.max(one[0], other[0]), wide)]
  const [top, bottom] = [within(Math.min(one[1], other[1]), high), within(Math.max(one[1], other[1]), high)]
  const box = { x: left, y: top, width: round(right - left), height: round(bottom - top) }
  if (a === c || b === d) return { box, odd: 'without a size' }
  return { box, odd: box.width === 0 || box.height === 0 ? 'outside the page as displayed' : '' }
}
