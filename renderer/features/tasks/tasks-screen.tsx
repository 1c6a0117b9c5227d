import { Button, SegmentedControl } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { showDay } from '../../../shared/kernel/show.ts'
import { useAsk } from '../../session/client.ts'
import { useKept } from '../../session/kept.ts'
import { Act } from '../../session/may.tsx'
import { useVault } from '../../session/session.ts'
import { Empty, Loading } from '../../ui/empty.tsx'
import { rowOf, useFollow } from '../../ui/follow-list.ts'
import { useNow } from '../../ui/now.ts'
import { Problem } from '../../ui/problem.tsx'
import { dueAt, stretch } from '../../ui/time.ts'
import { HandOver } from './hand-over.tsx'
import { Notices } from './notices-choice.tsx'
import { isLate, type Asked, type Task } from './task.ts'
import { TaskRoom } from './task-room.tsx'
import { words } from './catalogue.ts'
import styles from './tasks.module.css'

const route = getRouteApi('/tasks')
type Show = 'mine' | 'all' | 'late'
const isOpen = ({ state }: Task): boolean => state === 'open'
type Due = Output<'due.list'>['items'][number]

/** The tasks of every case at work, and what else is due. */
export function TasksScreen(): ReactElement {
  const { item } = route.useSearch()
  const navigate = useNavigate()
  const now = useNow()
  const member = useVault()?.member.id
  const [show, setShow] = useKept<Show>('tasks shown', 'mine')
  const [asked, setAsked] = useState<Asked>()
  const [leaving, setLeaving] = useState(false)
  const answer = useAsk('task.list', {}, { keep: true })
  const due = useAsk('due.list', show === 'mine' ? { member } : {}, { keep: true })
  const tasks = (answer.data?.items ?? []).filter(
    (task) => show === 'all' || (show === 'mine' ? task.assignee.id === member : isLate(task, now)),
  )
  const open = (next: string | undefined): void =>
    void navigate({ to: '/tasks', search: { item: next }, replace: true })
  useFollow({
    asked: item,
    held: rowOf(tasks, item) !== undefined || (answer.data && !answer.isFetching ? false : undefined),
    question: show,
    place: tasks.findIndex(({ id, number }) => id === item || number === item),
    busy: asked !== undefined,
    onWiden: () => {
      if (show !== 'all') setShow('all')
      return show !== 'all'
    },
    onLeave: () => open(undefined),
    // What is settled already is not what comes next.
    onGone: (at) => open((tasks.slice(at).find(isOpen) ?? tasks.slice(0, at).findLast(isOpen))?.number),
  })
  const others = (due.data?.items ?? []).filter(
    ({ kind, lateBy }) => kind !== 'task' && (show !== 'late' || lateBy !== null),
  )
  return (
    <div className={styles['tasks-room']}>
      <header>
        <h1>{words.tasks}</h1>
        {due.data && <span className={due.data.late > 0 ? 'late' : 'quiet'}>{words.overdueLate(due.data.late)}</span>}
      </header>
      {!answer.data && !answer.error && <Loading what={words.theTasks} />}
      <Problem
        problem={answer.error ?? due.error}
        title={words.theTasksCouldNotBeRead}
        onRetry={() => void answer.refetch()}
      />
      {answer.data && (
        <TaskRoom
          tasks={tasks}
          item={item}
          onItem={open}
          asked={asked}
          onAsk={setAsked}
          bar={
            <div className="actions">
              <SegmentedControl
                aria-label={words.whichTasksAreShown}
                size="xs"
                data={[
                  { value: 'mine', label: words.mine },
                  { value: 'all', label: words.all },
                  { value: 'late', label: words.overdue },
                ]}
                value={show}
                onChange={(value) => setShow(value)}
              />
              <Act needs="case.write" onClick={() => setLeaving(true)}>
                {words.handOverMore}
              </Act>
              <Notices />
            </div>
          }
          before={others.length > 0 && <Others items={others} now={now} />}
          empty={
            <Empty says={emptyWords[show]}>
              <Button variant="subtle" onClick={() => setShow('all')}>
                {words.showAll}
              </Button>
            </Empty>
          }
          panel={leaving ? <HandOver onDone={() => setLeaving(false)} /> : undefined}
        />
      )}
    </div>
  )
}

const emptyWords: Record<Show, string> = words.emptyLists

/** What is due and is no task: follow-ups, duties, approvals, what was planned for a day. */
function Others({ items, now }: { items: Due[]; now: number }): ReactElement {
  return (
    <section aria-label={words.alsoDue}>
      <h2>{words.alsoDue}</h2>
      <ul className={styles['also-due']}>
        {items.slice(0, 50).map((one) => (
          <li key={`${one.kind} ${one.ref}`}>
            <Goes item={one} />{' '}
            <small className={one.lateBy === null ? undefined : 'late'}>
              {one.due === null
                ? words.waits
                : words.dueValueValue2({
                    value: one.day === null ? dueAt(one.due, now) : showDay(one.day),
                    value2: one.lateBy === null ? '' : words.lateStretch(stretch(one.lateBy * 60_000)),
                  })}
              {one.caseNumber === null ? '' : ` · ${one.caseNumber}`}
              {one.owner ? ` · ${one.owner.name}` : ''}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Goes({ item: { link, title } }: { item: Due }): ReactElement {
  return link.case === undefined ? (
    <Link to="/queue" search={{ report: link.report }}>
      {title}
    </Link>
  ) : (
    <Link to="/cases/$caseRef" params={{ caseRef: link.case }} search={{ tab: link.tab, item: link.item }}>
      {title}
    </Link>
  )
}
