import { clsx } from 'clsx'
import { Button, SegmentedControl } from '@mantine/core'
import type { ReactElement } from 'react'
import { zoneName } from '../../../shared/kernel/zones.ts'
import { useKept } from '../../session/kept.ts'
import { useKeys } from '../../session/keys.ts'
import { useNow } from '../../ui/now.ts'
import { clockOf, instantInFull, monthOf, viewerZone, weekdayAndDay } from '../../ui/time.ts'
import { daysOf, move, type Day, type Stretch } from './calendar-days.ts'
import { TaskTime } from './board.tsx'
import { isLate, shortNumber, type Task } from './task.ts'
import { words } from './catalogue.ts'
import styles from './tasks.module.css'

interface CalendarProps {
  tasks: readonly Task[]
  open: string | undefined
  ofCases?: boolean
  onOpen: (task: Task) => void
}

/** What is due on which day, a week or a month at a time. */
export function Calendar({ tasks, open, ofCases = false, onOpen }: CalendarProps): ReactElement {
  const now = useNow()
  const [stretch, setStretch] = useKept<Stretch>('calendar stretch', 'week')
  const [shown, setShown] = useKept<number | null>('calendar at', null)
  const at = new Date(shown ?? now)
  const days = daysOf(stretch, at, tasks)
  const go = (by: number): void => setShown(move(stretch, at, by).getTime())
  useKeys(words.calendar, [
    { key: '[', says: words.aBack(stretch), run: () => go(-1) },
    { key: ']', says: words.aOn(stretch), run: () => go(1) },
    { key: '.', says: words.today, run: () => setShown(null) },
  ])
  const without = tasks.filter(({ due, state }) => due === null && state === 'open')
  return (
    <div className={styles.calendar}>
      <div className={styles['calendar-bar']}>
        <div className="actions">
          <Button onClick={() => go(-1)}>{words.back}</Button>
          <Button onClick={() => setShown(null)}>{words.toToday}</Button>
          <Button onClick={() => go(1)}>{words.on}</Button>
        </div>
        <h2 aria-live="polite">{stretch === 'month' ? monthOf(at.getTime()) : weekOf(days)}</h2>
        <span className="quiet">{words.timeZoneName(zoneName(viewerZone))}</span>
        <SegmentedControl
          aria-label={words.howMuchIsShown}
          size="xs"
          data={[
            { value: 'week', label: words.week },
            { value: 'month', label: words.month },
          ]}
          value={stretch}
          onChange={(value) => setStretch(value === 'month' ? 'month' : 'week')}
        />
      </div>
      <ol className={clsx(styles.days, styles[stretch])}>
        {days.map((day) => (
          <li
            key={day.start.getTime()}
            className={clsx(
              day.outside && styles.outside,
              isToday(day, now) && styles.today,
              day.tasks.length === 0 && styles.free,
            )}
            aria-current={isToday(day, now) ? 'date' : undefined}
          >
            <h3>{weekdayAndDay(day.start.getTime())}</h3>
            <ul>
              {day.tasks.map((task) => (
                <li key={task.id}>
                  <button
                    type="button"
                    className={clsx(styles['due-item'], styles[task.state])}
                    aria-current={task.number === open ? 'true' : undefined}
                    onClick={() => onOpen(task)}
                    title={task.due === null ? undefined : `${task.title}\n${instantInFull(task.due)}`}
                  >
                    <span className={isLate(task, now) ? 'late numbers' : 'numbers'}>
                      {task.due === null ? '' : clockOf(task.due)}
                    </span>{' '}
                    {ofCases ? task.number : shortNumber(task)} {task.title}
                    {task.state !== 'open' && (
                      <small> ({task.state === 'done' ? words.done : words.doesNotApply})</small>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {without.length > 0 && (
        <section aria-label={words.withoutADueTime}>
          <h2>{words.withoutADueTime}</h2>
          <ul className={styles.without}>
            {without.map((task) => (
              <li key={task.id}>
                <button type="button" className={styles['due-item']} onClick={() => onOpen(task)}>
                  {ofCases ? task.number : shortNumber(task)} {task.title} <TaskTime task={task} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const isToday = ({ start }: Day, now: number): boolean => start.toDateString() === new Date(now).toDateString()

const weekOf = (days: readonly Day[]): string =>
  [days[0], days.at(-1)].map((day) => (day ? weekdayAndDay(day.start.getTime()) : '')).join(' – ')
