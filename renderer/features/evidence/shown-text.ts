import { plainly } from '../../ui/name.ts'
import { lettersOf } from './selection.ts'
import type { NumberedBlock } from './which.ts'

/** Letters as they are shown in a document: what turns or hides what follows is written out, ends of lines stay. */
export const shownLetters = (text: string): string => text.split('\n').map(shownLine).join('\n')

/** Tabs stay too: they are as wide as they are long. */
const shownLine = (line: string): string => line.split('\t').map(plainly).join('\t')

/** A stretch of a document that is selected, in characters of its text, with its words and blocks. */
interface SelectedSpan {
  from: number
  to: number
  words: string
  first: number
  last: number
}

/** The place of a point of a selection in the text: the piece that it lies in says where that begins. */
function placeOf(
  node: Node,
  offset: number,
  blocks: readonly NumberedBlock[],
): { at: number; block: number } | undefined {
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-from]')
  const owner = piece?.closest<HTMLElement>('[data-block]')
  const block = blocks.find(({ index }) => index === Number(owner?.dataset['block']))
  if (!piece || !block) return undefined
  const before = document.createRange()
  before.setStart(piece, 0)
  before.setEnd(node, offset)
  const from = Number(piece.dataset['from'])
  const text = block.text.slice(from, Number(piece.dataset['to']))
  return { at: block.start + from + lettersOf(text, before.toString().length, shownLetters), block: block.index }
}

/** What a selection in a document means; undefined where it begins or ends beside its text. */
export function spanOf(range: Range, blocks: readonly NumberedBlock[]): SelectedSpan | undefined {
  const from = placeOf(range.startContainer, range.startOffset, blocks)
  const to = placeOf(range.endContainer, range.endOffset, blocks)
  if (!from || !to || to.at <= from.at) return undefined
  const between = blocks.filter(({ index }) => index >= from.block && index <= to.block)
  if (between.length !== to.block - from.block + 1) return undefined
  const text = between.map((block) => block.text).join('\n')
  const start = between[0]?.start ?? 0
  const words = text.slice(from.at - start, to.at - start)
  return { from: from.at, to: to.at, words, first: from.block, last: to.block }
}
