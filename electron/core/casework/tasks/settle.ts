import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { findWorkingCase } from '../cases/index.ts'
import { findExhibit } from '../exhibits/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { requireWaiver } from './contributors.ts'
import { fallingDueAfter, findTask } from './queries.ts'
import { tasksView } from './view.ts'

type Saved = Output<'task.complete'>

/**
 * Says that a task is done, with what came of it. Fails with CONFLICT while something that it depends on is open, with
 * INVALID_INPUT while a required result is missing, and names both.
 */
export function completeTask({ ledger }: Workspace, input: Checked<'task.complete'>): Saved {
  return ledger.transact((transaction) => {
    const { db, append } = transaction
    const task = findTask(db, input.task)
    const file = findWorkingCase(db, task.case.id)
    requireOpen(task)
    requireReady(task)
    const results = resultsOf(task, input.results ?? {})
    const evidence = input.evidence.map((ref) => {
      const { id, number } = findExhibit(db, ref, file)
      return { id, number }
    })
    append(
      tasksView,
      'task.completed',
      { subject: task.id, case: file.id },
      {
        number: task.number,
        result: input.result === undefined || input.result.trim() === '' ? null : input.result,
        results,
        evidence,
      },
    )
    startClocks(transaction, task)
    return { task: task.number, id: task.id }
  })
}

/** What was given for each result, in the order in which they are asked for. */
function resultsOf(task: TaskRow, given: Record<string, string>): { name: string; value: string }[] {
  const unknown = Object.keys(given).find((name) => !task.results.some((field) => field.name === name))
  if (unknown !== undefined) {
    throw new HoldfastError(
      'INVALID_INPUT',
      `Task ${task.number} asks for no result “${unknown}”.`,
      `It asks for ${task.results.map(({ name }) => `“${name}”`).join(', ') || 'none'}; nothing was recorded.`,
    )
  }
  const results = task.results.flatMap(({ name }) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    return value === undefined || value.trim() === '' ? [] : [{ name, value }]
  })
  const missing = task.results.filter(({ name, required }) => required && !results.some((one) => one.name === name))
  if (missing.length > 0) {
    throw new HoldfastError(
      'INVALID_INPUT',
      `Task ${task.number} is not done without ${missing.map(({ name }) => `“${name}”`).join(', ')}.`,
      'Say what came of it there; nothing was recorded.',
    )
  }
  return results
}

function requireReady({ number, dependsOn }: TaskRow): void {
  const open = dependsOn.filter(({ state }) => state === 'open')
  if (open.length === 0) return
  throw new HoldfastError(
    'CONFLICT',
    `Task ${number} waits for ${open.map((other) => `${other.number} (${other.title})`).join(', ')}.`,
    'Finish or waive that first; nothing was recorded.',
  )
}

/** Fails with ALREADY_DONE unless a task is open. */
export function requireOpen({ number, state, settled }: TaskRow): void {
  if (state === 'open') return
  throw new HoldfastError(
    'ALREADY_DONE',
    `Task ${number} is ${state === 'done' ? 'done' : 'not applicable'} already, by ${settled?.by ?? 'somebody'}.`,
    'Open it again with a reason first; nothing was changed.',
  )
}

/** What falls due so long after this task has its time from now on. */
function startClocks({ db, append, at }: Transaction, task: TaskRow): void {
  for (const { id, minutes } of fallingDueAfter(db, task.id)) {
    const { number } = findTask(db, id)
    const due = new Date(Date.parse(at) + minutes * 60_000).toISOString()
    append(
      tasksView,
      'task.changed',
      { subject: id, case: task.case.id },
      { number, due: { from: null, to: due }, reason: `${task.number} is settled` },
    )
  }
}

/** Opens a task again that was done or waived. */
export function reopenTask({ ledger }: Workspace, input: Checked<'task.reopen'>): Saved {
  return ledger.transact(({ db, append }) => {
    const task = findTask(db, input.task)
    const file = findWorkingCase(db, task.case.id)
    if (task.state === 'open') {
      throw new HoldfastError('ALREADY_DONE', `Task ${task.number} is open.`, 'Nothing was recorded.')
    }
    append(
      tasksView,
      'task.reopened',
      { subject: task.id, case: file.id },
      { number: task.number, reason: input.reason },
    )
    return { task: task.number, id: task.id }
  })
}

/** Says that a task does not apply. Fails with NOT_ALLOWED or NEEDS_ANOTHER_MEMBER for one that is mandatory. */
export function waiveTask(workspace: Workspace, input: Checked<'task.waive'>): Saved {
  return workspace.ledger.transact((transaction) => {
    const { db, append } = transaction
    const task = findTask(db, input.task)
    const file = findWorkingCase(db, task.case.id)
    requireOpen(task)
    if (task.mandatory) requireWaiver(workspace, task)
    append(
      tasksView,
      'task.waived',
      { subject: task.id, case: file.id },
      { number: task.number, mandatory: task.mandatory, reason: input.reason },
    )
    startClocks(transaction, task)
    return { task: task.number, id: task.id }
  })
}
