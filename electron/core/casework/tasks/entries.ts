import { z } from 'zod'
import { MemberNamed } from '../../../../shared/contract/fields.ts'
import { Playbook, ResultField, taskTypes } from '../../../../shared/contract/playbooks.ts'

const change = <T extends z.ZodType>(of: T) => z.strictObject({ from: of, to: of }).optional()

/** Another task as it was named then. */
const Other = z.strictObject({ id: z.string(), number: z.string() })
const DueAfter = z.strictObject({ task: Other, minutes: z.int() })

export const taskEntries = {
  /** The whole task, whether a person or a playbook brought it. */
  'task.added': z.strictObject({
    number: z.string(),
    serial: z.int(),
    title: z.string(),
    type: z.enum(taskTypes),
    detail: z.string().nullable(),
    assignee: MemberNamed,
    due: z.string().nullable(),
    dueAfter: DueAfter.nullable(),
    dependsOn: z.array(Other),
    mandatory: z.boolean(),
    results: z.array(ResultField),
    playbook: z.strictObject({ key: z.string(), version: z.int(), task: z.string() }).optional(),
  }),
  /** Every field that changed, with what it was and what it is. */
  'task.changed': z.strictObject({
    number: z.string(),
    title: change(z.string()),
    type: change(z.enum(taskTypes)),
    detail: change(z.string().nullable()),
    assignee: change(MemberNamed),
    due: change(z.string().nullable()),
    dependsOn: change(z.array(Other)),
    mandatory: change(z.boolean()),
    reason: z.string().optional(),
  }),
  'task.completed': z.strictObject({
    number: z.string(),
    result: z.string().nullable(),
    results: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    evidence: z.array(Other),
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
