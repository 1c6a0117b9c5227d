import { memo, type ReactElement } from 'react'
import { useNow } from '../../ui/now.ts'
import { SeverityMark } from '../../ui/severity.tsx'
import { instantInFull, occurredInFull, occurredInWords, shortly, stretch } from '../../ui/time.ts'
import { useListWindow } from '../../ui/use-window.ts'
import { categoryWords, channelWords, dispositionWords } from '../../ui/words.ts'
import type { ReportRow, Reports } from './use-reports.ts'

interface QueueTableProps {
  reports: Reports
  /** Index of the selected row; -1 when it is not in the list. */
  selected: number
  onSelect: (number: string) => void
  onOpen: () => void
  onRange: (first: number, last: number) => void
  label: string
}

/** A table of any length of which only what is seen exists. */
export function QueueTable({ reports, selected, onSelect, onOpen, onRange, label }: QueueTableProps): ReactElement {
  const total = reports.total ?? 0
  const { scroller, items, height, top, isShown } = useListWindow({ count: total, rowHeight: 52, selected, onRange })
  const now = useNow()
  return (
    <div
      ref={scroller}
      className="grid-list"
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={5}
      tabIndex={0}
      aria-activedescendant={isShown(selected) ? `report-row-${selected}` : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) onOpen()
      }}
    >
      <div role="row" aria-rowindex={1} className="queue-row grid-columns">
        {['Report', 'Severity', 'What was reported', 'Where', 'Waiting'].map((name) => (
          <span role="columnheader" key={name}>
            {name}
          </span>
        ))}
      </div>
      <div style={{ height: height }} role="rowgroup" className="grid-rows">
        {items.map((item) => {
          const { index } = item
          const row = reports.row(index)
          return (
            <div
              key={index}
              id={`report-row-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === selected}
              className="queue-row"
              style={{ transform: `translateY(${top(item)}px)` }}
              onClick={() => row && onSelect(row.number)}
              onDoubleClick={onOpen}
            >
              {row ? <Cells row={row} now={now} /> : <span role="gridcell">…</span>}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Kept while the list scrolls: only rows that come into sight are drawn. */
const Cells = memo(function Cells({ row, now }: { row: ReportRow; now: number }): ReactElement {
  return (
    <>
      <span role="gridcell">
        <b>{row.number}</b>
        <small>
          {channelWords[row.channel]}, {shortly(row.receivedAt, now)}
        </small>
      </span>
      <span role="gridcell">
        <SeverityMark level={row.severity} />
        {row.immediateDanger && <small className="late">immediate danger</small>}
      </span>
      <span role="gridcell">
        <b>{categoryWords[row.category]}</b>
        <small>{row.excerpt}</small>
      </span>
      <span role="gridcell">
        {row.place ?? <span className="quiet">not said</span>}
        {row.occurredAt && <small title={occurredInFull(row.occurredAt)}>{occurredInWords(row.occurredAt)}</small>}
      </span>
      <span role="gridcell" className="numbers" title={instantInFull(row.receivedAt)}>
        {row.disposition === 'open' ? (
          stretch(now - Date.parse(row.receivedAt))
        ) : (
          <>
            {dispositionWords[row.disposition]}
            {row.caseNumber && <small>{row.caseNumber}</small>}
          </>
        )}
      </span>
    </>
  )
})
