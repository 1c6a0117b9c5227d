import { z } from 'zod'
import { command, query } from './define.ts'
import { AsOf, FieldName, Instant, Line, MemberNamed, NoProto, Ref, Stood, Text } from './fields.ts'
import { categories } from './intake.ts'
import { ResultFields, taskTypes } from './playbooks.ts'
import { TemplateKey } from './templates.ts'

export const taskStates = ['open', 'done', 'not-applicable'] as const

/** What a task waits for. */
const Dependency = z.strictObject({ id: z.string(), number: z.string(), title: z.string(), state: z.enum(taskStates) })

export const TaskRow = z.strictObject({
  id: z.string(),
  /** 2026-001-T03 */
  number: z.string(),
  case: z.strictObject({ id: z.string(), number: z.string(), title: z.string() }),
  title: z.string(),
  type: z.enum(taskTypes),
  detail: z.string().nullable(),
  assignee: MemberNamed,
  due: Instant.nullable(),
  /** Falls due so many minutes after another task is done; while that is open there is no `due`. */
  dueAfter: z.strictObject({ number: z.string(), minutes: z.int() }).nullable(),
  dependsOn: z.array(Dependency),
  /** It is open and so is something that it depends on. */
  waiting: z.boolean(),
  mandatory: z.boolean(),
  /** Results that are asked for, with what was given. */
  results: z.array(z.strictObject({ name: z.string(), required: z.boolean(), value: z.string().nullable() })),
  /** What came of it, in words. */
  result: z.string().nullable(),
  /** Numbers of the exhibits that it produced. */
  evidence: z.array(z.string()),
  state: z.enum(taskStates),
  /** Since when and by whom it is done or not applicable. */
  settled: z.strictObject({ at: Instant, by: z.string(), reason: z.string().nullable(), seq: z.int() }).nullable(),
  /** The playbook that brought it. */
  playbook: z.strictObject({ key: z.string(), version: z.int(), task: z.string() }).nullable(),
  addedAt: Instant,
  seq: z.int(),
})
export type TaskRow = z.infer<typeof TaskRow>

const Detail = Text.max(10_000, 'must be at most 10,000 characters')
const Depends = z.array(Ref).max(20, 'must name at most 20 tasks')
const Saved = z.strictObject({ task: z.string(), id: z.string() })
const Reason = Line

export const taskProcedures = {
  'task.list': query(
    'case.read',
    z.strictObject({
      /** Left out: of all cases that are at work. */
      case: Ref.optional(),
      /** Id of a member: theirs alone. */
      assignee: Ref.optional(),
      asOf: AsOf.optional(),
    }),
    z.strictObject({ items: z.array(TaskRow), stood: Stood.nullable() }),
    { asOf: true },
  ),
  'task.add': command(
    'case.write',
    z.strictObject({
      case: Ref,
      title: Line,
      type: z.enum(taskTypes).default('task'),
      detail: Detail.optional(),
      /** Name or id of a member who may work on cases; left out: the owner of the case. */
      assignee: Line.optional(),
      due: Instant.nullable().default(null),
      dependsOn: Depends.default([]),
      mandatory: z.boolean().default(false),
      results: ResultFields.default([]),
    }),
    Saved,
  ),
  'task.change': command(
    'case.write',
    z.strictObject({
      task: Ref,
      title: Line.optional(),
      type: z.enum(taskTypes).optional(),
      detail: Detail.nullable().optional(),
      assignee: Line.optional(),
      due: Instant.nullable().optional(),
      dependsOn: Depends.optional(),
      /** That a task is mandatory no more takes the same right as to waive it. */
      mandatory: z.boolean().optional(),
      reason: Reason.optional(),
    }),
    Saved,
  ),
  'task.complete': command(
    'case.write',
    z.strictObject({
      task: Ref,
      result: Detail.optional(),
      /** By the name of the result. */
      results: NoProto.pipe(z.record(FieldName, Detail)).optional(),
      /** Numbers of exhibits of the case. */
      evidence: z.array(Ref).max(200).default([]),
    }),
    Saved,
  ),
  'task.reopen': command('case.write', z.strictObject({ task: Ref, reason: Reason }), Saved),
  /** Says that a task does not apply. A mandatory one takes another member than its assignee, who may approve. */
  'task.waive': command('case.write', z.strictObject({ task: Ref, reason: Reason }), Saved),

  /** Which playbook stands on a case, what another would add, and what would be left over. */
  'playbook.preview': query(
    'case.read',
    z.strictObject({ case: Ref, playbook: TemplateKey.optional() }),
    z.strictObject({
      applied: z
        .strictObject({ key: z.string(), version: z.int(), title: z.string(), at: Instant, by: z.string() })
        .nullable(),
      category: z.enum(categories),
      /** What `playbook`, or else the one of the case's category, would do; null where there is no such playbook. */
      next: z
        .strictObject({
          key: z.string(),
          version: z.int(),
          title: z.string(),
          about: z.string(),
          add: z.array(z.strictObject({ key: z.string(), title: z.string(), mandatory: z.boolean() })),
          kept: z.array(z.string()),
          leftOver: z.array(z.string()),
        })
        .nullable(),
    }),
  ),
  /** Adds what the playbook has and the case has not; what is there stays. Open tasks of another playbook are named. */
  'playbook.apply': command(
    'case.write',
    z.strictObject({ case: Ref, playbook: TemplateKey }),
    z.strictObject({
      case: z.string(),
      playbook: z.string(),
      version: z.int(),
      /** Numbers of the tasks. */
      added: z.array(z.string()),
      kept: z.array(z.string()),
      leftOver: z.array(z.string()),
    }),
  ),
}
