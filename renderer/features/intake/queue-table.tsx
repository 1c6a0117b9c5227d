import { memo, useMemo, type ReactElement } from 'react'
import { whyInWords } from '../../../shared/contract/queue.ts'
import { GridList } from '../../ui/grid-list.tsx'
import { useNow } from '../../ui/now.ts'
import { SeverityMark } from '../../ui/severity.tsx'
import { dueAt, instantInFull, occurredInFull, occurredInWords, shortly, stretch } from '../../ui/time.ts'
import { categoryWords, channelWords, dispositionWords } from '../../ui/words.ts'
import type { ReportRow, Reports } from './use-reports.ts'
import { words } from './catalogue.ts'
import styles from './intake.module.css'

interface QueueTableProps {
  reports: Reports
  /** Index of the selected row; -1 when it is not in the list. */
  selected: number
  onSelect: (number: string) => void
  onOpen: () => void
  onRange: (first: number, last: number) => void
  label: string
}

const columns = (): string[] => Object.values(words.columns)

/** The reports, one a row. */
export function QueueTable({ reports, selected, onSelect, onOpen, onRange, label }: QueueTableProps): ReactElement {
  const now = useNow()
  const cells = useMemo(() => cellsAt(now), [now])
  return (
    <GridList
      kind="queue"
      rowClass={styles['queue-row']}
      label={label}
      columns={columns()}
      total={reports.total ?? 0}
      rowHeight={52}
      rowAt={reports.row}
      cells={cells}
      selected={selected}
      onSelect={({ number }) => onSelect(number)}
      onOpen={onOpen}
      onRange={onRange}
      explain={explain}
    />
  )
}

/** The cells of a report as long as it is this minute. */
const cellsAt =
  (now: number) =>
  (row: ReportRow): ReactElement => <Cells row={row} now={now} />

/** Exact times on hover, worked out for the one cell that is pointed at. */
function explain(cell: HTMLElement, row: ReportRow): void {
  const place = [...(cell.parentElement?.children ?? [])].indexOf(cell)
  if (place === 0 || place === 4) cell.title = words.receivedInstantInFull(instantInFull(row.receivedAt))
  else if (place === 3)
    cell.title = [row.place, row.occurredAt && occurredInFull(row.occurredAt)].filter(Boolean).join('\n')
}

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
      {row.immediateDanger && <small className="late">{words.immediateDanger}</small>}
    </span>
    <span role="gridcell">
      <b>{categoryWords[row.category]}</b>
      <small className="words">{row.excerpt}</small>
    </span>
    <span role="gridcell">
      {row.place === null ? <span className="quiet">{words.notSaid}</span> : <span className="words">{row.place}</span>}
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
    <span role="gridcell" className={styles.why}>
      {row.why && whyInWords(row.why, now, (instant) => dueAt(instant, now))}
    </span>
  </>
))
