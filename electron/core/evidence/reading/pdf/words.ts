import type { AnswerTo } from '../../../../../shared/contract/evidence/asks.ts'
import { round, type PdfDocument } from './document.ts'
import { scratch, viewOf, type Pdfium } from './pdfium.ts'

/** Characters of one page, at most: a page of a person has some thousands. */
const lettersMost = 200_000

/** A character of a page with its box, in points of the page as displayed; without a box where the reader added it. */
interface Letter {
  text: string
  box: { x: number; y: number; width: number; height: number } | null
}

/** Finer than a hundredth of a point: PageToDevice gives whole numbers. */
const fine = 100

/** The text of a page, in its own order (for Arabic and Hebrew too: plain letters in the order in which they are read). */
export const textOfPage = (pdf: PdfDocument, page: number): string =>
  onLetters(pdf, page, (text, count) => {
    const letters: string[] = []
    for (let index = 0; index < count; index++) letters.push(letter(pdf.m._FPDFText_GetUnicode(text, index)))
    return letters.join('').replace(/\r\n?/g, '\n')
  }) ?? ''

/** Runs `use` with the text of a page open, and how many characters of it are read; undefined: it has none. */
function onLetters<T>(
  pdf: PdfDocument,
  page: number,
  use: (text: number, count: number, handle: number) => T,
): T | undefined {
  const { m } = pdf
  return pdf.onPage(page, (handle) => {
    const text = m._FPDFText_LoadPage(handle)
    if (text === 0) return undefined
    try {
      return use(text, Math.min(m._FPDFText_CountChars(text), lettersMost), handle)
    } finally {
      m._FPDFText_ClosePage(text)
    }
  })
}

function lettersOf(pdf: PdfDocument, page: number): Letter[] {
  const { m } = pdf
  const letters = onLetters(pdf, page, (text, count, handle) =>
    scratch(m, 32, (memory) =>
      Array.from({ length: count }, (_, index) => ({
        text: letter(m._FPDFText_GetUnicode(text, index)),
        box: m._FPDFText_IsGenerated(text, index) === 1 ? null : boxOf(m, handle, { text, index, memory }),
      })).filter((one) => one.text !== ''),
    ),
  )
  return letters ?? []
}

/** PDFium gives 0 for what has no letter, and U+FFFE or U+0002 for a hyphen at the end of a line. */
function letter(code: number): string {
  if (code === 0) return ''
  if (code === 0xfffe || code === 2) return '\u00ad'
  return String.fromCodePoint(code).toWellFormed()
}

function boxOf(
  m: Pdfium,
  page: number,
  { text, index, memory }: { text: number; index: number; memory: number },
): Letter['box'] {
  if (m._FPDFText_GetLooseCharBox(text, index, memory) === 0) return null
  const edge = (at: number): number => viewOf(m).getFloat32(memory + at * 4, true)
  // FS_RECTF: left, top, right, bottom, with the page's own axes.
  const [left, top, right, bottom] = [edge(0), edge(1), edge(2), edge(3)]
  const width = m._FPDF_GetPageWidthF(page)
  const height = m._FPDF_GetPageHeightF(page)
  const displayed = (x: number, y: number): [number, number] => {
    m._FPDF_PageToDevice(
      page,
      0,
      0,
      Math.round(width * fine),
      Math.round(height * fine),
      0,
      x,
      y,
      memory + 16,
      memory + 20,
    )
    return [viewOf(m).getInt32(memory + 16, true) / fine, viewOf(m).getInt32(memory + 20, true) / fine]
  }
  const [one, other] = [displayed(left, top), displayed(right, bottom)]
  return {
    x: round(Math.min(one[0], other[0])),
    y: round(Math.min(one[1], other[1])),
    width: round(Math.abs(one[0] - other[0])),
    height: round(Math.abs(one[1] - other[1])),
  }
}

type Words = AnswerTo<'words'>['words']
type Word = Words[number]

/** The words of a page, each with the box around its letters. */
export function wordsOf(pdf: PdfDocument, page: number): Words {
  const words: Words = []
  let open: Word | undefined
  const close = (after: Word['after']): void => {
    const last = open ?? words.at(-1)
    if (last && (last.after === '' || after === 'line')) last.after = after
    if (open) words.push(open)
    open = undefined
  }
  for (const { text, box } of lettersOf(pdf, page)) {
    if (text === '\r' || text === '\n') close('line')
    else if (/^\s$/.test(text)) close('space')
    else if (!open) open = { text, ...(box ?? { x: 0, y: 0, width: 0, height: 0 }), after: '' }
    else {
      open.text += text
      if (box) Object.assign(open, around(open, box))
    }
  }
  close('line')
  return words
}

function around(one: Word, two: NonNullable<Letter['box']>): Pick<Word, 'x' | 'y' | 'width' | 'height'> {
  if (one.width === 0 && one.height === 0) return two
  const [x, y] = [Math.min(one.x, two.x), Math.min(one.y, two.y)]
  const right = Math.max(one.x + one.width, two.x + two.width)
  const bottom = Math.max(one.y + one.height, two.y + two.height)
  return { x, y, width: round(right - x), height: round(bottom - y) }
}

/** Boxes of a stretch of the page's text (`textOfPage`), one for each line. */
export function boxesOf(pdf: PdfDocument, page: number, from: number, to: number): NonNullable<Letter['box']>[] {
  const boxes: NonNullable<Letter['box']>[] = []
  let [at, before] = [0, '']
  for (const { text, box } of lettersOf(pdf, page)) {
    const begins = at
    // Both letters of an end of line are one of the text; an end that a font gives may be one alone.
    if (text !== '\n' || before !== '\r') at += text.length
    before = text
    if (!box || begins < from || begins >= to) continue
    const last = boxes.at(-1)
    const same = last && Math.abs(last.y - box.y) < Math.max(last.height, box.height) / 2
    if (last && same) Object.assign(last, around({ ...last, text: '', after: '' }, box))
    else boxes.push({ ...box })
  }
  return boxes
}
