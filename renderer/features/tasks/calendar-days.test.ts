import { expect, test } from 'vitest'
import { daysOf, move } from './calendar-days.ts'
import type { Task } from './task.ts'

const task = (number: string, due: string | null): Task =>
  ({ number, due, state: 'open', case: { number: '2026-001' } }) as Task
const titles = (days: ReturnType<typeof daysOf>): [number, string[]][] =>
  days
    .filter(({ tasks }) => tasks.length > 0)
    .map(({ start, tasks }) => [start.getDate(), tasks.map((one) => one.number)])

test('a week begins on Monday and holds what is due on each of its days, by the clock of this computer', () => {
  const wednesday = new Date(2026, 10, 25, 12)
  const due = (day: number, hour: number): string => new Date(2026, 10, day, hour, 30).toISOString()
  const tasks = [
    task('b', due(23, 23)),
    task('a', due(23, 0)),
    task('c', due(29, 23)),
    task('d', due(30, 0)),
    task('e', null),
  ]
  const days = daysOf('week', wednesday, tasks)
  expect(days.map(({ start }) => start.getDate())).toEqual([23, 24, 25, 26, 27, 28, 29])
  expect(titles(days)).toEqual([
    [23, ['a', 'b']],
    [29, ['c']],
  ])
})

test('a month is shown in whole weeks, and its neighbours’ days are marked', () => {
  const days = daysOf('month', new Date(2026, 10, 25), [])
  expect(days).toHaveLength(42)
  expect(days.filter(({ outside }) => !outside)).toHaveLength(30)
  expect(days[0]?.start.getDay()).toBe(1)
  expect(daysOf('month', new Date(2027, 1, 10), [])).toHaveLength(28)
})

test('a month further from its 31st day is the next month, and daylight saving makes no day twice', () => {
  expect(move('month', new Date(2026, 9, 31), 1).getMonth()).toBe(10)
  expect(move('week', new Date(2026, 11, 30), 1).getDate()).toBe(6)
  for (let month = 0; month < 12; month++) {
    const starts = daysOf('month', new Date(2026, month, 15), []).map(({ start }) => start.toDateString())
    expect(new Set(starts).size).toBe(starts.length)
  }
})
