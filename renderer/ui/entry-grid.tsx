import { memo, type ReactElement } from 'react'
import type { Output } from '../../shared/contract/contract.ts'
import { ShortHash } from './hash.tsx'
import { plainly } from './name.ts'
import { dayAndClock, instantInFull } from './time.ts'
import { rowIndexOf, useListWindow } from './use-window.ts'
import { plural } from './words.ts'

export type EntryRow = Output<'ledger.list'>['rows'][number]

interface EntryGridProps {
  total: number
  rowAt: (index: number) => EntryRow | undefined
  /** Index of the selected entry; -1 for none. */
  selected: number
  onSelect: (seq: number) => void
  onOpen?: () => void
  onRange: (first: number, last: number) => void
  /** All of them are of one case, so the case is not said in every row. */
  ofOneCase?: boolean
}

/** Entries of the ledger, newest first; only what is seen exists. */
export function EntryGrid(props: EntryGridProps): ReactElement {
  const { total, rowAt, selected, onSelect, onOpen, onRange, ofOneCase = false } = props
  const list = useListWindow({ count: total, rowHeight: 32, selected, onRange })
  const { scroller, rows, height, isShown, flying } = list
  const names = ['Entry', 'Recorded', 'By', 'What', ...(ofOneCase ? [] : ['Case']), 'SHA-256']
  return (
    <div
      ref={scroller}
      className={ofOneCase ? 'grid-list of-one-case' : 'grid-list'}
      role="grid"
      aria-label={plural(total, 'entry', 'entries')}
      aria-rowcount={total + 1}
      aria-colcount={names.length}
      tabIndex={0}
      aria-activedescendant={isShown(selected) ? `entry-row-${selected}` : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.()
      }}
      onClick={({ target }) => {
        const row = rowAt(rowIndexOf(target))
        if (row) onSelect(row.seq)
      }}
      onDoubleClick={({ target }) => rowIndexOf(target) >= 0 && onOpen?.()}
      onMouseOver={({ target }) => {
        const row = rowAt(rowIndexOf(target))
        const cell = target instanceof Element ? target.closest<HTMLElement>('[role=gridcell]') : null
        if (row && cell) cell.title = `Recorded ${instantInFull(row.at)}\nBy ${row.actor}\n${plainly(row.summary)}`
      }}
    >
      <div role="row" aria-rowindex={1} className="entry-row grid-columns">
        {names.map((name) => (
          <span role="columnheader" key={name}>
            {name}
          </span>
        ))}
      </div>
      <div style={{ height }} role="rowgroup" className="grid-rows">
        {rows.map(({ key, index, top }) => (
          <Row
            key={key}
            index={index}
            top={top}
            on={index === selected}
            row={flying ? undefined : rowAt(index)}
            ofOneCase={ofOneCase}
          />
        ))}
      </div>
    </div>
  )
}

interface RowProps {
  index: number
  top: number
  on: boolean
  row: EntryRow | undefined
  ofOneCase: boolean
}

/** Kept while the list scrolls: only rows that come into sight are drawn. */
const Row = memo(({ index, top, on, row, ofOneCase }: RowProps): ReactElement => (
  <div
    id={`entry-row-${index}`}
    data-index={index}
    role="row"
    aria-rowindex={index + 2}
    aria-selected={on}
    className="entry-row"
    style={{ transform: `translateY(${top}px)` }}
  >
    {row ? (
      <Cells row={row} ofOneCase={ofOneCase} />
    ) : (
      <span role="gridcell" className="awaited" aria-label="on the way" />
    )}
  </div>
))

const Cells = memo(({ row, ofOneCase }: { row: EntryRow; ofOneCase: boolean }): ReactElement => (
  <>
    <span role="gridcell" className="numbers">
      {row.seq}
    </span>
    <span role="gridcell" className="numbers">
      {dayAndClock(row.at)}
    </span>
    <span role="gridcell">{row.actor}</span>
    <span role="gridcell">{plainly(row.summary)}</span>
    {!ofOneCase && <span role="gridcell">{row.caseNumber ?? ''}</span>}
    <span role="gridcell">
      <ShortHash hash={row.hash} />
    </span>
  </>
))
