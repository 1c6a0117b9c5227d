import { useLayoutEffect, useState, type RefObject } from 'react'
import { columnsAtOnce, type SheetCell } from './sheet-window.ts'

/** Pixels of a letter in a cell, of what stands around it, and of the numbers of rows. */
const letter = 7.6
const around = 18
export const numbersWidth = 64
const usual = 10
const [narrowest, widest] = [4, 60]

interface Said {
  from: number
  to: number
  width: number | null
  hidden: boolean
}

export interface ColumnPlace {
  /** From 1. */
  column: number
  left: number
  width: number
  hidden: boolean
}

/** Where each column stands: as wide as the file says, else as its first cells need. */
export function placesOf(
  count: number,
  said: readonly Said[],
  first: readonly { cells: SheetCell[] }[],
): ColumnPlace[] {
  const longest = new Map<number, number>()
  for (const { column, text, shown } of first.flatMap(({ cells }) => cells))
    longest.set(column, Math.max(longest.get(column) ?? 0, (shown ?? text).length))
  const places: ColumnPlace[] = []
  let left = 0
  let at = 0
  for (let column = 1; column <= count; column++) {
    while (at < said.length && (said[at]?.to ?? 0) < column) at += 1
    const next = said[at]
    const one = next && next.from <= column ? next : undefined
    const letters = one?.width ?? longest.get(column) ?? usual
    const width = Math.round(Math.min(widest, Math.max(narrowest, letters)) * letter + around)
    places.push({ column, left, width, hidden: one?.hidden === true })
    left += width
  }
  return places
}

/** The columns that are in sight of a room that scrolls. */
export function useColumnsInSight(
  scroller: RefObject<HTMLDivElement | null>,
  places: readonly ColumnPlace[],
): ColumnPlace[] {
  const [view, setView] = useState({ left: 0, width: 1200 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const look = (): void => setView({ left: element.scrollLeft, width: element.clientWidth })
    const onScroll = (): void => {
      setView((before) =>
        Math.abs(before.left - element.scrollLeft) < 40 ? before : { ...before, left: element.scrollLeft },
      )
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller])
  return places.filter(({ left, width }) => left + width >= view.left - 80 && left <= view.left + view.width + 80)
}

/** The blocks of columns in which columns lie. */
export const pagesOf = (columns: readonly ColumnPlace[]): number[] => {
  const found = new Set(columns.map(({ column }) => Math.floor((column - 1) / columnsAtOnce)))
  return found.size === 0 ? [0] : [...found]
}
