import { memo, type ReactElement } from 'react'
import { ShortHash } from '../../ui/hash.tsx'
import { useListWindow } from '../../ui/use-window.ts'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'
import type { EntryRow, useEntries } from './use-entries.ts'

interface EntryTableProps {
  entries: ReturnType<typeof useEntries>
  selected: number
  onSelect: (seq: number) => void
  onRange: (first: number, last: number) => void
}

/** The entries, newest first; only what is seen exists. */
export function EntryTable({ entries, selected, onSelect, onRange }: EntryTableProps): ReactElement {
  const total = entries.total ?? 0
  const { scroller, items, height, top, isShown } = useListWindow({ count: total, rowHeight: 32, selected, onRange })
  return (
    <div
      ref={scroller}
      className="grid-list"
      role="grid"
      aria-label={plural(total, 'entry', 'entries')}
      aria-rowcount={total + 1}
      aria-colcount={6}
      tabIndex={0}
      aria-activedescendant={isShown(selected) ? `entry-row-${selected}` : undefined}
    >
      <div role="row" aria-rowindex={1} className="entry-row grid-columns">
        {['Entry', 'Recorded', 'By', 'What', 'Case', 'SHA-256'].map((name) => (
          <span role="columnheader" key={name}>
            {name}
          </span>
        ))}
      </div>
      <div style={{ height: height }} role="rowgroup" className="grid-rows">
        {items.map((item) => {
          const { index } = item
          const row = entries.row(index)
          return (
            <div
              key={index}
              id={`entry-row-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === selected}
              className="entry-row"
              style={{ transform: `translateY(${top(item)}px)` }}
              onClick={() => row && onSelect(row.seq)}
            >
              {row ? <Cells row={row} /> : <span role="gridcell">…</span>}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Kept while the list scrolls: only rows that come into sight are drawn. */
const Cells = memo(({ row }: { row: EntryRow }): ReactElement => (
  <>
    <span role="gridcell" className="numbers">
      {row.seq}
    </span>
    <span role="gridcell">
      <At at={row.at} full />
    </span>
    <span role="gridcell">{row.actor}</span>
    <span role="gridcell">{row.summary}</span>
    <span role="gridcell">{row.caseNumber ?? ''}</span>
    <span role="gridcell">
      <ShortHash hash={row.hash} />
    </span>
  </>
))
