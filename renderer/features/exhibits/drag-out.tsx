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
import { words } from './catalogue.ts'
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
    void task.run({ exhibit: exhibit.id }, words.copyingToDrag(exhibit.number))
  }
  const { result } = task
  return (
    <>
      {asked === exhibit.id && !result && (
        <section className={styles['drag-asks']} aria-label={words.dragOut}>
          <p>
            <b>{words.makePlainCopy(exhibit.number)}</b> {words.plainCopySays}
          </p>
          <div className="actions">
            <Act needs="exhibit.write" variant="filled" onClick={make}>
              {words.makeTheCopy}
            </Act>
            <Button onClick={() => setAsked(null)}>{words.leaveIt}</Button>
          </div>
        </section>
      )}
      <TaskProgress task={task.task} />
      {task.task?.state === 'failed' && (
        <Problem problem={task.task.failure} title={words.noCopyMade} onDismiss={task.dismiss} />
      )}
      {result && (
        <div className="good-news" role="status">
          <p>{words.copyIsReady}</p>
          <p className={styles['drag-copy']} draggable onDragStart={(event) => dragCopy(event, result.file)}>
            <Icon name="grip" size={16} />
            <span className="mono">{result.file.split(/[\\/]/).at(-1)}</span>
          </p>
        </div>
      )}
    </>
  )
}
