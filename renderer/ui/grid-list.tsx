import { clsx } from 'clsx'
import { memo, type ReactElement, type ReactNode } from 'react'
import { rowIndexOf, useListWindow } from './use-window.ts'
import { words } from './catalogue.ts'

interface GridListProps<T> {
  /** Names the rows' ids: `queue` makes `queue-row-7`. */
  kind: 'queue' | 'entry' | 'subject'
  /** How a row, and the row of headings, is laid out. */
  rowClass: string | undefined
  label: string
  columns: readonly string[]
  total: number
  rowHeight: number
  /** The row at a place; undefined while it is on its way. */
  rowAt: (index: number) => T | undefined
  /** The cells of a row. Rows are drawn again when it is another function: let it be the same one. */
  cells: (row: T) => ReactNode
  /** Index of the selected row; -1 when it is not in the list. */
  selected: number
  onSelect: (row: T) => void
  onOpen?: (() => void) | undefined
  onRange: (first: number, last: number) => void
  /** Says more of the cell that is pointed at, in its title. */
  explain?: (cell: HTMLElement, row: T) => void
  className?: string
}

/**
 * A list of any length of which only what is seen exists. The list listens for its rows; a row has no listener of its own.
 */
export function GridList<T>(props: GridListProps<T>): ReactElement {
  const {
    kind,
    rowClass,
    label,
    columns,
    total,
    rowHeight,
    rowAt,
    cells,
    selected,
    onSelect,
    onOpen,
    onRange,
    explain,
  } = props
  const list = useListWindow({ count: total, rowHeight, selected, onRange })
  const { scroller, rows, height, isShown, flying } = list
  return (
    <div
      ref={scroller}
      className={clsx('grid-list', props.className)}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      tabIndex={0}
      aria-activedescendant={isShown(selected) ? `${kind}-row-${selected}` : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.()
      }}
      onClick={({ target }) => {
        const row = rowAt(rowIndexOf(target))
        if (row) onSelect(row)
      }}
      onDoubleClick={({ target }) => rowIndexOf(target) >= 0 && onOpen?.()}
      onMouseOver={({ target }) => {
        const row = rowAt(rowIndexOf(target))
        const cell = target instanceof Element ? target.closest<HTMLElement>('[role=gridcell]') : null
        if (row && cell) explain?.(cell, row)
      }}
    >
      <div role="row" aria-rowindex={1} className={clsx(rowClass, 'grid-columns')}>
        {columns.map((name) => (
          <span role="columnheader" key={name}>
            {name}
          </span>
        ))}
      </div>
      <div style={{ height }} role="rowgroup" className="grid-rows">
        {rows.map(({ key, index, top }) => (
          <Row
            key={key}
            kind={kind}
            rowClass={rowClass}
            index={index}
            top={top}
            on={index === selected}
            row={flying ? undefined : rowAt(index)}
            cells={cells}
          />
        ))}
      </div>
    </div>
  )
}

interface RowProps<T> extends Pick<GridListProps<T>, 'kind' | 'rowClass' | 'cells'> {
  index: number
  top: number
  on: boolean
  row: T | undefined
}

/** Kept while the list scrolls: only rows that come into sight are drawn. */
const Row = memo(GridRow) as typeof GridRow

function GridRow<T>({ kind, rowClass, index, top, on, row, cells }: RowProps<T>): ReactElement {
  return (
    <div
      id={`${kind}-row-${index}`}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={on}
      className={rowClass}
      style={{ transform: `translateY(${top}px)` }}
    >
      {row === undefined ? <span role="gridcell" className="awaited" aria-label={words.onTheWay} /> : cells(row)}
    </div>
  )
}
