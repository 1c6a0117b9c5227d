import { z } from 'zod'
import { Line, Text } from './fields.ts'
import { categories } from './intake.ts'

// A playbook is data: under resources/playbooks as the product brings it, changed by a team in Settings.

export const taskTypes = ['task', 'tell', 'preserve', 'decide'] as const

/** A result that is asked for when a task is done. */
export const ResultField = z.strictObject({
  name: Line.max(100, 'must be at most 100 characters'),
  required: z.boolean().default(true),
})
export type ResultField = z.infer<typeof ResultField>

export const ResultFields = z
  .array(ResultField)
  .max(20, 'must be at most 20 results')
  .refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, 'names a result twice')

/** By which a task is known across playbooks: two that name the same one mean the same work. */
const TaskKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be small letters, digits and dashes, like tell-counsel')
export const afterPromotion = 'promotion'

export const PlaybookTask = z.strictObject({
  key: TaskKey,
  title: Line,
  type: z.enum(taskTypes),
  /** How it is done, or what to mind. */
  detail: Text.max(2000, 'must be at most 2,000 characters').optional(),
  mandatory: z.boolean().default(false),
  /** So many minutes after the promotion, or after another task is done. */
  due: z
    .strictObject({
      minutes: z
        .int()
        .min(0)
        .max(60 * 24 * 366, 'must be at most a year'),
      after: TaskKey.default(afterPromotion),
    })
    .optional(),
  /** Keys of tasks that must be done before. */
  dependsOn: z.array(TaskKey).max(20).default([]),
  results: ResultFields.default([]),
})
export type PlaybookTask = z.output<typeof PlaybookTask>

export const Playbook = z
  .strictObject({
    title: Line,
    category: z.enum(categories),
    about: Text.max(2000, 'must be at most 2,000 characters'),
    /** What it goes by. */
    sources: z.array(Line).max(20).default([]),
    tasks: z.array(PlaybookTask).min(1, 'must hold at least one task').max(60, 'must hold at most 60 tasks'),
  })
  .superRefine(({ tasks }, context) => {
    const keys = new Set<string>([afterPromotion])
    for (const [at, { key, dependsOn, due }] of tasks.entries()) {
      const issue = (part: (string | number)[], message: string): void =>
        context.addIssue({ code: 'custom', path: ['tasks', at, ...part], message })
      if (keys.has(key)) issue(['key'], `has a key that another task has: ${key}`)
      // What a task waits for stands before it, so that nothing waits in a circle.
      for (const other of dependsOn)
        if (!keys.has(other)) issue(['dependsOn'], `waits for “${other}”, which does not stand before it`)
      if (due && !keys.has(due.after))
        issue(['due', 'after'], `waits for “${due.after}”, which does not stand before it`)
      if (dependsOn.includes(afterPromotion)) issue(['dependsOn'], 'depends on the promotion, which every task does')
      keys.add(key)
    }
  })
export type Playbook = z.output<typeof Playbook>
