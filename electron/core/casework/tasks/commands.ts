import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findCase, findWorkingCase, type CaseFile } from '../cases/index.ts'
import { findWorker, type Workspace } from '../../record/members/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import type { TaskInput } from './entries.ts'
import { requireWaiver } from './contributors.ts'
import { findTask, nextTask, tasksAtWork, tasksOfCase } from './queries.ts'
import { requireOpen } from './settle.ts'
import { tasksView } from './view.ts'

type Saved = Output<'task.add'>

/** The owner of a case as the assignee of what nobody else was named for. Fails with CONFLICT for an owner of old. */
export function ownerOf({ number, owner, ownerMember }: CaseFile): { id: string; name: string } {
  if (ownerMember !== null) return { id: ownerMember, name: owner }
  throw new HoldfastError(
    'CONFLICT',
    `The owner of case ${number}, ${owner}, is no member of this vault.`,
    'Give the case an owner first, or name who does the task; nothing was recorded.',
  )
}

/** Writes a task into the ledger under the next number of its case. */
export function appendTask(
  { ports }: Workspace,
  { db, append }: Transaction,
  file: CaseFile,
  task: Omit<TaskInput, 'number' | 'serial'>,
): { id: string; number: string } {
  const next = nextTask(db, file.id)
  const id = idFrom(ports.random(16))
  const number = `${file.number}-T${String(next).padStart(2, '0')}`
  append(tasksView, 'task.added', { subject: id, case: file.id }, { number, serial: next, ...task })
  return { id, number }
}

/** Adds a task to a case. */
export function addTask(workspace: Workspace, input: Checked<'task.add'>): Saved {
  return workspace.ledger.transact((transaction) => {
    const { db } = transaction
    const file = findWorkingCase(db, input.case)
    const { title, type, due, mandatory, results } = input
    const assignee = input.assignee === undefined ? ownerOf(file) : workerNamed(db, input.assignee)
    const dependsOn = input.dependsOn.map((ref) => named(findTask(db, ref, file)))
    const detail = input.detail ?? null
    const { id, number } = appendTask(workspace, transaction, file, {
      title,
      type,
      detail,
      assignee,
      due,
      dueAfter: null,
      dependsOn: unique(dependsOn),
      mandatory,
      results,
    })
    return { task: number, id }
  })
}

const workerNamed = (db: Reader, ref: string): { id: string; name: string } => {
  const { id, name } = findWorker(db, ref)
  return { id, name }
}
const named = ({ id, number }: TaskRow): { id: string; number: string } => ({ id, number })
const unique = <T extends { id: string }>(list: T[]): T[] => [...new Map(list.map((one) => [one.id, one])).values()]

/** Changes a task that is open; each change keeps the old value beside the new one. */
export function changeTask(workspace: Workspace, input: Checked<'task.change'>): Saved {
  return workspace.ledger.transact(({ db, append }) => {
    const { task: ref, reason, ...fields } = input
    const task = findTask(db, ref)
    const file = findWorkingCase(db, task.case.id)
    requireOpen(task)
    if (task.mandatory && fields.mandatory === false) requireWaiver(workspace, task)
    const dependsOn = fields.dependsOn && unique(fields.dependsOn.map((other) => named(findTask(db, other, file))))
    if (dependsOn) requireNoCircle(tasksOfCase(db, file.id), task, dependsOn)
    const wanted = {
      ...fields,
      assignee: fields.assignee === undefined ? undefined : workerNamed(db, fields.assignee),
      dependsOn,
    }
    const now = { ...task, dependsOn: task.dependsOn.map(({ id, number }) => ({ id, number })) }
    const changed = Object.entries(wanted)
      .filter(([, to]) => to !== undefined)
      .map(([field, to]) => [field, { from: now[field as keyof typeof wanted], to }] as const)
      .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to))
    if (changed.length === 0) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `Task ${task.number} has these values already.`,
        'Change at least one field; nothing was recorded.',
      )
    }
    append(
      tasksView,
      'task.changed',
      { subject: task.id, case: file.id },
      { number: task.number, ...Object.fromEntries(changed), reason },
    )
    return { task: task.number, id: task.id }
  })
}

/** Tasks that wait for each other in a circle would never be done. Fails with CONFLICT. */
function requireNoCircle(all: TaskRow[], task: TaskRow, dependsOn: readonly { id: string; number: string }[]): void {
  const after = new Map(all.map(({ id, dependsOn: before }) => [id, before.map((one) => one.id)]))
  const reach = (id: string, seen: Set<string>): boolean => {
    if (id === task.id) return true
    if (seen.has(id)) return false
    seen.add(id)
    return (after.get(id) ?? []).some((next) => reach(next, seen))
  }
  const circle = dependsOn.find(({ id }) => reach(id, new Set()))
  if (!circle) return
  throw new HoldfastError(
    'CONFLICT',
    `Task ${circle.number} waits for ${task.number} itself.`,
    'Tasks cannot wait for each other in a circle; nothing was changed.',
  )
}

/** Tasks as a list shows them. */
export function listTasks(
  { db, stood }: Workspace,
  { case: ref, assignee }: Checked<'task.list'>,
): Output<'task.list'> {
  const items = ref === undefined ? tasksAtWork(db) : tasksOfCase(db, findCase(db, ref).id)
  return {
    items: assignee === undefined ? items : items.filter((task) => task.assignee.id === assignee),
    stood: stood ?? null,
  }
}
