import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { GridList } from '../../ui/grid-list.tsx'
import { plainly } from '../../ui/name.ts'
import type { Listed } from '../../ui/use-list.ts'
import { kindWords } from './words.ts'
import { words } from './catalogue.ts'
import styles from './subjects.module.css'

interface SubjectListProps {
  subjects: Listed<'subject.list'>
  /** Index of the open one; -1 when it is not in the list. */
  selected: number
  onSelect: (number: string) => void
  onOpen: () => void
  onRange: (first: number, last: number) => void
}

/** Who and what is on record, by name. */
export const SubjectList = ({ subjects, onSelect, ...list }: SubjectListProps): ReactElement => (
  <GridList
    {...list}
    kind="subject"
    rowClass={styles['subject-row']}
    label={words.subjects(subjects.total ?? 0)}
    columns={[words.byName]}
    total={subjects.total ?? 0}
    rowHeight={52}
    rowAt={subjects.row}
    cells={cells}
    onSelect={({ number }) => onSelect(number)}
  />
)

const cells = (row: Output<'subject.list'>['items'][number]): ReactElement => (
  <span role="gridcell">
    <b className="words">{plainly(row.name)}</b>
    <small>
      {[
        row.number,
        kindWords[row.kind].toLowerCase(),
        ...(row.involvements > 0 ? [words.inMatters(words.matters(row.involvements))] : []),
        ...row.also.map(plainly),
      ].join(' · ')}
    </small>
  </span>
)
