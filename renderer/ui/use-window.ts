import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'

/** Height of the heading row that stays at the top of a list. */
export const headingHeight = 28
/** The window moves by so many rows at once, so that most scroll events draw nothing. */
const chunk = 4
/** Rows kept ready above and below what is in sight. */
const spare = 6

export interface WindowRow {
  /** Names the element, not the row: after a long jump the same elements show other rows. */
  key: number
  index: number
  top: number
}

interface ListWindow {
  scroller: RefObject<HTMLDivElement | null>
  rows: WindowRow[]
  height: number
  isShown: (index: number) => boolean
  /** More than a screen goes by in a frame: nobody can read it, so the rows need not be filled. */
  flying: boolean
}

interface ListWindowOptions {
  count: number
  rowHeight: number
  /** Index that is kept in sight; -1 for none. */
  selected: number
  onRange: (first: number, last: number) => void
}

interface View {
  first: number
  /** Rows that find room in the list's height. */
  room: number
  shift: number
  flying: boolean
}

/** A list that flew and then shows no further jump for so long has landed. */
const landsAfter = 80

/** The part of a list of equal rows that is in sight. It is drawn in the frame of the scrolling, and only when it must be. */
export function useListWindow({ count, rowHeight, selected, onRange }: ListWindowOptions): ListWindow {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<View>({ first: 0, room: 24, shift: 0, flying: false })
  const current = useRef(view)

  useLayoutEffect(() => {
    const list = scroller.current
    if (!list) return undefined
    let height = list.clientHeight
    let jumpedAt = 0
    let landing = 0
    const land = (): void => {
      current.current = { ...current.current, flying: false }
      setView(current.current)
    }
    const look = (): void => {
      const before = current.current
      const room = Math.ceil(height / rowHeight)
      const first = Math.floor(list.scrollTop / rowHeight / chunk) * chunk
      if (first === before.first && room === before.room) return
      // A step draws the few rows that come into sight; a jump fills the elements that are there with other rows.
      const moved = Math.abs(first - before.first)
      const shift = moved > room / 2 ? before.shift + first - before.first : before.shift
      const now = performance.now()
      const flying = moved > room && now - jumpedAt < landsAfter
      if (moved > room) jumpedAt = now
      window.clearTimeout(landing)
      if (flying) landing = window.setTimeout(land, landsAfter)
      current.current = { first, room, shift, flying }
      setView(current.current)
    }
    const onScroll = (): void => flushSync(look)
    const observer = new ResizeObserver(() => {
      height = list.clientHeight
      look()
    })
    look()
    observer.observe(list)
    list.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      window.clearTimeout(landing)
      observer.disconnect()
      list.removeEventListener('scroll', onScroll)
    }
  }, [rowHeight])

  const from = Math.max(0, Math.min(view.first - spare, count - view.room))
  const to = Math.min(count, view.first + view.room + chunk + spare)
  useEffect(() => onRange(from, Math.max(from, to - 1)), [from, to, onRange])

  useEffect(() => {
    const list = scroller.current
    if (!list || selected < 0 || selected >= count) return
    const top = selected * rowHeight
    const lowest = top + rowHeight + headingHeight - list.clientHeight
    if (list.scrollTop > top) list.scrollTop = top
    else if (list.scrollTop < lowest) list.scrollTop = lowest
  }, [selected, count, rowHeight])
  // Whoever moves by key without having focused anything goes on in the list: Enter then works.
  const before = useRef(selected)
  useEffect(() => {
    if (before.current >= 0 && before.current !== selected && document.activeElement === document.body) {
      scroller.current?.focus({ preventScroll: true })
    }
    before.current = selected
  }, [selected])

  return {
    scroller,
    rows: Array.from({ length: Math.max(0, to - from) }, (_, place) => {
      const index = from + place
      return { key: index - view.shift, index, top: index * rowHeight }
    }),
    height: count * rowHeight,
    isShown: (index) => index >= from && index < to,
    flying: view.flying,
  }
}

/** The index of the row in which something happened: one listener for the list instead of some for every row. */
export function rowIndexOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
  return row ? Number(row.dataset['index']) : -1
}

/** The pages that a list has in sight. */
export interface Pages {
  from: number
  to: number
}

const fetchEvery = 100

/**
 * Which pages to fetch: those in sight and the next one on the way. They change at most ten times a second, so that
 * a list dragged from end to end asks for where it rests and not for all that it passed.
 */
export function usePages(size: number): [Pages, (first: number, last: number) => void] {
  const [pages, setPages] = useState<Pages>({ from: 0, to: 0 })
  const state = useRef({ first: 0, wanted: pages, shown: pages, timer: 0 })
  useEffect(() => {
    const { current } = state
    return () => window.clearTimeout(current.timer)
  }, [])
  const onRange = useCallback(
    (first: number, last: number) => {
      const { current } = state
      const from = Math.floor(Math.max(0, first) / size)
      const to = Math.floor(Math.max(0, last) / size)
      const down = first > current.first
      const up = first < current.first
      current.first = first
      current.wanted = { from: Math.max(0, up ? from - 1 : from), to: down ? to + 1 : to }
      const settle = (): void => {
        const { wanted, shown } = current
        const same = shown.from === wanted.from && shown.to === wanted.to
        current.timer = same ? 0 : window.setTimeout(settle, fetchEvery)
        if (same) return
        current.shown = wanted
        setPages(wanted)
      }
      if (current.timer === 0) settle()
    },
    [size],
  )
  return [pages, onRange]
}
