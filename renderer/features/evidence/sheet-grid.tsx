import { VisuallyHidden } from '@mantine/core'
import { clsx } from 'clsx'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react'
import { cellName, columnName, rangeIn, rangeName, type CellRange } from '../../../shared/kernel/cells.ts'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { headingHeight, useListWindow } from '../../ui/use-window.ts'
import { words } from './catalogue.ts'
import { numbersWidth, pagesOf, placesOf, useColumnsInSight, type ColumnPlace } from './sheet-columns.ts'
import { CellBar } from './cell-bar.tsx'
import type { PlacedMark } from './mark-place.ts'
import { Pins } from './pin.tsx'
import { rowsAtOnce, useSheetWindow, type SheetCell } from './sheet-window.ts'
import type { Which } from './which.ts'
import styles from './sheet.module.css'

const rowHeight = 24
/** Columns and rows that are shown beyond the last that has something. */
const spare = { columns: 3, rows: 12 }
/** Columns and rows that are shown of a small sheet. */
const fewest = { columns: 18, rows: 60 }

/** A block of cells as it was chosen: from where to where. */
interface Chosen {
  from: { row: number; column: number }
  to: { row: number; column: number }
}

const rangeOf = ({ from, to }: Chosen): CellRange => ({
  top: Math.min(from.row, to.row),
  left: Math.min(from.column, to.column),
  bottom: Math.max(from.row, to.row),
  right: Math.max(from.column, to.column),
})

const chosenBy = (range: CellRange): Chosen => ({
  from: { row: range.top, column: range.left },
  to: { row: range.bottom, column: range.right },
})

const awayOf = (row: boolean, column: boolean): string | undefined => {
  if (row && column) return words.hiddenRowAndColumn
  return row ? words.hiddenRow : column ? words.hiddenColumn : undefined
}

interface SheetGridProps {
  which: Which
  sheet: number
  label: string
  /** The block that is looked at: `B3:C9`. */
  range: string | undefined
  onRange: (range: string) => void
  /** Marks at cells of this sheet. */
  marks: readonly PlacedMark[]
  onMark: (id: string) => void
}

/** The blocks of marks, with the mark. */
const blocksOf = (marks: readonly PlacedMark[]): { mark: PlacedMark; block: CellRange }[] =>
  marks.flatMap((mark) => {
    const block = mark.at?.kind === 'cell' ? rangeIn(mark.at.range) : undefined
    return block ? [{ mark, block }] : []
  })

/** The cells of one sheet. A cell or a block is chosen with the pointer, with the arrows, or by its name. */
export function SheetGrid({ which, sheet, label, range, onRange, marks, onMark }: SheetGridProps): ReactElement {
  const wanted = range === undefined ? undefined : rangeIn(range)
  const [chosen, setChosen] = useState<Chosen>(chosenBy(wanted ?? { top: 1, left: 1, bottom: 1, right: 1 }))
  const reference = useRef<HTMLInputElement>(null)
  const [columnPages, setColumnPages] = useState<readonly number[]>([0])
  const window = useSheetWindow(which, sheet, columnPages)
  const block = rangeOf(chosen)
  const marked = useMemo(() => blocksOf(marks), [marks])
  const columnCount = Math.max(fewest.columns, Math.max(window.lastColumn, block.right) + spare.columns)
  const rowCount = Math.max(fewest.rows, Math.max(window.lastRow, block.bottom) + spare.rows)
  const firstTold = window.isTold(1)
  const [first, setFirst] = useState<{ cells: SheetCell[] }[]>()
  if (!first && firstTold)
    setFirst(Array.from({ length: rowsAtOnce }, (_, index) => window.rowAt(index + 1) ?? { cells: [] }))
  const places = useMemo(() => placesOf(columnCount, window.columns, first ?? []), [columnCount, window.columns, first])
  const { scroller, rows, height } = useListWindow({
    count: rowCount,
    rowHeight,
    selected: chosen.to.row - 1,
    onRange: (one, two) => window.onRange(one, Math.min(two, Math.max(window.lastRow - 1, one))),
  })
  const shown = useColumnsInSight(scroller, places)
  const pages = pagesOf(shown)
  if (pages.join() !== columnPages.join()) setColumnPages(pages)
  const { left = 0, width = 0 } = places[chosen.to.column - 1] ?? {}
  useEffect(() => {
    const list = scroller.current
    if (!list) return
    const room = list.clientWidth - numbersWidth
    if (list.scrollLeft > left) list.scrollTo({ left })
    else if (list.scrollLeft + room < left + width) list.scrollTo({ left: left + width - room })
  }, [scroller, left, width])
  const name = rangeName(block)
  useEffect(() => onRange(name), [name, onRange])

  const choose = (row: number, column: number, extend: boolean): void => {
    const to = { row: Math.max(1, Math.min(1_048_576, row)), column: Math.max(1, Math.min(16_384, column)) }
    setChosen(extend ? { from: chosen.from, to } : { from: to, to })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const { row, column } = chosen.to
    const screen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2)
    const far = event.ctrlKey || event.metaKey
    const to: Record<string, [number, number]> = {
      ArrowUp: [far ? 1 : row - 1, column],
      ArrowDown: [far ? window.lastRow : row + 1, column],
      ArrowLeft: [row, far ? 1 : column - 1],
      ArrowRight: [row, far ? Math.max(1, window.lastColumn) : column + 1],
      PageUp: [row - screen, column],
      PageDown: [row + screen, column],
      Home: [far ? 1 : row, 1],
      End: [far ? window.lastRow : row, Math.max(1, window.lastColumn)],
    }
    const target = to[event.key]
    if (!target) return
    event.preventDefault()
    choose(...target, event.shiftKey)
  }
  const onPointer = (event: PointerEvent, extend: boolean): void => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-cell]') : null
    const at = rangeIn(cell?.dataset['cell'] ?? '')
    if (at) choose(at.top, at.left, extend)
  }
  return (
    <>
      <CellBar
        which={which}
        sheet={sheet}
        name={name}
        reference={reference}
        cell={window.rowAt(chosen.to.row)?.cells.find(({ column }) => column === chosen.to.column)}
        at={chosen.to}
        away={awayOf(window.rowAt(chosen.to.row)?.hidden === true, places[chosen.to.column - 1]?.hidden === true)}
        onGo={(to) => {
          setChosen(chosenBy(to))
          scroller.current?.focus()
        }}
      />
      <Problem problem={window.error} title={words.cellsNotRead} />
      <div
        ref={scroller}
        className={styles.grid}
        tabIndex={0}
        role="grid"
        aria-label={label}
        aria-rowcount={window.more ? -1 : rowCount}
        aria-colcount={columnCount}
        aria-multiselectable
        aria-activedescendant={`cell-${cellName(chosen.to.row, chosen.to.column)}`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.button === 0 && onPointer(event, event.shiftKey)}
        onPointerMove={(event) => (event.buttons & 1) !== 0 && onPointer(event, true)}
      >
        <Heads
          places={shown}
          block={block}
          width={numbersWidth + (places.at(-1)?.left ?? 0) + (places.at(-1)?.width ?? 0)}
        />
        <div style={{ height, position: 'relative' }} role="presentation">
          {rows.map(({ key, index, top }) => {
            const row = index + 1
            const told = window.rowAt(row)
            const inside = row >= block.top && row <= block.bottom
            return (
              <div
                key={key}
                className={styles.row}
                style={{ transform: `translateY(${top}px)` }}
                role="row"
                aria-rowindex={row}
              >
                <b
                  role="rowheader"
                  className={clsx(styles.number, told?.hidden === true && styles.away, inside && styles.inside)}
                  {...(told?.hidden === true ? { title: words.rowIsHidden(row) } : {})}
                >
                  <Pins
                    marks={marked.flatMap(({ mark, block: of }) => (of.top === row ? [mark] : []))}
                    onMark={onMark}
                  />{' '}
                  {row}
                </b>
                {shown.map((place) => (
                  <Cell
                    key={place.column}
                    row={row}
                    place={place}
                    cell={told?.cells.find(({ column }) => column === place.column)}
                    away={told?.hidden === true || place.hidden}
                    marked={marked.some(
                      ({ block: of }) =>
                        row >= of.top && row <= of.bottom && place.column >= of.left && place.column <= of.right,
                    )}
                    chosen={inside && place.column >= block.left && place.column <= block.right}
                    here={row === chosen.to.row && place.column === chosen.to.column}
                    waiting={!window.isTold(row) && row <= window.lastRow}
                  />
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </>
  )
}

const Heads = ({
  places,
  block,
  width,
}: {
  places: readonly ColumnPlace[]
  block: CellRange
  width: number
}): ReactElement => (
  <div className={styles.heads} role="row" style={{ height: headingHeight, width }}>
    <b className={styles.corner} role="columnheader">
      <VisuallyHidden>{words.row}</VisuallyHidden>
    </b>
    {places.map(({ column, left, width: wide, hidden }) => (
      <b
        key={column}
        role="columnheader"
        className={clsx(hidden && styles.away, column >= block.left && column <= block.right && styles.inside)}
        style={{ left: numbersWidth + left, width: wide }}
        {...(hidden ? { title: words.columnIsHidden(columnName(column)) } : {})}
      >
        {columnName(column)}
      </b>
    ))}
  </div>
)

interface CellProps {
  row: number
  place: ColumnPlace
  cell: SheetCell | undefined
  away: boolean
  marked: boolean
  chosen: boolean
  here: boolean
  waiting: boolean
}

function Cell({
  row,
  place: { column, left, width },
  cell,
  away,
  marked,
  chosen,
  here,
  waiting,
}: CellProps): ReactElement {
  const name = cellName(row, column)
  return (
    <div
      id={`cell-${name}`}
      role="gridcell"
      aria-selected={chosen}
      aria-colindex={column}
      data-cell={name}
      className={clsx(
        styles.cell,
        cell?.number === true && styles.number,
        away && styles.away,
        marked && styles.marked,
        chosen && styles.chosen,
        here && styles.here,
        cell?.comment != null && styles.remarked,
      )}
      style={{ left: numbersWidth + left, width }}
    >
      {cell ? plainly(cell.shown ?? cell.text) : waiting ? '…' : ''}
      {cell?.formula != null && (
        <i className={styles.formula} title={plainly(cell.formula)} aria-label={words.formula}>
          ƒ
        </i>
      )}
    </div>
  )
}
