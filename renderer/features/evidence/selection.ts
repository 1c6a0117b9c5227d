import { useEffect, type RefObject } from 'react'

/** The nearest element around a point of a selection that has a name in `data-…`. */
export const around = (node: Node, selector: string): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(selector) ?? null

/** The selection inside of a room, as it is now; null where a click in the room has left none, undefined where it lies elsewhere. */
function rangeIn(room: HTMLElement | null): Range | null | undefined {
  const selection = document.getSelection()
  if (!room || !selection || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  if (!room.contains(range.startContainer) && !room.contains(range.endContainer)) return undefined
  return selection.isCollapsed ? null : range
}

/** Tells each selection that is made in a room, once it rests; null when it is given up there. */
export function useSelection(room: RefObject<HTMLElement | null>, onRange: (range: Range | null) => void): void {
  useEffect(() => {
    const tell = (): void => {
      const range = rangeIn(room.current)
      if (range !== undefined) onRange(range)
    }
    document.addEventListener('selectionchange', tell)
    return () => document.removeEventListener('selectionchange', tell)
  }, [room, onRange])
}

/** How many letters of a text are shown as so many letters, by how a letter of it is shown. */
export function lettersOf(text: string, shown: number, show: (text: string) => string): number {
  if (show(text) === text) return Math.min(shown, text.length)
  let seen = 0
  for (let at = 0; at < text.length; at++) {
    if (seen >= shown) return at
    // Both letters of an end of line are shown as one.
    const pair = text.startsWith('\r\n', at) && show('\r\n').length === 1
    seen += show(pair ? '\r\n' : text.charAt(at)).length
    if (pair) at += 1
  }
  return text.length
}

/** Where a point of a selection lies in the text that an element shows, in characters of the text. */
export function offsetIn(
  element: Element,
  node: Node,
  offset: number,
  text: string,
  show: (text: string) => string,
): number {
  const before = document.createRange()
  before.selectNodeContents(element)
  // A point before the element leaves nothing of it, one after it all of it.
  if (before.comparePoint(node, offset) < 0) return 0
  if (before.comparePoint(node, offset) > 0) return text.length
  before.setEnd(node, offset)
  return lettersOf(text, before.toString().length, show)
}
