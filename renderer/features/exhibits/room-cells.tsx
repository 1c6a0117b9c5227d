import { VisuallyHidden } from '@mantine/core'
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { ShortHash } from '../../ui/hash.tsx'
import { fileKind, plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { bytes } from '../../ui/words.ts'
import { Thumbnail, type RoomQuestion } from '../evidence/index.ts'
import { words } from './catalogue.ts'
import { FileName, Verified } from './exhibit-name.tsx'
import type { RoomRow } from './use-room.ts'
import styles from './room.module.css'

interface Column {
  title: string
  /** A track of the grid, and the pixels that it takes at least. */
  width: string
  least: number
  sort?: RoomQuestion['sort']
  number?: boolean
  cell: (row: RoomRow, onSelect: (number: string) => void) => ReactNode
}

const table = {
  number: {
    get title() {
      return words.sorts.number
    },
    width: '132px',
    least: 132,
    sort: 'number',
    cell: ({ number }, onSelect) => (
      <button type="button" className="link" tabIndex={-1} onClick={() => onSelect(number)}>
        {number}
      </button>
    ),
  },
  file: {
    get title() {
      return words.sorts.name
    },
    width: 'minmax(180px, 1fr)',
    least: 180,
    sort: 'name',
    cell: (row, onSelect) => (
      <>
        <FileName row={row} onSelect={onSelect} />
        <Second row={row} />
      </>
    ),
  },
  kind: {
    get title() {
      return words.sorts.kind
    },
    width: '104px',
    least: 104,
    sort: 'kind',
    cell: ({ mediaType }) => <span title={mediaType}>{fileKind(mediaType)}</span>,
  },
  size: {
    get title() {
      return words.sorts.size
    },
    width: '72px',
    least: 72,
    sort: 'size',
    number: true,
    cell: ({ size }) => bytes(size),
  },
  collected: {
    get title() {
      return words.sorts.collected
    },
    width: '140px',
    least: 140,
    sort: 'collected',
    cell: ({ collectedAt, collectedBy }) => (
      <>
        <At at={collectedAt} full />
        <small>{collectedBy}</small>
      </>
    ),
  },
  verified: {
    get title() {
      return words.sorts.verified
    },
    width: '92px',
    least: 92,
    sort: 'verified',
    cell: (row) => <Verified row={row} />,
  },
  recorded: {
    get title() {
      return words.sorts.recorded
    },
    width: '140px',
    least: 140,
    sort: 'recorded',
    cell: ({ recordedAt, recordedBy }) => (
      <>
        <At at={recordedAt} full />
        <small>{recordedBy}</small>
      </>
    ),
  },
  path: {
    get title() {
      return words.pathInSource
    },
    width: 'minmax(140px, 1fr)',
    least: 140,
    cell: ({ sourcePath }) => sourcePath !== null && <span title={plainly(sourcePath)}>{plainly(sourcePath)}</span>,
  },
  hash: {
    get title() {
      return words.sha256
    },
    width: '96px',
    least: 96,
    cell: ({ sha256 }) => <ShortHash hash={sha256} />,
  },
} as const satisfies Record<string, Column>
export type ColumnName = keyof typeof table
const columnOf = (name: ColumnName): Column => table[name]

/** Columns that always stand there, and those that can be chosen, the last to give way first. */
const fixed: readonly ColumnName[] = ['number', 'file']
export const choosable: readonly ColumnName[] = ['collected', 'size', 'verified', 'kind', 'path', 'recorded', 'hash']
export const usual: readonly ColumnName[] = ['collected', 'size', 'verified', 'kind', 'hash']
export const columnTitle = (name: ColumnName): string => columnOf(name).title

/** Pixels of the small picture at the start of a row, and of a row's edges and gaps. */
const [picture, edges, gap] = [56, 48, 12]

/** The columns that find room. */
export function columnsIn(chosen: readonly ColumnName[], width: number): ColumnName[] {
  let room = width - edges - picture - fixed.reduce((sum, name) => sum + columnOf(name).least + gap, 0)
  const rest = choosable.filter((name) => {
    if (!chosen.includes(name) || room < columnOf(name).least + gap) return false
    room -= columnOf(name).least + gap
    return true
  })
  return [...fixed, ...rest]
}

export const templateOf = (named: readonly ColumnName[]): string =>
  [`${picture}px`, ...named.map((name) => columnOf(name).width)].join(' ')

interface ColumnsProps {
  named: readonly ColumnName[]
  template: { gridTemplateColumns: string }
  question: RoomQuestion
  onQuestion: (next: RoomQuestion) => void
}

/** The headings; those that sort do so by a click, and turn the order around by another. */
export const Columns = ({ named, template, question, onQuestion }: ColumnsProps): ReactElement => (
  <div role="row" aria-rowindex={1} className={clsx(styles.row, styles.columns)} style={template}>
    <span role="columnheader">
      <VisuallyHidden>{words.picture}</VisuallyHidden>
    </span>
    {named.map((name) => {
      const { title, sort, number } = columnOf(name)
      const on = sort === question.sort
      const direction = question.descending ? 'descending' : 'ascending'
      return (
        <span
          role="columnheader"
          key={name}
          aria-sort={on ? direction : undefined}
          className={number ? clsx('number', styles.figure) : undefined}
        >
          {sort === undefined ? (
            title
          ) : (
            <button
              type="button"
              data-acts
              onClick={() => onQuestion({ ...question, sort, descending: on && !question.descending })}
            >
              {title}
              {on && <i aria-hidden="true">{question.descending ? ' ↓' : ' ↑'}</i>}
            </button>
          )}
        </span>
      )
    })}
  </div>
)

interface RowProps {
  row: RoomRow | undefined
  named: readonly ColumnName[]
  onSelect: (number: string) => void
}

export const RoomRowCells = ({ row, named, onSelect }: RowProps): ReactElement =>
  row === undefined ? (
    <span role="gridcell" aria-label={words.onTheWay} />
  ) : (
    <>
      <span role="gridcell" className={styles.thumb}>
        <Thumbnail exhibit={row.id} mediaType={row.mediaType} />
      </span>
      {named.map((name) => {
        const { cell, number } = columnOf(name)
        return (
          <span role="gridcell" key={name} className={number ? clsx('number', styles.figure) : undefined}>
            {cell(row, onSelect)}
          </span>
        )
      })}
    </>
  )

/** What is said of it under its name: in words, or what it was made from. */
function Second({ row }: { row: RoomRow }): ReactElement | null {
  const says =
    row.description ??
    (row.derivedFrom ? words.howFrom({ how: row.derivedFrom.how, number: row.derivedFrom.number }) : null)
  return says === null ? null : <small title={plainly(says)}>{plainly(says)}</small>
}

/** An exhibit in the grid: its picture, its number and name. */
export const RoomCard = ({ row }: { row: RoomRow | undefined }): ReactElement =>
  row === undefined ? (
    <span className={styles['card-picture']} />
  ) : (
    <>
      <span className={styles['card-picture']}>
        <Thumbnail exhibit={row.id} mediaType={row.mediaType} large />
      </span>
      <span className={styles['card-name']} title={plainly(row.fileName)}>
        {plainly(row.fileName)}
      </span>
      <small className={styles['card-says']}>
        <span className="numbers">{row.number}</span> · {bytes(row.size)}
        {row.derivedFrom && ` · ${words.fromNumber(row.derivedFrom.number)}`}
        {row.failedAt !== null && <b className="late"> · {words.notAsKeptShort}</b>}
      </small>
    </>
  )
