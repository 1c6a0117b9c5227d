import { memo, type ReactElement } from 'react'
import { plainly } from '../../ui/name.ts'
import { rowIndexOf, useListWindow } from '../../ui/use-window.ts'
import { plural } from '../../ui/words.ts'
import type { SubjectRow, Subjects } from './use-subjects.ts'
import { kindWords } from './words.ts'

interface SubjectListProps {
  subjects: Subjects
  /** Index of the open one; -1 when it is not in the list. */
  selected: number
  onSelect: (number: string) => void
  onOpen: () => void
  onRange: (first: number, last: number) => void
}

/** A list of any length of which only what is seen exists. */
export function SubjectList({ subjects, selected, onSelect, onOpen, onRange }: SubjectListProps): ReactElement {
  const total = subjects.total ?? 0
  const list = useListWindow({ count: total, rowHeight: 52, selected, onRange })
  const { scroller, rows, height, isShown, flying } = list
  return (
    <div
      ref={scroller}
      className="grid-list"
      role="grid"
      aria-label={plural(total, 'subject')}
      aria-rowcount={total + 1}
      aria-colcount={1}
      tabIndex={0}
      aria-activedescendant={isShown(selected) ? `subject-row-${selected}` : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) onOpen()
      }}
      onClick={({ target }) => {
        const row = subjects.row(rowIndexOf(target))
        if (row) onSelect(row.number)
      }}
    >
      <div role="row" aria-rowindex={1} className="subject-row grid-columns">
        <span role="columnheader">By name</span>
      </div>
      <div style={{ height }} role="rowgroup" className="grid-rows">
        {rows.map(({ key, index, top }) => (
          <Row
            key={key}
            index={index}
            top={top}
            on={index === selected}
            row={flying ? undefined : subjects.row(index)}
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
  row: SubjectRow | undefined
}

const Row = memo(({ index, top, on, row }: RowProps): ReactElement => (
  <div
    id={`subject-row-${index}`}
    data-index={index}
    role="row"
    aria-rowindex={index + 2}
    aria-selected={on}
    className="subject-row"
    style={{ transform: `translateY(${top}px)` }}
  >
    {row ? (
      <span role="gridcell">
        <b className="words">{plainly(row.name)}</b>
        <small>
          {[
            row.number,
            kindWords[row.kind].toLowerCase(),
            ...(row.involvements > 0 ? [`in ${plural(row.involvements, 'matter')}`] : []),
            ...row.also.map(plainly),
          ].join(' · ')}
        </small>
      </span>
    ) : (
      <span role="gridcell" className="awaited" aria-label="on the way" />
    )}
  </div>
))
