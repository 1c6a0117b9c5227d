import type { DragEvent, ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useIsPast } from '../../session/as-of.tsx'
import { useMay } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import { canDragOut, dragCopy, useDragAsked } from './drag-out.tsx'
import styles from './exhibits.module.css'

type ExhibitRow = Output<'exhibit.list'>['items'][number]

/** A file's name, by which a copy is dragged out: the first time it is asked whether to make one. */
export function FileName({ row, onSelect }: { row: ExhibitRow; onSelect: (number: string) => void }): ReactElement {
  const [, ask] = useDragAsked()
  const made = useTask('exhibit.dragOut', row.id).result
  const may = useMay('exhibit.write').now
  const past = useIsPast()
  const drag = (event: DragEvent): void => {
    if (made) return dragCopy(event, made.file)
    event.preventDefault()
    ask(row.id)
    onSelect(row.number)
  }
  return (
    <span
      className={styles['file-name']}
      title={plainly(row.fileName)}
      {...(canDragOut && may && !past ? { draggable: true, onDragStart: drag } : {})}
    >
      {plainly(row.fileName)}
    </span>
  )
}

/** When the kept bytes were last read back, and whether they were still what was collected. */
export function Verified({ row }: { row: Pick<ExhibitRow, 'verifiedAt' | 'failedAt'> }): ReactElement {
  if (row.failedAt !== null) {
    return <span className="late">{words.notAsKeptAt({ at: <At at={row.failedAt} /> })}</span>
  }
  return row.verifiedAt === null ? <span className="quiet">{words.notYet}</span> : <At at={row.verifiedAt} />
}
