import { clsx } from 'clsx'
import type { DragEvent, KeyboardEvent, ReactElement } from 'react'
import { span } from '../../../shared/kernel/show.ts'
import { useNow } from '../../ui/now.ts'
import { dueAt, dueInWords, instantInFull } from '../../ui/time.ts'
import { At } from '../../ui/when.tsx'
import { columns, columnWords, inColumn, isLate, shortNumber, typeWords, type Column, type Task } from './task.ts'
import { words } from './catalogue.ts'
import styles from './tasks.module.css'

interface BoardProps {
  tasks: readonly Task[]
  /** Number of the task that is open beside the board. */
  open: string | undefined
  /** Whether cards say of which case they are. */
  ofCases?: boolean
  onOpen: (task: Task) => void
  onFocus: (task: Task) => void
  /** A card was moved to another column; undefined: nothing can be moved. */
  onMove: ((task: Task, to: Column) => void) | undefined
}

/** The tasks by how they stand. Arrows go from card to card; with Shift they move one to another column. */
export function Board({ tasks, open, ofCases = false, onOpen, onFocus, onMove }: BoardProps): ReactElement {
  const held = columns.map((column) => ({ column, cards: inColumn(tasks, column) }))
  const go = (event: KeyboardEvent, task: Task, column: Column): void => {
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    const [across = 0, down = 0] = step
    if (event.shiftKey) {
      if (across !== 0) onMove?.(task, across > 0 ? 'settled' : 'to-do')
      return
    }
    const at = columns.indexOf(column)
    const row = held[at]?.cards.indexOf(task) ?? 0
    const next =
      across === 0
        ? held[at]?.cards[row + down]
        : [...held]
            .slice(across > 0 ? at + 1 : 0, across > 0 ? undefined : at)
            .filter(({ cards }) => cards.length > 0)
            .at(across > 0 ? 0 : -1)
            ?.cards.at(0)
    if (next) document.getElementById(`task-${next.id}`)?.focus()
  }
  const drop = (event: DragEvent, column: Column): void => {
    event.preventDefault()
    const task = tasks.find(({ id }) => id === event.dataTransfer.getData('text/plain'))
    if (task) onMove?.(task, column)
  }
  return (
    <div className={styles.board}>
      {held.map(({ column, cards }) => (
        <section
          key={column}
          aria-label={columnWords[column]}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => drop(event, column)}
        >
          <h2>
            {columnWords[column]} <span className="quiet numbers">{cards.length}</span>
          </h2>
          <ul>
            {cards.map((task) => (
              <li key={task.id}>
                <button
                  type="button"
                  id={`task-${task.id}`}
                  className={clsx('card', styles[task.state])}
                  aria-current={task.number === open ? 'true' : undefined}
                  draggable={onMove !== undefined}
                  onDragStart={(event) => event.dataTransfer.setData('text/plain', task.id)}
                  onClick={() => onOpen(task)}
                  onFocus={() => onFocus(task)}
                  onKeyDown={(event) => go(event, task, column)}
                >
                  <Card task={task} ofCases={ofCases} />
                </button>
              </li>
            ))}
          </ul>
          {cards.length === 0 && <p className="quiet">{emptyWords[column]}</p>}
        </section>
      ))}
    </div>
  )
}

const emptyWords: Record<Column, string> = words.emptyColumns

function Card({ task, ofCases }: { task: Task; ofCases: boolean }): ReactElement {
  return (
    <>
      <b>{task.title}</b>
      <span className={styles['card-line']}>
        <small>
          {[
            ofCases ? task.number : shortNumber(task),
            ...(task.type === 'task' ? [] : [typeWords[task.type]]),
            ...(task.mandatory ? [words.isMandatory] : []),
            task.assignee.name,
          ].join(' · ')}
        </small>
        <TaskTime task={task} />
      </span>
      {task.waiting && (
        <small>
          {words.waitsFor}{' '}
          {task.dependsOn
            .filter(({ state }) => state === 'open')
            .map(({ number }) => number.slice(task.case.number.length + 1))
            .join(', ')}
        </small>
      )}
    </>
  )
}

/** When a task is due, or what became of it. */
export function TaskTime({ task }: { task: Task }): ReactElement | null {
  const now = useNow()
  if (task.settled) {
    return (
      <small>
        {task.state === 'done' ? words.done : words.doesNotApply} <At at={task.settled.at} />, {task.settled.by}
      </small>
    )
  }
  if (task.due === null) {
    const after = task.dueAfter
    return after ? (
      <small>
        {words.dueAfter({ span: span(after.minutes), number: after.number.slice(task.case.number.length + 1) })}
      </small>
    ) : null
  }
  return (
    <small className={isLate(task, now) ? 'late' : undefined} title={instantInFull(task.due)}>
      {words.dueDueAtItsWords({ dueAt: dueAt(task.due, now), itsWords: dueInWords(task.due, now).words })}
    </small>
  )
}
