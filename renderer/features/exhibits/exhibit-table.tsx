import { clsx } from 'clsx'
import type { DragEvent, ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useIsPast } from '../../session/as-of.tsx'
import { useMay } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { ShortHash } from '../../ui/hash.tsx'
import { fileKind, plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { bytes } from '../../ui/words.ts'
import { canDragOut, dragCopy, useDragAsked } from './drag-out.tsx'
import styles from './exhibits.module.css'

interface ExhibitTableProps {
  items: Output<'exhibit.list'>['items']
  selected: number
  onSelect: (number: string) => void
}

/** The register, in the order of the numbers. */
export const ExhibitTable = ({ items, selected, onSelect }: ExhibitTableProps): ReactElement => (
  <table className={clsx('register', styles.exhibits)}>
    <thead>
      <tr>
        <th>Exhibit</th>
        <th>File</th>
        <th className={styles.aside}>Type</th>
        <th className="number">Size</th>
        <th className={styles.aside}>SHA-256</th>
        <th>Collected</th>
        <th>Verified</th>
      </tr>
    </thead>
    <tbody>
      {items.map((row, index) => (
        <tr key={row.id} aria-selected={index === selected} onClick={() => onSelect(row.number)}>
          <td className="nowrap">
            <button type="button" className="link" onClick={() => onSelect(row.number)}>
              {row.number}
            </button>
          </td>
          <td className={styles.file}>
            <FileName row={row} onSelect={onSelect} />
            {row.description && <small>{row.description}</small>}
          </td>
          <td className={clsx('nowrap', styles.aside)} title={row.mediaType}>
            {fileKind(row.mediaType)}
          </td>
          <td className="number nowrap">{bytes(row.size)}</td>
          <td className={clsx('nowrap', styles.aside)}>
            <ShortHash hash={row.sha256} />
          </td>
          <td className="nowrap">
            <At at={row.collectedAt} full />
            <small>{row.collectedBy}</small>
          </td>
          <td className="nowrap">
            <Verified row={row} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

type ExhibitRow = Output<'exhibit.list'>['items'][number]

/** A file's name, by which a copy is dragged out: the first time it is asked whether to make one. */
function FileName({ row, onSelect }: { row: ExhibitRow; onSelect: (number: string) => void }): ReactElement {
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
    return (
      <span className="late">
        not as kept, <At at={row.failedAt} />
      </span>
    )
  }
  return row.verifiedAt === null ? <span className="quiet">not yet</span> : <At at={row.verifiedAt} />
}
