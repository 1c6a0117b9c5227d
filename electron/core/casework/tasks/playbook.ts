import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { afterPromotion, type Playbook } from '../../../../shared/contract/playbooks.ts'
import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { findCase, findWorkingCase } from '../cases/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { readTemplate } from '../../intake/templates/index.ts'
import { appendTask, ownerOf } from './commands.ts'
import { playbookOf, tasksOfCase } from './queries.ts'
import { tasksView } from './view.ts'

/** What a playbook would do to the tasks of a case: what is missing, what is there, and what belongs to another. */
function planOf(
  { tasks }: Playbook,
  existing: readonly TaskRow[],
): { add: Playbook['tasks']; kept: TaskRow[]; leftOver: TaskRow[] } {
  const keys = new Set(tasks.map(({ key }) => key))
  const there = new Map(existing.flatMap((task) => (task.playbook ? [[task.playbook.task, task] as const] : [])))
  return {
    add: tasks.filter(({ key }) => !there.has(key)),
    kept: [...there].filter(([key]) => keys.has(key)).map(([, task]) => task),
    // Never removed: they are offered to be waived, by hand and with a reason.
    leftOver: [...there].filter(([key, { state }]) => !keys.has(key) && state === 'open').map(([, task]) => task),
  }
}

/**
 * Applies a playbook within a transaction. A task is known by its key, whichever playbook brought it: what is missing is
 * added, what is there stays as it is. Applied again it adds nothing, and records nothing. Fails with NOT_FOUND.
 */
export function applyPlaybook(
  workspace: Workspace,
  transaction: Transaction,
  { case: ref, playbook: key }: Checked<'playbook.apply'>,
): Output<'playbook.apply'> {
  const { db, append, at } = transaction
  const file = findWorkingCase(db, ref)
  const template = readTemplate({ db, ports: workspace.ports }, 'playbook', key)
  if (!template) throw noPlaybook(key)
  const { version, body } = template
  const existing = tasksOfCase(db, file.id)
  const { add, kept, leftOver } = planOf(body, existing)
  const byKey = new Map(
    existing.flatMap(({ id, number, state, settled, playbook }) =>
      playbook ? [[playbook.task, { id, number, done: state === 'open' ? null : (settled?.at ?? at) }] as const] : [],
    ),
  )
  const assignee = add.length === 0 ? undefined : ownerOf(file)
  const added: string[] = []
  for (const task of add) {
    if (!assignee) break
    const made = appendTask(workspace, transaction, file, {
      title: task.title,
      type: task.type,
      detail: task.detail ?? null,
      assignee,
      ...dueOf(task.due, file.openedAt, byKey),
      dependsOn: task.dependsOn.flatMap((other) => {
        const found = byKey.get(other)
        return found ? [{ id: found.id, number: found.number }] : []
      }),
      mandatory: task.mandatory,
      results: task.results,
      playbook: { key, version, task: task.key },
    })
    byKey.set(task.key, { ...made, done: null })
    added.push(made.number)
  }
  const before = playbookOf(db, file.id)
  if (added.length > 0 || before?.key !== key || before.version !== version) {
    append(
      tasksView,
      'playbook.applied',
      { subject: file.id, case: file.id },
      { key, version, body, added, kept: numbersOf(kept) },
    )
  }
  return { case: file.number, playbook: key, version, added, kept: numbersOf(kept), leftOver: numbersOf(leftOver) }
}

const numbersOf = (tasks: readonly TaskRow[]): string[] => tasks.map(({ number }) => number)

type Known = Map<string, { id: string; number: string; done: string | null }>

/** From the promotion on, or from when another task was done; while that one is open, the time is not known yet. */
function dueOf(
  due: Playbook['tasks'][number]['due'],
  openedAt: string,
  byKey: Known,
): { due: string | null; dueAfter: { task: { id: string; number: string }; minutes: number } | null } {
  if (!due) return { due: null, dueAfter: null }
  const { minutes, after } = due
  const other = byKey.get(after)
  const from = after === afterPromotion || !other ? openedAt : other.done
  if (from !== null) return { due: new Date(Date.parse(from) + minutes * 60_000).toISOString(), dueAfter: null }
  return { due: null, dueAfter: other ? { task: { id: other.id, number: other.number }, minutes } : null }
}

/** What stands on a case, and what the playbook that is asked for, or else that of its category, would add. */
export function previewPlaybook(
  workspace: Workspace,
  { case: ref, playbook }: Checked<'playbook.preview'>,
): Output<'playbook.preview'> {
  const { db } = workspace
  const { id, category } = findCase(db, ref)
  const key = playbook ?? category
  const template = readTemplate(workspace, 'playbook', key)
  if (!template && playbook !== undefined) throw noPlaybook(key)
  const plan = template && planOf(template.body, tasksOfCase(db, id))
  return {
    applied: playbookOf(db, id) ?? null,
    category,
    next:
      template && plan
        ? {
            key,
            version: template.version,
            title: template.body.title,
            about: template.body.about,
            add: plan.add.map(({ key: task, title, mandatory }) => ({ key: task, title, mandatory })),
            kept: numbersOf(plan.kept),
            leftOver: numbersOf(plan.leftOver),
          }
        : null,
  }
}

const noPlaybook = (key: string): HoldfastError =>
  new HoldfastError(
    'NOT_FOUND',
    `There is no playbook “${key}”.`,
    'See the list of playbooks in Settings, or `holdfast playbook list`.',
  )
