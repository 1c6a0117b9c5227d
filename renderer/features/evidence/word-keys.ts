import type { KeyboardEvent } from 'react'
import { around } from './selection.ts'

const arrows = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const
export type Way = (typeof arrows)[keyof typeof arrows]

export interface WordBox {
  left: number
  top: number
  width: number
  height: number
}

/** The word beside another: the one before or after it in the text, the nearest of the next line above or below. Its index. */
export function wordBeside(words: readonly WordBox[], from: number, way: Way): number {
  if (way === 'left') return Math.max(0, from - 1)
  if (way === 'right') return Math.min(words.length - 1, from + 1)
  const here = words[from]
  if (!here) return from
  const middle = here.left + here.width / 2
  const beyond = words
    .map((word, index) => ({ word, index, away: way === 'down' ? word.top - here.top : here.top - word.top }))
    .filter(({ away }) => away > here.height / 2)
  const nearest = Math.min(...beyond.map(({ away }) => away))
  const line = beyond.filter(({ away }) => away < nearest + here.height / 2)
  const off = ({ word: { left, width } }: (typeof line)[number]): number => Math.abs(left + width / 2 - middle)
  return line.toSorted((one, two) => off(one) - off(two))[0]?.index ?? from
}

const isFocused = (selection: Selection | null, room: HTMLElement): selection is Selection =>
  selection !== null && selection.focusNode !== null && room.contains(selection.focusNode) && !selection.isCollapsed

/**
 * Selects words of a room by its arrows: with Shift from the first that is in sight, or from what is selected; without, the one beside what
 * is selected. Answers whether the key was its own.
 */
export function selectByKey(event: KeyboardEvent<HTMLElement>): boolean {
  const way = arrows[event.key as keyof typeof arrows] as Way | undefined
  const room = event.currentTarget
  if (way === undefined || event.ctrlKey || event.metaKey || event.altKey) return false
  const selection = document.getSelection()
  const has = isFocused(selection, room)
  if (!selection || (!has && !event.shiftKey)) return false
  event.preventDefault()
  const placed = [...room.querySelectorAll<HTMLElement>('[data-word]')]
  if (placed.length > 0) selectPlaced(selection, room, placed, { way, has, extend: event.shiftKey })
  else selectFlowing(selection, room, { way, has, extend: event.shiftKey })
  around(selection.focusNode ?? room, '*')?.scrollIntoView({ block: 'nearest' })
  return true
}

interface Step {
  way: Way
  has: boolean
  extend: boolean
}

const firstInSight = (room: HTMLElement, elements: readonly HTMLElement[]): number => {
  const { top, bottom } = room.getBoundingClientRect()
  return elements.findIndex((element) => {
    const box = element.getBoundingClientRect()
    return box.top >= top && box.bottom <= bottom && box.width > 0
  })
}

/** Words that each stand at a place of their own. */
function selectPlaced(
  selection: Selection,
  room: HTMLElement,
  placed: readonly HTMLElement[],
  { way, has, extend }: Step,
): void {
  const indexOf = (node: Node | null): number =>
    node ? placed.findIndex((one) => one === around(node, '[data-word]')) : -1
  const [anchor, focus] = has ? [indexOf(selection.anchorNode), indexOf(selection.focusNode)] : [-1, -1]
  const boxes = placed.map((element) => element.getBoundingClientRect())
  const start = focus === -1 ? firstInSight(room, placed) : wordBeside(boxes, focus, way)
  const first = extend && anchor !== -1 ? anchor : start
  const [from, to] = [placed[first]?.firstChild, placed[start]?.firstChild]
  if (!from || !to) return
  const end = (node: ChildNode): number => node.textContent?.trimEnd().length ?? 0
  if (start >= first) selection.setBaseAndExtent(from, 0, to, end(to))
  else selection.setBaseAndExtent(from, end(from), to, 0)
}

/** Words of a text that flows. */
function selectFlowing(selection: Selection, room: HTMLElement, { way, has, extend }: Step): void {
  const ends = has ? endsOf(selection) : undefined
  const target = ends ? tokenBeside(room, ends.focus, way) : firstTokenIn(room)
  if (!target) return
  const base = extend && ends ? ends.anchor : target
  if (isBefore(target, base)) selection.setBaseAndExtent(base.node, base.to, target.node, target.from)
  else selection.setBaseAndExtent(base.node, base.from, target.node, target.to)
}

/** A stretch without white space in a piece of text. */
export interface Token<T = Text> {
  node: T
  from: number
  to: number
}

const isSpace = (data: string, at: number): boolean => /\s/.test(data.charAt(at))

/** The stretch that a character belongs to, or the first after it; undefined where nothing follows. */
export function tokenAt<T extends { data: string }>(node: T, at: number): Token<T> | undefined {
  const { data } = node
  let from = Math.max(0, at)
  while (from > 0 && from < data.length && !isSpace(data, from) && !isSpace(data, from - 1)) from -= 1
  while (from < data.length && isSpace(data, from)) from += 1
  let to = from
  while (to < data.length && !isSpace(data, to)) to += 1
  return to > from ? { node, from, to } : undefined
}

/** The last stretch that ends at a character or before it. */
export function tokenBefore<T extends { data: string }>(node: T, at: number): Token<T> | undefined {
  const { data } = node
  let to = Math.min(at, data.length)
  while (to > 0 && isSpace(data, to - 1)) to -= 1
  return to === 0 ? undefined : tokenAt(node, to - 1)
}

const isBefore = (one: Token, other: Token): boolean =>
  one.node === other.node
    ? one.from < other.from
    : (one.node.compareDocumentPosition(other.node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0

/** The stretches at both ends of a selection; undefined where it does not end in text. */
function endsOf(selection: Selection): { anchor: Token; focus: Token } | undefined {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection
  const { startContainer, startOffset } = selection.getRangeAt(0)
  if (!(anchorNode instanceof Text) || !(focusNode instanceof Text)) return undefined
  const forward = startContainer === anchorNode && startOffset === anchorOffset
  const anchor = forward ? tokenAt(anchorNode, anchorOffset) : tokenBefore(anchorNode, anchorOffset)
  const focus = forward ? tokenBefore(focusNode, focusOffset) : tokenAt(focusNode, focusOffset)
  return anchor && focus && { anchor, focus }
}

/** Pieces of text of a room that can be selected, from one on, in either direction. */
function* textsFrom(room: HTMLElement, from: Node, direction: 'nextNode' | 'previousNode'): Generator<Text> {
  const walker = document.createTreeWalker(room, NodeFilter.SHOW_TEXT)
  walker.currentNode = from
  for (let node = walker[direction](); node; node = walker[direction]())
    if (node instanceof Text && isSelectable(node)) yield node
}

const isSelectable = ({ data, parentElement }: Text): boolean =>
  data.trim() !== '' && parentElement !== null && getComputedStyle(parentElement).userSelect !== 'none'

function tokenBeside(room: HTMLElement, token: Token, way: Way): Token {
  if (way === 'up' || way === 'down') return tokenOfLine(room, token, way) ?? token
  const own = way === 'right' ? tokenAt(token.node, token.to) : tokenBefore(token.node, token.from)
  if (own) return own
  for (const text of textsFrom(room, token.node, way === 'right' ? 'nextNode' : 'previousNode')) {
    const found = way === 'right' ? tokenAt(text, 0) : tokenBefore(text, text.data.length)
    if (found) return found
  }
  return token
}

/** Pixels up to which the next line is looked for, and how closely. */
const farthest = 160
const closely = 6

const boxOf = ({ node, from, to }: Token): DOMRect => {
  const range = document.createRange()
  range.setStart(node, from)
  range.setEnd(node, to)
  return range.getClientRects()[0] ?? range.getBoundingClientRect()
}

/** What stands under or over a stretch, up to some empty lines away. */
function tokenOfLine(room: HTMLElement, token: Token, way: 'up' | 'down'): Token | undefined {
  // What lies beyond the edge of the room comes into sight first.
  const seen = room.getBoundingClientRect()
  const edge = 3 * boxOf(token).height
  if (way === 'down' && boxOf(token).bottom + edge > seen.bottom) room.scrollTop += 2 * edge
  if (way === 'up' && boxOf(token).top - edge < seen.top) room.scrollTop -= 2 * edge
  const box = boxOf(token)
  for (let away = closely; away <= farthest; away += closely) {
    const y = way === 'down' ? box.bottom + away : box.top - away
    const found = tokenAtPoint(room, box.left + Math.min(2, box.width / 2), y)
    // A point between two lines is taken for one of the nearer line.
    const line = found && boxOf(found)
    if (line && (way === 'down' ? line.top >= box.bottom - 2 : line.bottom <= box.top + 2)) return found
  }
  return undefined
}

function tokenAtPoint(room: HTMLElement, x: number, y: number): Token | undefined {
  const caret = document.caretRangeFromPoint(x, y)
  const node = caret?.startContainer
  if (!caret || !(node instanceof Text) || !room.contains(node) || !isSelectable(node)) return undefined
  const { startOffset } = caret
  // A caret at the end of a word is at that word.
  const touches = startOffset > 0 && !isSpace(node.data, startOffset - 1)
  return touches ? tokenAt(node, startOffset - 1) : (tokenAt(node, startOffset) ?? tokenBefore(node, startOffset))
}

/** The first stretch of a room that is in sight. */
function firstTokenIn(room: HTMLElement): Token | undefined {
  const { top } = room.getBoundingClientRect()
  for (const text of textsFrom(room, room, 'nextNode')) {
    const range = document.createRange()
    range.selectNodeContents(text)
    const box = range.getBoundingClientRect()
    if (box.bottom <= top + 6) continue
    // Of a text that begins above the edge, what stands at the edge.
    const found = box.top >= top - 1 ? tokenAt(text, 0) : tokenAtPoint(room, box.left + 2, top + 6)
    if (found) return found
  }
  return undefined
}
