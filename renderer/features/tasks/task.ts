import type { Output } from '../../../shared/contract/contract.ts'
import { words } from './catalogue.ts'

export type Task = Output<'task.list'>['items'][number]

export const typeWords: Record<Task['type'], string> = words.typeWords

export const columns = ['to-do', 'waiting', 'settled'] as const
export type Column = (typeof columns)[number]
export const columnWords: Record<Column, string> = words.columnWords

export const columnOf = ({ state, waiting }: Task): Column =>
  state !== 'open' ? 'settled' : waiting ? 'waiting' : 'to-do'

/** `T03` of `2026-001-T03`, where the case is known. */
export const shortNumber = ({ number, case: file }: Task): string => number.slice(file.number.length + 1)

export const isLate = ({ state, due }: Task, now: number): boolean =>
  state === 'open' && due !== null && Date.parse(due) < now

/** The open ones by when they are due, those without a time last; what is settled by when it was, the newest first. */
export function inColumn(tasks: readonly Task[], column: Column): Task[] {
  const held = tasks.filter((task) => columnOf(task) === column)
  return column === 'settled'
    ? held.sort((a, b) => (b.settled?.at ?? '').localeCompare(a.settled?.at ?? ''))
    : held.sort((a, b) => dueOf(a) - dueOf(b) || a.number.localeCompare(b.number))
}

const dueOf = ({ due }: Task): number => (due === null ? Number.MAX_SAFE_INTEGER : Date.parse(due))

/** What is asked for before something about a task is recorded. */
export type Asked =
  | { what: 'new' }
  | { what: 'change' | 'complete' | 'waive' | 'reopen' | 'playbook'; task?: Task | undefined }
  | undefined
