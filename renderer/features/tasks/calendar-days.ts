import type { Task } from './task.ts'

// Days are those of this computer's clock: a due time stands on the day on which the person who looks at it has it.

export type Stretch = 'week' | 'month'

export interface Day {
  /** Midnight at its beginning. */
  start: Date
  /** In a month's grid: whether it belongs to another month. */
  outside: boolean
  tasks: Task[]
}

const midnight = (at: Date): Date => new Date(at.getFullYear(), at.getMonth(), at.getDate())
const plus = (day: Date, days: number): Date => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days)
/** Weeks begin on Monday. */
const monday = (at: Date): Date => plus(midnight(at), -((at.getDay() + 6) % 7))

/** The days of the week or of the weeks of the month in which `at` lies, each with what is due on it. */
export function daysOf(stretch: Stretch, at: Date, tasks: readonly Task[]): Day[] {
  const first = stretch === 'week' ? monday(at) : monday(new Date(at.getFullYear(), at.getMonth(), 1))
  const after = stretch === 'week' ? plus(first, 7) : plus(monday(new Date(at.getFullYear(), at.getMonth() + 1, 0)), 7)
  const due = tasks
    .filter((task) => task.due !== null)
    .sort((a, b) => Date.parse(a.due ?? '') - Date.parse(b.due ?? ''))
  const days: Day[] = []
  for (let start = first; start < after; start = plus(start, 1)) {
    const end = plus(start, 1).getTime()
    days.push({
      start,
      outside: stretch === 'month' && start.getMonth() !== at.getMonth(),
      tasks: due.filter((task) => {
        const when = Date.parse(task.due ?? '')
        return when >= start.getTime() && when < end
      }),
    })
  }
  return days
}

/** The same stretch, so many further. A month further from the 31st is the next month, not the one after. */
export const move = (stretch: Stretch, at: Date, by: number): Date =>
  stretch === 'week' ? plus(at, 7 * by) : new Date(at.getFullYear(), at.getMonth() + by, 1)
