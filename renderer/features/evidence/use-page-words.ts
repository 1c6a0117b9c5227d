import { useCallback, useRef } from 'react'
import { showAt, type Box, type PagePlace } from '../../../shared/kernel/pinpoint.ts'
import { boxesOf, quoteOf, wordsIn, type BoxedWord } from './boxes.ts'
import { around } from './selection.ts'
import { quotedMost } from './selected-lines.ts'

/** Boxes of one place: more are cited by their page. */
const mostBoxes = 200

interface PageWords {
  /** Takes the words that a page has. */
  onWords: (page: number, words: readonly BoxedWord[]) => void
  /** The place of a selection: words of one page, or several pages; undefined where it has no word. */
  placeOf: (range: Range) => string | undefined
  /** The place of a box on a page, with the words in it. */
  placeOfBox: (page: number, box: Box) => string
}

/** The place of words of a page: their boxes, and what they say. */
export function placeOfWords(page: number, words: readonly BoxedWord[]): PagePlace {
  const [boxes, quote] = [boxesOf(words), quoteOf(words).toWellFormed()]
  if (boxes.length > mostBoxes) return { kind: 'page', page }
  return { kind: 'page', page, boxes, ...(quote === '' || quote.length > quotedMost ? {} : { words: quote }) }
}

/** The words of the pages that are shown, for places that are made of them. */
export function usePageWords(): PageWords {
  const known = useRef(new Map<number, readonly BoxedWord[]>())
  const onWords = useCallback((page: number, words: readonly BoxedWord[]): void => {
    known.current.set(page, words)
  }, [])
  const placeOf = useCallback((range: Range): string | undefined => {
    const ends = [range.startContainer, range.endContainer].map((node) => around(node, '[data-page]'))
    const [first, last] = ends.map((page) => Number(page?.dataset['page'] ?? 0))
    if (!first || !last) return undefined
    if (last > first) return showAt({ kind: 'page', page: first, to: last })
    const words = known.current.get(first) ?? []
    const chosen = [...(ends[0]?.querySelectorAll<HTMLElement>('[data-word]') ?? [])].filter((word) =>
      holds(range, word),
    )
    const picked = chosen.flatMap(({ dataset }) => words[Number(dataset['word'])] ?? [])
    return picked.length === 0 ? undefined : showAt(placeOfWords(first, picked))
  }, [])
  const placeOfBox = useCallback((page: number, box: Box): string => {
    const quote = quoteOf(wordsIn(box, known.current.get(page) ?? [])).toWellFormed()
    const said = quote === '' || quote.length > quotedMost ? {} : { words: quote }
    return showAt({ kind: 'page', page, boxes: [box], ...said })
  }, [])
  return { onWords, placeOf, placeOfBox }
}

/** Whether a letter of a word is selected, and not only its edge. */
function holds(range: Range, word: HTMLElement): boolean {
  if (!range.intersectsNode(word)) return false
  const part = document.createRange()
  part.selectNodeContents(word)
  if (part.compareBoundaryPoints(Range.START_TO_START, range) < 0)
    part.setStart(range.startContainer, range.startOffset)
  if (part.compareBoundaryPoints(Range.END_TO_END, range) > 0) part.setEnd(range.endContainer, range.endOffset)
  return part.toString().trim() !== ''
}
