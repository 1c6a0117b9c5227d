import { z } from 'zod'
import { categories, change, MemberNamed, Numbered } from '../../record/entries/index.ts'

const TaskType = z.enum(['task', 'tell', 'preserve', 'decide'])

/** A result that is asked for when a task is done. */
const ResultField = z.strictObject({ name: z.string(), required: z.boolean() })

const Playbook = z.strictObject({
  title: z.string(),
  category: z.enum(categories),
  about: z.string(),
  sources: z.array(z.string()),
  tasks: z.array(
    z.strictObject({
      key: z.string(),
      title: z.string(),
      type: TaskType,
      detail: z.string().optional(),
      mandatory: z.boolean(),
      due: z.strictObject({ minutes: z.int(), after: z.string() }).optional(),
      dependsOn: z.array(z.string()),
      results: z.array(ResultField),
    }),
  ),
})

const DueAfter = z.strictObject({ task: Numbered, minutes: z.int() })

export const taskEntries = {
  /** The whole task, whether a person or a playbook brought it. */
  'task.added': z.strictObject({
    number: z.string(),
    serial: z.int(),
    title: z.string(),
    type: TaskType,
    detail: z.string().nullable(),
    assignee: MemberNamed,
    due: z.string().nullable(),
    dueAfter: DueAfter.nullable(),
    dependsOn: z.array(Numbered),
    mandatory: z.boolean(),
    results: z.array(ResultField),
    playbook: z.strictObject({ key: z.string(), version: z.int(), task: z.string() }).optional(),
  }),
  /** Every field that changed, with what it was and what it is. */
  'task.changed': z.strictObject({
    number: z.string(),
    title: change(z.string()),
    type: change(TaskType),
    detail: change(z.string().nullable()),
    assignee: change(MemberNamed),
    due: change(z.string().nullable()),
    dependsOn: change(z.array(Numbered)),
    mandatory: change(z.boolean()),
    reason: z.string().optional(),
  }),
  'task.completed': z.strictObject({
    number: z.string(),
    result: z.string().nullable(),
    results: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    evidence: z.array(Numbered),
  }),
  'task.reopened': z.strictObject({ number: z.string(), reason: z.string() }),
  'task.waived': z.strictObject({ number: z.string(), mandatory: z.boolean(), reason: z.string() }),
  /** The playbook as it was, with the numbers of the tasks that came of it and of those that were there already. */
  'playbook.applied': z.strictObject({
    key: z.string(),
    version: z.int(),
    body: Playbook,
    added: z.array(z.string()),
    kept: z.array(z.string()),
  }),
}
/** A task as an entry takes it in. */
export type TaskInput = z.input<(typeof taskEntries)['task.added']>
