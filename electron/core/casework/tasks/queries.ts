import type { MemberNamed } from '../../../../shared/contract/fields.ts'
import type { ResultField } from '../../../../shared/contract/playbooks.ts'
import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'

interface Row {
  id: string
  case_id: string
  case_number: string
  case_title: string
  number: string
  title: string
  type: TaskRow['type']
  detail: string | null
  assignee: string
  assignee_name: string
  due: string | null
  due_minutes: number | null
  due_after_number: string | null
  depends: string
  mandatory: number
  fields: string
  state: TaskRow['state']
  result: string | null
  given: string
  evidence: string
  settled_at: string | null
  settled_by: string | null
  settled_seq: number | null
  reason: string | null
  playbook: string | null
  playbook_version: number | null
  playbook_task: string | null
  added_at: string
  seq: number
}

const columns = `select t.*, c.number as case_number, c.title as case_title,
  (select number from task a where a.id = t.due_after) as due_after_number,
  (select json_group_array(json_object('id', d.id, 'number', d.number, 'title', d.title, 'state', d.state))
     from task d where d.id in (select value from json_each(t.depends_on))) as depends
  from task t join case_file c on c.id = t.case_id`

function toTask(db: Reader, row: Row): TaskRow {
  const given = new Map(
    (JSON.parse(row.given) as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
  )
  const dependsOn = (JSON.parse(row.depends) as TaskRow['dependsOn']).sort((a, b) => a.number.localeCompare(b.number))
  return {
    id: row.id,
    number: row.number,
    case: { id: row.case_id, number: row.case_number, title: row.case_title },
    title: row.title,
    type: row.type,
    detail: row.detail,
    assignee: { id: row.assignee, name: row.assignee_name },
    due: row.due,
    dueAfter:
      row.due === null && row.due_after_number !== null && row.due_minutes !== null
        ? { number: row.due_after_number, minutes: row.due_minutes }
        : null,
    dependsOn,
    waiting: row.state === 'open' && dependsOn.some(({ state }) => state === 'open'),
    mandatory: row.mandatory === 1,
    results: (JSON.parse(row.fields) as ResultField[]).map(({ name, required }) => ({
      name,
      required,
      value: given.get(name) ?? null,
    })),
    result: row.result,
    evidence: JSON.parse(row.evidence) as string[],
    state: row.state,
    settled:
      row.settled_at === null
        ? null
        : {
            at: row.settled_at,
            by: memberName(db, row.settled_by ?? ''),
            reason: row.reason,
            seq: row.settled_seq ?? row.seq,
          },
    playbook:
      row.playbook === null || row.playbook_version === null || row.playbook_task === null
        ? null
        : { key: row.playbook, version: row.playbook_version, task: row.playbook_task },
    addedAt: row.added_at,
    seq: row.seq,
  }
}

/** The tasks of a case in the order of their numbers. */
export const tasksOfCase = (db: Reader, caseId: string): TaskRow[] =>
  db.all<Row>(`${columns} where t.case_id = ? order by t.serial`, caseId).map((row) => toTask(db, row))

/** Mandatory tasks of a case that are neither done nor waived. */
export const openMandatory = (db: Reader, caseId: string): { id: string; number: string; title: string }[] =>
  db.all(
    `select id, number, title from task where case_id = ? and state = 'open' and mandatory = 1 order by serial`,
    caseId,
  )

/** The tasks of all cases at work, the open ones first, by when they are due. */
export const tasksAtWork = (db: Reader): TaskRow[] =>
  db
    .all<Row>(
      `${columns} where c.status not in ('closed', 'destroyed')
         order by t.state <> 'open', t.due is null, julianday(t.due), t.number`,
    )
    .map((row) => toTask(db, row))

/** The open tasks of cases at work that wait for no other: of one member, or of all. */
export const tasksDue = (
  db: Reader,
  member: string | undefined,
): { id: string; number: string; title: string; due: string | null; assignee: MemberNamed; caseNumber: string }[] =>
  db
    .all<Pick<Row, 'id' | 'number' | 'title' | 'due' | 'assignee' | 'assignee_name' | 'case_number'>>(
      `select t.id, t.number, t.title, t.due, t.assignee, t.assignee_name, c.number as case_number
       from task t indexed by task_open join case_file c on c.id = t.case_id
       where t.state = 'open' ${member === undefined ? '' : 'and t.assignee = ?'} and c.status not in ('closed', 'destroyed')
         and not exists (select 1 from json_each(t.depends_on) d join task o on o.id = d.value where o.state = 'open')
       order by t.number`,
      ...(member === undefined ? [] : [member]),
    )
    .map(({ id, number, title, due, assignee, assignee_name: name, case_number: caseNumber }) => ({
      id,
      number,
      title,
      due,
      assignee: { id: assignee, name },
      caseNumber,
    }))

/** The open tasks that a member has in cases at work. */
export const openTasksOf = (db: Reader, member: string): TaskRow[] =>
  db
    .all<Row>(
      `${columns} where t.assignee = ? and t.state = 'open' and c.status not in ('closed', 'destroyed') order by t.number`,
      member,
    )
    .map((row) => toTask(db, row))

/** A task by its number (2026-001-T03) or id; within a case `T03`, `3` will do. Fails with NOT_FOUND. */
export function findTask(db: Reader, ref: string, inCase?: { id: string; number: string }): TaskRow {
  const short = /^T?-?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row =
    db.get<Row>(`${columns} where t.id = ? or t.number = ?`, ref, ref.toUpperCase()) ??
    (inCase && short !== undefined
      ? db.get<Row>(`${columns} where t.case_id = ? and t.serial = ?`, inCase.id, Number(short))
      : undefined)
  if (row && (inCase === undefined || row.case_id === inCase.id)) return toTask(db, row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no task “${ref}” in ${inCase ? `case ${inCase.number}` : 'this vault'}.`,
    'See the tasks of the case, or `holdfast task list`, for the numbers.',
  )
}

/** Tasks that fall due after another is done, and have no time yet. */
export const fallingDueAfter = (db: Reader, task: string): { id: string; minutes: number }[] =>
  db.all(
    `select id, due_minutes as minutes from task where due_after = ? and due is null and state = 'open' order by serial`,
    task,
  )

/** The playbook that was applied to a case last. */
export const playbookOf = (
  db: Reader,
  caseId: string,
): { key: string; version: number; title: string; at: string; by: string } | undefined => {
  const row = db.get<{ key: string; version: number; title: string; at: string; by: string }>(
    'select key, version, title, applied_at as at, applied_by as by from playbook_use where case_id = ?',
    caseId,
  )
  return row && { ...row, by: memberName(db, row.by) }
}
