import { and, eq, isNull, max, ne, notInArray, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { MemberNamed } from '../../../../shared/contract/fields.ts'
import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName } from '../../record/members/index.ts'
import { query, type From, type Given, type Reader } from '../../record/vault/index.ts'
import { caseFiles } from '../cases/index.ts'
import { playbookUses, tasks } from './tables.ts'

type Task = typeof tasks.$inferSelect
interface Row {
  task: Task
  case: { number: string; title: string }
  after: string | null
}

const awaited = alias(tasks, 'awaited')

const taskRows = (from: From) =>
  from
    .select({ task: tasks, case: { number: caseFiles.number, title: caseFiles.title }, after: awaited.number })
    .from(tasks)
    .innerJoin(caseFiles, eq(caseFiles.id, tasks.caseId))
    .leftJoin(awaited, eq(awaited.id, tasks.dueAfter))

const taskById = query((from, { id }: Given<{ id: string }>) =>
  from
    .select({ id: tasks.id, number: tasks.number, title: tasks.title, state: tasks.state })
    .from(tasks)
    .where(eq(tasks.id, id)),
)

function toTask(db: Reader, { task, case: file, after }: Row): TaskRow {
  const given = new Map(task.given.map(({ name, value }) => [name, value]))
  const dependsOn = task.dependsOn
    .flatMap((id) => db.get(taskById, { id }) ?? [])
    .sort((a, b) => a.number.localeCompare(b.number))
  return {
    id: task.id,
    number: task.number,
    case: { id: task.caseId, number: file.number, title: file.title },
    title: task.title,
    type: task.type,
    detail: task.detail,
    assignee: { id: task.assignee, name: task.assigneeName },
    due: task.due,
    dueAfter:
      task.due === null && after !== null && task.dueMinutes !== null
        ? { number: after, minutes: task.dueMinutes }
        : null,
    dependsOn,
    waiting: task.state === 'open' && dependsOn.some(({ state }) => state === 'open'),
    mandatory: task.mandatory,
    results: task.fields.map(({ name, required }) => ({ name, required, value: given.get(name) ?? null })),
    result: task.result,
    evidence: task.evidence,
    state: task.state,
    settled:
      task.settledAt === null
        ? null
        : {
            at: task.settledAt,
            by: memberName(db, task.settledBy ?? ''),
            reason: task.reason,
            seq: task.settledSeq ?? task.seq,
          },
    playbook:
      task.playbook === null || task.playbookVersion === null || task.playbookTask === null
        ? null
        : { key: task.playbook, version: task.playbookVersion, task: task.playbookTask },
    addedAt: task.addedAt,
    seq: task.seq,
  }
}

type OfCase = Given<{ caseId: string }>

const rowsOfCase = query((from, { caseId }: OfCase) =>
  taskRows(from).where(eq(tasks.caseId, caseId)).orderBy(tasks.serial),
)

/** The tasks of a case in the order of their numbers. */
export const tasksOfCase = (db: Reader, caseId: string): TaskRow[] =>
  db.all(rowsOfCase, { caseId }).map((row) => toTask(db, row))

const mandatoryRows = query((from, { caseId }: OfCase) =>
  from
    .select({ id: tasks.id, number: tasks.number, title: tasks.title })
    .from(tasks)
    .where(and(eq(tasks.caseId, caseId), eq(tasks.state, 'open'), eq(tasks.mandatory, true)))
    .orderBy(tasks.serial),
)

/** Mandatory tasks of a case that are neither done nor waived. */
export const openMandatory = (db: Reader, caseId: string): { id: string; number: string; title: string }[] =>
  db.all(mandatoryRows, { caseId })

const atWork = notInArray(caseFiles.status, ['closed', 'destroyed'])

const rowsAtWork = query((from) =>
  taskRows(from)
    .where(atWork)
    .orderBy(ne(tasks.state, 'open'), isNull(tasks.due), sql`julianday(${tasks.due})`, tasks.number),
)

/** The tasks of all cases at work, the open ones first, by when they are due. */
export const tasksAtWork = (db: Reader): TaskRow[] => db.all(rowsAtWork).map((row) => toTask(db, row))

const isOpen = eq(tasks.state, 'open').inlineParams()

interface DueRow {
  id: string
  number: string
  title: string
  due: string | null
  assignee: string
  name: string
  caseNumber: string
}

/** By the index of the open ones, which a typed query cannot name: most tasks of a vault are settled. */
const dueSql = (assigned: string): string =>
  `select t.id, t.number, t.title, t.due, t.assignee, t.assignee_name as name, c.number as caseNumber
   from task t indexed by task_open join case_file c on c.id = t.case_id
   where t.state = 'open' ${assigned} and c.status not in ('closed', 'destroyed')
     and not exists (select 1 from json_each(t.depends_on) d join task o on o.id = d.value where o.state = 'open')
   order by t.number`

/** The open tasks of cases at work that wait for no other: of one member, or of all. */
export const tasksDue = (
  db: Reader,
  member: string | undefined,
): { id: string; number: string; title: string; due: string | null; assignee: MemberNamed; caseNumber: string }[] =>
  db
    .all<DueRow>(dueSql(member === undefined ? '' : 'and t.assignee = ?'), ...(member === undefined ? [] : [member]))
    .map(({ assignee, name, ...task }) => ({ ...task, assignee: { id: assignee, name } }))

const openRows = query((from, { member }: Given<{ member: string }>) =>
  taskRows(from)
    .where(and(eq(tasks.assignee, member), isOpen, atWork))
    .orderBy(tasks.number),
)

/** The open tasks that a member has in cases at work. */
export const openTasksOf = (db: Reader, member: string): TaskRow[] =>
  db.all(openRows, { member }).map((row) => toTask(db, row))

const lastSerial = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(tasks.serial) })
    .from(tasks)
    .where(eq(tasks.caseId, caseId)),
)

/** The serial number of the next task of a case. */
export const nextTask = (db: Reader, caseId: string): number => (db.get(lastSerial, { caseId })?.last ?? 0) + 1

const taskNamed = query((from, { ref, number }: Given<{ ref: string; number: string }>) =>
  taskRows(from).where(or(eq(tasks.id, ref), eq(tasks.number, number))),
)
const taskOfCase = query((from, { caseId, serial }: Given<{ caseId: string; serial: number }>) =>
  taskRows(from).where(and(eq(tasks.caseId, caseId), eq(tasks.serial, serial))),
)

/** A task by its number (2026-001-T03) or id; within a case `T03`, `3` will do. Fails with NOT_FOUND. */
export function findTask(db: Reader, ref: string, inCase?: { id: string; number: string }): TaskRow {
  const short = /^T?-?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row =
    db.get(taskNamed, { ref, number: ref.toUpperCase() }) ??
    (inCase && short !== undefined ? db.get(taskOfCase, { caseId: inCase.id, serial: Number(short) }) : undefined)
  if (row && (inCase === undefined || row.task.caseId === inCase.id)) return toTask(db, row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no task “${ref}” in ${inCase ? `case ${inCase.number}` : 'this vault'}.`,
    'See the tasks of the case, or `holdfast task list`, for the numbers.',
  )
}

const fallingRows = query((from, { task }: Given<{ task: string }>) =>
  from
    .select({ id: tasks.id, minutes: tasks.dueMinutes })
    .from(tasks)
    .where(and(eq(tasks.dueAfter, task), isNull(tasks.due), eq(tasks.state, 'open')))
    .orderBy(tasks.serial),
)

/** Tasks that fall due after another is done, and have no time yet. */
export const fallingDueAfter = (db: Reader, task: string): { id: string; minutes: number }[] =>
  db.all(fallingRows, { task }).map(({ id, minutes }) => ({ id, minutes: minutes ?? 0 }))

const playbookRow = query((from, { caseId }: OfCase) =>
  from
    .select({
      key: playbookUses.key,
      version: playbookUses.version,
      title: playbookUses.title,
      at: playbookUses.appliedAt,
      by: playbookUses.appliedBy,
    })
    .from(playbookUses)
    .where(eq(playbookUses.caseId, caseId)),
)

/** The playbook that was applied to a case last. */
export const playbookOf = (
  db: Reader,
  caseId: string,
): { key: string; version: number; title: string; at: string; by: string } | undefined => {
  const row = db.get(playbookRow, { caseId })
  return row && { ...row, by: memberName(db, row.by) }
}
