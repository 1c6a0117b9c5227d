import type { MemberNamed } from '../../../../shared/contract/fields.ts'
import { count, span } from '../../../../shared/kernel/show.ts'
import { defineView, type Recorded, type Forget } from '../../record/ledger/index.ts'
import type { Writer } from '../../record/vault/index.ts'
import { taskEntries } from './entries.ts'

/** What stays of the tasks of a case that was destroyed: nothing. */
export const forgetTasks: Forget = (db, _, { case: { id: caseId } }) => {
  db.run('delete from task where case_id = ?', caseId)
  db.run('delete from playbook_use where case_id = ?', caseId)
}

const settle = (db: Writer, { subject, at, actor, seq }: Recorded, state: string, reason: string | null): void =>
  db.run(
    'update task set state = ?, settled_at = ?, settled_by = ?, settled_seq = ?, reason = ? where id = ?',
    state,
    at,
    actor,
    seq,
    reason,
    subject,
  )

export const tasksView = defineView({
  name: 'tasks',
  revision: 1,
  entries: taskEntries,
  tables: {
    task: `create table task (
      id text primary key,
      case_id text not null,
      number text not null unique,
      serial integer not null,
      title text not null,
      type text not null,
      detail text,
      assignee text not null,
      assignee_name text not null,
      due text,
      due_after text,
      due_minutes integer,
      depends_on text not null,
      mandatory integer not null,
      fields text not null,
      state text not null,
      result text,
      given text not null,
      evidence text not null,
      settled_at text,
      settled_by text,
      settled_seq integer,
      reason text,
      playbook text,
      playbook_version integer,
      playbook_task text,
      added_at text not null,
      seq integer not null
    ) strict;
    create index task_case on task (case_id, serial);
    create index task_open on task (assignee, due) where state = 'open';`,
    playbook_use: `create table playbook_use (
      case_id text primary key,
      key text not null,
      version integer not null,
      title text not null,
      tasks text not null,
      applied_at text not null,
      applied_by text not null
    ) strict;`,
  },
  project: {
    'task.added': (db, { subject, case: caseId, at, seq }, task) =>
      db.run(
        `insert into task (id, case_id, number, serial, title, type, detail, assignee, assignee_name, due, due_after,
           due_minutes, depends_on, mandatory, fields, state, given, evidence, playbook, playbook_version, playbook_task,
           added_at, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', '[]', '[]', ?, ?, ?, ?, ?)`,
        subject,
        caseId ?? '',
        task.number,
        task.serial,
        task.title,
        task.type,
        task.detail,
        task.assignee.id,
        task.assignee.name,
        task.due,
        task.dueAfter?.task.id ?? null,
        task.dueAfter?.minutes ?? null,
        JSON.stringify(task.dependsOn.map(({ id }) => id)),
        task.mandatory ? 1 : 0,
        JSON.stringify(task.results),
        task.playbook?.key ?? null,
        task.playbook?.version ?? null,
        task.playbook?.task ?? null,
        at,
        seq,
      ),
    'task.changed': (db, { subject }, { title, type, detail, assignee, due, dependsOn, mandatory }) => {
      const set = (column: string, value: string | number | null): void =>
        db.run(`update task set ${column} = ? where id = ?`, value, subject)
      if (title) set('title', title.to)
      if (type) set('type', type.to)
      if (detail) set('detail', detail.to)
      if (assignee) {
        set('assignee', assignee.to.id)
        set('assignee_name', assignee.to.name)
      }
      if (due) set('due', due.to)
      if (dependsOn) set('depends_on', JSON.stringify(dependsOn.to.map(({ id }) => id)))
      if (mandatory) set('mandatory', mandatory.to ? 1 : 0)
    },
    'task.completed': (db, entry, { result, results, evidence }) => {
      settle(db, entry, 'done', null)
      db.run(
        'update task set result = ?, given = ?, evidence = ? where id = ?',
        result,
        JSON.stringify(results),
        JSON.stringify(evidence.map(({ number }) => number)),
        entry.subject,
      )
    },
    // What came of it before stays to be seen; completing it again says it anew.
    'task.reopened': (db, { subject }) =>
      db.run(
        `update task set state = 'open', settled_at = null, settled_by = null, settled_seq = null, reason = null where id = ?`,
        subject,
      ),
    'task.waived': (db, entry, { reason }) => settle(db, entry, 'not-applicable', reason),
    'playbook.applied': (db, { subject, at, actor }, { key, version, body }) =>
      db.run(
        `insert into playbook_use (case_id, key, version, title, tasks, applied_at, applied_by) values (?, ?, ?, ?, ?, ?, ?)
         on conflict (case_id) do update set key = excluded.key, version = excluded.version, title = excluded.title,
           tasks = excluded.tasks, applied_at = excluded.applied_at, applied_by = excluded.applied_by`,
        subject,
        key,
        version,
        body.title,
        JSON.stringify(body.tasks.map((task) => task.key)),
        at,
        actor,
      ),
  },
  changes: {
    'task.added': ({ title, type, assignee, due, dueAfter, dependsOn, mandatory }) => [
      { field: 'task', to: title },
      { field: 'state', to: 'open' },
      { field: 'assignee', to: assignee.name },
      ...(type === 'task' ? [] : [{ field: 'type', to: type }]),
      ...(due === null ? [] : [{ field: 'due', to: due }]),
      ...(dueAfter ? [{ field: 'falls due', to: `${span(dueAfter.minutes)} after ${dueAfter.task.number}` }] : []),
      ...(dependsOn.length === 0 ? [] : [{ field: 'depends on', to: inWords(dependsOn) }]),
      ...(mandatory ? [{ field: 'mandatory', to: 'yes' }] : []),
    ],
    'task.changed': ({ reason: _, number: __, ...changes }) =>
      Object.entries(changes).flatMap(([field, change]) =>
        change === undefined
          ? []
          : [{ field: fieldNames[field] ?? field, from: orNull(change.from), to: orNull(change.to) }],
      ),
    'task.completed': ({ result, results, evidence }) => [
      { field: 'state', to: 'done' },
      ...(result === null ? [] : [{ field: 'result', to: result }]),
      ...results.map(({ name, value }) => ({ field: `result: ${name}`, to: value })),
      ...(evidence.length === 0 ? [] : [{ field: 'evidence', to: inWords(evidence) }]),
    ],
    'task.reopened': () => [{ field: 'state', to: 'open' }],
    'task.waived': () => [{ field: 'state', to: 'not applicable' }],
    'playbook.applied': ({ body, version }) => [{ field: 'playbook', to: `${body.title}, version ${version}` }],
  },
  summarise: {
    'task.added': ({ number, title, assignee, mandatory }) =>
      `Task ${number}: ${title} (${assignee.name}${mandatory ? ', mandatory' : ''})`,
    'task.changed': ({ number, reason, ...changes }) => {
      const words = Object.entries(changes).flatMap(([field, change]) =>
        change === undefined ? [] : [`${fieldNames[field] ?? field}: ${inWords(change.from)} → ${inWords(change.to)}`],
      )
      return `Task ${number}, ${words.join('; ')}${reason === undefined ? '' : ` (${reason})`}`
    },
    'task.completed': ({ number, result, evidence }) =>
      `Task ${number} done${result === null ? '' : `: ${result}`}${evidence.length > 0 ? ` (${inWords(evidence)})` : ''}`,
    'task.reopened': ({ number, reason }) => `Task ${number} opened again: ${reason}`,
    'task.waived': ({ number, reason, mandatory }) =>
      `${mandatory ? 'Mandatory task' : 'Task'} ${number} does not apply: ${reason}`,
    'playbook.applied': ({ body, version, added, kept }) =>
      `Playbook “${body.title}”, version ${version}: ${count(added.length, 'task')} added, ${kept.length} there already`,
  },
})

const fieldNames: Record<string, string> = { title: 'task', dependsOn: 'depends on', detail: 'how' }

type Value = string | boolean | MemberNamed | readonly { number: string }[] | null | undefined

function inWords(value: Value): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if ('name' in value) return value.name
  return value.length === 0 ? 'none' : value.map(({ number }) => number).join(', ')
}

const orNull = (value: Value): string | null => (value === null || value === undefined ? null : inWords(value))
