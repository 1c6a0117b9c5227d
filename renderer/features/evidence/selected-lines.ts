import { useCallback, type RefObject } from 'react'
import { showAt, type LinePlace, type MessagePlace } from '../../../shared/kernel/pinpoint.ts'
import { plainly } from '../../ui/name.ts'
import { around, offsetIn, useSelection } from './selection.ts'

/** Characters that are quoted of a selection; a longer one is cited by its lines. */
export const quotedMost = 2000

/**
 * The place of what is selected from a character of one line to a character of another: whole lines by their numbers, part of them with
 * the words. `lines`: the text of each of them; one that is not at hand leaves the words out.
 */
export function placeOfLines(
  first: number,
  lines: readonly (string | undefined)[],
  from: number,
  to: number,
): LinePlace {
  const place: LinePlace = { kind: 'line', line: first, ...(lines.length > 1 ? { to: first + lines.length - 1 } : {}) }
  if (lines.includes(undefined)) return place
  const text = lines.join('\n')
  const end = text.length - (lines.at(-1)?.length ?? 0) + to
  const words = text.slice(from, end)
  if ((from === 0 && end === text.length) || words.length > quotedMost) return place
  return { ...place, span: { from, to: end, words: words.toWellFormed() } }
}

/** Tells what is selected in lines as a place: `lines 3–5`, `line 3, characters 4–9 "words"`; undefined once nothing is. */
export function useSelectedLines(
  room: RefObject<HTMLElement | null>,
  textAt: (index: number) => string | undefined,
  choose: (at: string | undefined) => void,
): void {
  const tell = useCallback(
    (range: Range | null): void => {
      if (!range) {
        choose(undefined)
        return
      }
      const [start, end] = [around(range.startContainer, '[data-line]'), around(range.endContainer, '[data-line]')]
      const [first, last] = [start, end].map((line) => Number(line?.dataset['line'] ?? 0))
      const [one, other] = [start, end].map((line) => line?.querySelector('code'))
      if (!first || !last || !one || !other) return
      const offset = (code: Element, line: number, node: Node, at: number): number =>
        offsetIn(code, node, at, textAt(line - 1) ?? '', plainly)
      const from = offset(one, first, range.startContainer, range.startOffset)
      const to = offset(other, last, range.endContainer, range.endOffset)
      // What ends where a line begins has nothing of that line.
      const ends = to === 0 && last > first ? last - 1 : last
      const lines = Array.from({ length: ends - first + 1 }, (_, index) => textAt(first - 1 + index))
      const place = placeOfLines(first, lines, from, ends === last ? to : (lines.at(-1)?.length ?? 0))
      if (place.span?.words === '') return
      choose(showAt(place))
    },
    [textAt, choose],
  )
  useSelection(room, tell)
}

/** Where a line of a text begins, in characters. */
function lineBegin(text: string, line: number): number {
  let at = 0
  for (let seen = 1; seen < line; seen++) {
    const next = text.indexOf('\n', at)
    if (next === -1) return text.length
    at = next + 1
  }
  return at
}

/** The characters of a text that a place in it means. */
export function charactersOf(
  text: string,
  { line, span }: Pick<MessagePlace, 'line' | 'span'>,
): { from: number; to: number } | undefined {
  const begin = line === undefined ? 0 : lineBegin(text, line)
  if (span) return { from: begin + span.from, to: begin + span.to }
  if (line === undefined) return undefined
  const end = text.indexOf('\n', begin)
  return { from: begin, to: end === -1 ? text.length : end }
}
