import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactElement } from 'react'
import { ShortHash } from '../../ui/hash.tsx'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'
import type { useEntries } from './use-entries.ts'

interface EntryTableProps {
  entries: ReturnType<typeof useEntries>
  selected: number
  onSelect: (seq: number) => void
  onRange: (first: number, last: number) => void
}

/** The entries, newest first; only what is seen exists. */
export function EntryTable({ entries, selected, onSelect, onRange }: EntryTableProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null)
  const total = entries.total ?? 0
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => 32,
    overscan: 12,
  })
  const items = rows.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onRange(first, last), [first, last, onRange])
  useEffect(() => {
    if (selected >= 0 && selected < total) rows.scrollToIndex(selected, { align: 'auto' })
  }, [rows, selected, total])
  return (
    <div
      className="entry-grid"
      role="grid"
      aria-label={plural(total, 'entry', 'entries')}
      aria-rowcount={total + 1}
      aria-colcount={6}
      tabIndex={0}
      aria-activedescendant={selected >= first && selected <= last ? `entry-row-${selected}` : undefined}
    >
      <div role="row" aria-rowindex={1} className="entry-row entry-columns">
        {['Entry', 'Recorded', 'By', 'What', 'Case', 'SHA-256'].map((name) => (
          <span role="columnheader" key={name}>
            {name}
          </span>
        ))}
      </div>
      <div className="entry-scroll" ref={scroller} role="rowgroup">
        <div style={{ height: rows.getTotalSize() }} role="presentation" className="entry-size">
          {items.map(({ index, start }) => {
            const row = entries.row(index)
            return (
              <div
                key={index}
                id={`entry-row-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={index === selected}
                className={`entry-row ${index === selected ? 'on' : ''}`}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => row && onSelect(row.seq)}
              >
                {row ? (
                  <>
                    <span role="gridcell">{row.seq}</span>
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
                ) : (
                  <span role="gridcell">…</span>
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
