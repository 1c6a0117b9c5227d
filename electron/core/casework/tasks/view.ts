import type { MemberNamed } from '../../../../shared/contract/fields.ts'
import { count, span } from '../../../../shared/kernel/show.ts'
import { defineView, type Recorded, type Forget } from '../../record/ledger/index.ts'
import { ddl, defined } from '../../record/vault/index.ts'
import { taskEntries } from './entries.ts'
import { playbookUses, tasks } from './tables.ts'

/** What stays of the tasks of a case that was destroyed: nothing. */
export const forgetTasks: Forget = (db, _, { case: { id: caseId } }) => {
  db.delete(tasks, { caseId })
  db.delete(playbookUses, { caseId })
}

const settled = ({ at, actor, seq }: Recorded) => ({ settledAt: at, settledBy: actor, settledSeq: seq })

export const tasksView = defineView({
  name: 'tasks',
  revision: 1,
  entries: taskEntries,
  tables: { task: ddl(tasks), playbook_use: ddl(playbookUses) },
  project: {
    'task.added': (
      db,
      { subject: id, case: caseId = '', at, seq },
      { results, assignee, dueAfter, playbook, ...task },
    ) =>
      db.insert(tasks, {
        ...task,
        id,
        caseId,
        assignee: assignee.id,
        assigneeName: assignee.name,
        dueAfter: dueAfter?.task.id,
        dueMinutes: dueAfter?.minutes,
        dependsOn: task.dependsOn.map((other) => other.id),
        fields: results,
        state: 'open',
        given: [],
        evidence: [],
        playbook: playbook?.key,
        playbookVersion: playbook?.version,
        playbookTask: playbook?.task,
        addedAt: at,
        seq,
      }),
    'task.changed': (db, { subject: id }, { title, type, detail, assignee, due, dependsOn, mandatory }) =>
      db.update(
        tasks,
        { id },
        defined({
          title: title?.to,
          type: type?.to,
          detail: detail?.to,
          assignee: assignee?.to.id,
          assigneeName: assignee?.to.name,
          due: due?.to,
          dependsOn: dependsOn?.to.map((other) => other.id),
          mandatory: mandatory?.to,
        }),
      ),
    'task.completed': (db, entry, { result, results, evidence }) =>
      db.update(
        tasks,
        { id: entry.subject },
        {
          ...settled(entry),
          state: 'done',
          reason: null,
          result,
          given: results,
          evidence: evidence.map(({ number }) => number),
        },
      ),
    // What came of it before stays to be seen; completing it again says it anew.
    'task.reopened': (db, { subject: id }) =>
      db.update(tasks, { id }, { state: 'open', settledAt: null, settledBy: null, settledSeq: null, reason: null }),
    'task.waived': (db, entry, { reason }) =>
      db.update(tasks, { id: entry.subject }, { ...settled(entry), state: 'not-applicable', reason }),
    'playbook.applied': (db, { subject: caseId, at, actor }, { key, version, body }) => {
      const row = { key, version, title: body.title, tasks: body.tasks.map((task) => task.key) }
      db.insert(playbookUses, { ...row, caseId, appliedAt: at, appliedBy: actor }, 'replace')
    },
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
