import { memo, type ReactElement } from 'react'
import { useNow } from '../../ui/now.ts'
import { SeverityMark } from '../../ui/severity.tsx'
import { whyInWords } from '../../../shared/contract/queue.ts'
import { dueAt, instantInFull, occurredInFull, occurredInWords, shortly, stretch } from '../../ui/time.ts'
import { rowIndexOf, useListWindow } from '../../ui/use-window.ts'
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

/** A table of any length of which only what is seen exists. The list listens for its rows; a row has no listener of its own. */
export function QueueTable({ reports, selected, onSelect, onOpen, onRange, label }: QueueTableProps): ReactElement {
  const total = reports.total ?? 0
  const list = useListWindow({ count: total, rowHeight: 52, selected, onRange })
  const { scroller, rows, height, isShown, flying } = list
  const now = useNow()
  return (
    <div
      ref={scroller}
      className="grid-list"
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={6}
      tabIndex={0}
      aria-activedescendant={isShown(selected) ? `report-row-${selected}` : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) onOpen()
      }}
      onClick={({ target }) => {
        const row = reports.row(rowIndexOf(target))
        if (row) onSelect(row.number)
      }}
      onDoubleClick={({ target }) => rowIndexOf(target) >= 0 && onOpen()}
      onMouseOver={({ target }) => {
        const row = reports.row(rowIndexOf(target))
        if (row && target instanceof Element) explain(target, row)
      }}
    >
      <div role="row" aria-rowindex={1} className="queue-row grid-columns">
        {['Report', 'Severity', 'What was reported', 'Where', 'Waiting', 'Why here'].map((name) => (
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
            row={flying ? undefined : reports.row(index)}
            now={now}
          />
        ))}
      </div>
    </div>
  )
}

/** Exact times on hover, worked out for the one cell that is pointed at. */
function explain(target: Element, row: ReportRow): void {
  const cell = target.closest<HTMLElement>('[role=gridcell]')
  const place = cell ? [...(cell.parentElement?.children ?? [])].indexOf(cell) : -1
  if (!cell) return
  if (place === 0 || place === 4) cell.title = `Received ${instantInFull(row.receivedAt)}`
  else if (place === 3)
    cell.title = [row.place, row.occurredAt && occurredInFull(row.occurredAt)].filter(Boolean).join('\n')
}

interface RowProps {
  index: number
  top: number
  on: boolean
  row: ReportRow | undefined
  now: number
}

/** Kept while the list scrolls: only rows that come into sight are drawn. */
const Row = memo(({ index, top, on, row, now }: RowProps): ReactElement => (
  <div
    id={`report-row-${index}`}
    data-index={index}
    role="row"
    aria-rowindex={index + 2}
    aria-selected={on}
    className="queue-row"
    style={{ transform: `translateY(${top}px)` }}
  >
    {row ? <Cells row={row} now={now} /> : <span role="gridcell" className="awaited" aria-label="on the way" />}
  </div>
))

const Cells = memo(({ row, now }: { row: ReportRow; now: number }): ReactElement => (
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
      <small className="words">{row.excerpt}</small>
    </span>
    <span role="gridcell">
      {row.place === null ? <span className="quiet">not said</span> : <span className="words">{row.place}</span>}
      {row.occurredAt && <small>{occurredInWords(row.occurredAt)}</small>}
    </span>
    <span role="gridcell" className="numbers">
      {row.disposition === 'open' ? (
        <>
          <span className={row.due !== null && Date.parse(row.due) < now ? 'late' : undefined}>
            {stretch(now - Date.parse(row.receivedAt))}
          </span>
          {row.assignee && <small>{row.assignee}</small>}
        </>
      ) : (
        <>
          {dispositionWords[row.disposition]}
          {row.caseNumber && <small>{row.caseNumber}</small>}
        </>
      )}
    </span>
    <span role="gridcell" className="why">
      {row.why && whyInWords(row.why, now, (instant) => dueAt(instant, now))}
    </span>
  </>
))
