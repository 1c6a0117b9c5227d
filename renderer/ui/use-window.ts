import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'

/** Height of the heading row that stays at the top of a list. */
export const headingHeight = 28

interface ListWindow {
  scroller: RefObject<HTMLDivElement | null>
  items: VirtualItem[]
  height: number
  /** Where a row stands under the heading row. */
  top: (item: VirtualItem) => number
  isShown: (index: number) => boolean
}

interface ListWindowOptions {
  count: number
  rowHeight: number
  /** Index that is kept in sight; -1 for none. */
  selected: number
  onRange: (first: number, last: number) => void
}

/** The part of a list of equal rows that is in sight. */
export function useListWindow({ count, rowHeight, selected, onRange }: ListWindowOptions): ListWindow {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- it concerns the React compiler, which is not in use
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: headingHeight,
    scrollPaddingStart: headingHeight,
  })
  const items = rows.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onRange(first, last), [first, last, onRange])
  useEffect(() => {
    if (selected >= 0 && selected < count) rows.scrollToIndex(selected, { align: 'auto' })
  }, [rows, selected, count])
  // Whoever moves by key without having focused anything goes on in the list: Enter then works.
  const before = useRef(selected)
  useEffect(() => {
    if (before.current !== selected && document.activeElement === document.body) {
      scroller.current?.focus({ preventScroll: true })
    }
    before.current = selected
  }, [selected])
  return {
    scroller,
    items,
    height: rows.getTotalSize(),
    top: ({ start }) => start - headingHeight,
    isShown: (index) => index >= first && index <= last,
  }
}

/** The pages that a list has in sight. */
export interface Pages {
  from: number
  to: number
}

/** Which pages to fetch; it changes only when another page comes into sight, not with every row. */
export function usePages(size: number): [Pages, (first: number, last: number) => void] {
  const [pages, setPages] = useState<Pages>({ from: 0, to: 0 })
  const onRange = useCallback(
    (first: number, last: number) => {
      const from = Math.floor(Math.max(0, first) / size)
      const to = Math.floor(Math.max(0, last) / size)
      setPages((before) => (before.from === from && before.to === to ? before : { from, to }))
    },
    [size],
  )
  return [pages, onRange]
}
