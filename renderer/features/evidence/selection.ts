import { useCallback, useEffect, type RefObject } from 'react'
import { showAt } from '../../../shared/kernel/pinpoint.ts'

/** The nearest element around a point of a selection that has a name in `data-…`. */
const around = (node: Node, selector: string): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(selector) ?? null

/** The selection inside of a room, as it is now; undefined where nothing is selected in it. */
function rangeIn(room: HTMLElement | null): Range | undefined {
  const selection = document.getSelection()
  if (!room || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  return room.contains(range.startContainer) || room.contains(range.endContainer) ? range : undefined
}

/** Tells each selection that is made in a room, once it rests. */
export function useSelection(room: RefObject<HTMLElement | null>, onRange: (range: Range) => void): void {
  useEffect(() => {
    const tell = (): void => {
      const range = rangeIn(room.current)
      if (range) onRange(range)
    }
    document.addEventListener('selectionchange', tell)
    return () => document.removeEventListener('selectionchange', tell)
  }, [room, onRange])
}

/** Tells the lines that are selected, as a place: `lines 3–5`. */
export function useSelectedLines(room: RefObject<HTMLElement | null>, onHere: (at: string) => void): void {
  const tell = useCallback(
    ({ startContainer, endContainer }: Range): void => {
      const [first, last] = [startContainer, endContainer].map((node) =>
        Number(around(node, '[data-line]')?.dataset['line'] ?? 0),
      )
      if (first && last) onHere(showAt({ kind: 'line', line: first, ...(last > first ? { to: last } : {}) }))
    },
    [onHere],
  )
  useSelection(room, tell)
}
