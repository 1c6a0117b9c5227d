import { Button } from '@mantine/core'
import type { DragEvent, ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { bridge } from '../../session/bridge.ts'
import { useKept } from '../../session/kept.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { Icon } from '../../ui/icons.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import styles from './exhibits.module.css'

type Exhibit = Pick<Output<'exhibit.get'>, 'id' | 'number'>

const { desktop } = bridge

/** Whether files can be dragged out of this window. */
export const canDragOut = desktop !== undefined

/** Which exhibit somebody wants to drag out, by its id: it is asked before a copy is made. */
export const useDragAsked = (): [string | null, (id: string | null) => void] =>
  useKept<string | null>('drag out asked', null)

/** Begins to drag a copy that was made; the browser's own drag would carry words. */
export function dragCopy(event: DragEvent, file: string): void {
  event.preventDefault()
  desktop?.drag(file)
}

/** Asks before a plain copy is made for another program, makes it, and lets it be dragged there. */
export function DragOut({ exhibit }: { exhibit: Exhibit }): ReactElement {
  const [asked, setAsked] = useDragAsked()
  const task = useTask('exhibit.dragOut', exhibit.id)
  const make = (): void => {
    setAsked(null)
    void task.run({ exhibit: exhibit.id }, `Copying ${exhibit.number} to drag it out`)
  }
  const { result } = task
  return (
    <>
      {asked === exhibit.id && !result && (
        <section className={styles['drag-asks']} aria-label="Drag out">
          <p>
            <b>Make a plain copy of {exhibit.number}?</b> It is not encrypted: whoever reads this computer’s disk can
            read it. It goes on record as an export. Holdfast removes its copy when the vault is locked, and at its next
            start at the latest; what you dropped elsewhere stays there.
          </p>
          <div className="actions">
            <Act needs="exhibit.write" variant="filled" onClick={make}>
              Make the copy
            </Act>
            <Button onClick={() => setAsked(null)}>Leave it</Button>
          </div>
        </section>
      )}
      <TaskProgress task={task.task} />
      {task.task?.state === 'failed' && (
        <Problem problem={task.task.failure} title="No copy was made" onDismiss={task.dismiss} />
      )}
      {result && (
        <div className="good-news" role="status">
          <p>A copy with the register’s SHA-256 is ready. Drag it to a folder or another program.</p>
          <p className={styles['drag-copy']} draggable onDragStart={(event) => dragCopy(event, result.file)}>
            <Icon name="grip" size={16} />
            <span className="mono">{result.file.split(/[\\/]/).at(-1)}</span>
          </p>
        </div>
      )}
    </>
  )
}
