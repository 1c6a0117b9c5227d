import { memo, type ReactElement } from 'react'
import type { Output } from '../../shared/contract/contract.ts'
import { GridList } from './grid-list.tsx'
import { ShortHash } from './hash.tsx'
import { told } from './name.ts'
import { dayAndClock, instantInFull } from './time.ts'
import { words } from './catalogue.ts'

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

const columns = (ofOneCase: boolean): string[] => {
  const { entry, recorded, by, what, file, hash } = words.columns
  return [entry, recorded, by, what, ...(ofOneCase ? [] : [file]), hash]
}

/** Entries of the ledger, newest first. */
export const EntryGrid = ({ total, ofOneCase = false, onSelect, ...list }: EntryGridProps): ReactElement => (
  <GridList
    {...list}
    kind="entry"
    rowClass="entry-row"
    label={words.entries(total)}
    columns={columns(ofOneCase)}
    total={total}
    rowHeight={32}
    cells={ofOneCase ? cellsOfOneCase : cells}
    onSelect={({ seq }) => onSelect(seq)}
    explain={explain}
    {...(ofOneCase ? { className: 'of-one-case' } : {})}
  />
)

const cells = (row: EntryRow): ReactElement => <Cells row={row} ofOneCase={false} />
const cellsOfOneCase = (row: EntryRow): ReactElement => <Cells row={row} ofOneCase />

function explain(cell: HTMLElement, row: EntryRow): void {
  cell.title = words.recordedBy({ instantInFull: instantInFull(row.at), actor: row.actor, told: told(row.summary) })
}

const Cells = memo(({ row, ofOneCase }: { row: EntryRow; ofOneCase: boolean }): ReactElement => (
  <>
    <span role="gridcell" className="numbers">
      {row.seq}
    </span>
    <span role="gridcell" className="numbers">
      {dayAndClock(row.at)}
    </span>
    <span role="gridcell">{row.actor}</span>
    <span role="gridcell">{told(row.summary)}</span>
    {!ofOneCase && <span role="gridcell">{row.caseNumber ?? ''}</span>}
    <span role="gridcell">
      <ShortHash hash={row.hash} />
    </span>
  </>
))
