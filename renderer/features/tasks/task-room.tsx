import { clsx } from 'clsx'
import { SegmentedControl } from '@mantine/core'
import { useState, type ReactElement, type ReactNode } from 'react'
import { useIsPast } from '../../session/as-of.tsx'
import { useKept } from '../../session/kept.ts'
import { useKeys } from '../../session/keys.ts'
import { useMay } from '../../session/may.tsx'
import { rowOf } from '../../ui/follow-list.ts'
import { Board } from './board.tsx'
import { Calendar } from './calendar.tsx'
import { CompleteTask, ReopenTask, WaiveTask } from './settle-forms.tsx'
import type { Asked, Column, Task } from './task.ts'
import { TaskForm } from './task-form.tsx'
import { TaskPanel } from './task-panel.tsx'
import { words } from './catalogue.ts'
import styles from './tasks.module.css'

export interface File {
  id: string
  number: string
  ownerMember: string | null
}

interface TaskRoomProps {
  tasks: readonly Task[]
  /** The case that they are of; left out: they are of several. */
  file?: File
  /** Number or id of the open task. */
  item: string | undefined
  onItem: (item: string | undefined) => void
  asked: Asked
  onAsk: (asked: Asked) => void
  /** What stands before the choice of how they are shown. */
  bar: ReactNode
  /** What stands between the bar and the tasks. */
  before?: ReactNode
  /** Shown in the place of a board without cards. */
  empty: ReactNode
  /** A panel of the room around this one. */
  panel?: ReactNode
}

type Look = 'board' | 'calendar'

/** Tasks as a board or as a calendar, with the one that is open beside them. */
export function TaskRoom({
  tasks,
  file,
  item,
  onItem,
  asked,
  onAsk,
  bar,
  before,
  empty,
  panel,
}: TaskRoomProps): ReactElement {
  const past = useIsPast()
  const may = useMay('case.write').granted && !past
  const [look, setLook] = useKept<Look>('tasks look', 'board')
  const [focused, setFocused] = useState<string>()
  const open = rowOf(tasks, item)
  const current = tasks.find(({ id }) => id === focused) ?? open
  const ask = (what: 'complete' | 'waive' | 'reopen' | 'change') => (): void => {
    if (!current) return
    const fits = what === 'reopen' ? current.state !== 'open' : current.state === 'open'
    if (fits && !(what === 'complete' && current.waiting)) onAsk({ what, task: current })
  }
  const onMove = (task: Task, to: Column): void => {
    if (to === 'settled' && task.state === 'open' && !task.waiting) onAsk({ what: 'complete', task })
    else if (to === 'settled' && task.waiting) onItem(task.number)
    else if (to === 'to-do' && task.state !== 'open') onAsk({ what: 'reopen', task })
  }
  useKeys(words.tasks, [
    { key: 'b', says: words.showTheBoard, run: () => setLook('board') },
    { key: 'c', says: words.showTheCalendar, run: () => setLook('calendar') },
    ...(may
      ? [
          { key: 'd', says: words.sayTheTaskIsDone, run: ask('complete') },
          { key: 'x', says: words.sayTheTaskDoesNotApply, run: ask('waive') },
          { key: 'o', says: words.keyOpenAgain, run: ask('reopen') },
          { key: 'e', says: words.changeTheTask, run: ask('change') },
        ]
      : []),
  ])
  const close = (): void => onAsk(undefined)
  const shared = {
    tasks,
    open: open?.number,
    ofCases: file === undefined,
    onOpen: (task: Task) => {
      onAsk(undefined)
      onItem(task.number)
    },
  }
  return (
    <div className="with-panel-room">
      <div className={clsx('case-body', styles.tasks)} tabIndex={0} role="region" aria-label={words.tasks}>
        <div className={styles['tasks-bar']}>
          {bar}
          <SegmentedControl
            aria-label={words.howTasksAreShown}
            size="xs"
            data={[
              { value: 'board', label: words.board },
              { value: 'calendar', label: words.calendar },
            ]}
            value={look}
            onChange={(value) => setLook(value === 'calendar' ? 'calendar' : 'board')}
          />
        </div>
        {before}
        {tasks.length === 0 ? (
          empty
        ) : look === 'board' ? (
          <Board {...shared} onFocus={(task) => setFocused(task.id)} onMove={may ? onMove : undefined} />
        ) : (
          <Calendar {...shared} />
        )}
      </div>
      {panel ?? (
        <Side
          tasks={tasks}
          file={file}
          open={open}
          asked={asked}
          past={past}
          onAsk={onAsk}
          onItem={onItem}
          close={close}
        />
      )}
    </div>
  )
}

interface SideProps {
  tasks: readonly Task[]
  file: File | undefined
  open: Task | undefined
  asked: Asked
  past: boolean
  onAsk: (asked: Asked) => void
  onItem: (item: string | undefined) => void
  close: () => void
}

function Side({ tasks, file, open, asked, past, onAsk, onItem, close }: SideProps): ReactElement | null {
  const done = (number?: string): void => {
    close()
    if (number !== undefined) onItem(number)
  }
  if (asked?.what === 'new' && file) return <TaskForm file={file} others={tasks} onDone={done} />
  // As it stands in the list now, and only while the list shows it.
  const task = asked && 'task' in asked ? rowOf(tasks, asked.task?.id) : undefined
  if (asked && asked.what !== 'new' && task) {
    const settle = { key: task.id, task, onDone: () => done(task.number) }
    switch (asked.what) {
      case 'complete':
        return <CompleteTask {...settle} />
      case 'waive':
        return <WaiveTask {...settle} />
      case 'reopen':
        return <ReopenTask {...settle} />
      case 'change':
        return (
          <TaskForm
            key={task.id}
            file={{ ...task.case, ownerMember: null }}
            task={task}
            others={tasks.filter((one) => one.case.id === task.case.id)}
            onDone={done}
          />
        )
      case 'playbook':
        return null
    }
  }
  if (!open) return null
  return (
    <TaskPanel
      key={open.id}
      task={open}
      past={past}
      ofCases={file === undefined}
      onAsk={onAsk}
      onClose={() => onItem(undefined)}
    />
  )
}
