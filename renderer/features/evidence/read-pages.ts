import type { Output } from '../../../shared/contract/contract.ts'
import { showAt, type Box } from '../../../shared/kernel/pinpoint.ts'
import { useKept } from '../../session/kept.ts'
import { boxesOf, quoteOf } from './boxes.ts'
import type { Hit, Which } from './which.ts'

export type Read = Output<'exhibit.ocr'>
/** What was read by OCR, by page or picture from 1. */
export type ReadPages = Readonly<Record<number, Read>>

const none: ReadPages = {}

/** What was read by OCR of what is looked at, until the vault locks. */
export const useReadPages = ({ exhibit, within }: Which): [ReadPages, (next: ReadPages) => void] =>
  useKept<ReadPages>(`read ${JSON.stringify([exhibit, within])}`, none)

export interface ReadHit extends Hit {
  /** Per cent, of the least sure of its words. */
  confidence: number
}

/** Characters on either side of a hit. */
const aside = 60

const around = (boxes: readonly Box[]): Box => {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}

/** Where words stand in what was read by OCR, whatever the case of their letters; ends of lines count as spaces. */
export function findInRead(pages: ReadPages, asked: string, what: 'page' | 'picture', pictures = 1): ReadHit[] {
  const sought = asked.toLowerCase().replace(/\s+/g, ' ').trim()
  if (sought === '') return []
  return Object.entries(pages).flatMap(([page, { words }]) => {
    let text = ''
    const placed = words.map((word) => {
      const from = text.length
      text += `${word.text} `
      return { word, from, to: from + word.text.length }
    })
    const plain = Array.from(text, (letter) =>
      letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter,
    ).join('')
    const hits: ReadHit[] = []
    for (let from = plain.indexOf(sought); from !== -1; from = plain.indexOf(sought, from + sought.length)) {
      const to = from + sought.length
      const own = placed.filter((one) => one.from < to && one.to > from).map(({ word }) => word)
      const boxes = boxesOf(own)
      const frame = pictures > 1 ? { frame: Number(page) } : {}
      const at =
        what === 'page'
          ? showAt({ kind: 'page', page: Number(page), boxes, words: quoteOf(own).toWellFormed() })
          : showAt({ kind: 'box', box: around(boxes), ...frame })
      hits.push({
        at,
        around: text
          .slice(Math.max(0, from - aside), to + aside)
          .trim()
          .toWellFormed(),
        boxes,
        from,
        to,
        confidence: Math.min(...own.map(({ confidence }) => confidence)),
      })
    }
    return hits
  })
}
