import { z } from 'zod'
import { Line, severityLevels } from './fields.ts'
import { categories } from './intake.ts'
import { roles } from './permissions.ts'

type Level = (typeof severityLevels)[number]

const FactorId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be small letters, digits and dashes, like names-a-place')
const FactorIds = z.array(FactorId).min(1)

/** Something that can be observed in a report, or not. */
const Factor = z.strictObject({
  id: FactorId,
  label: Line,
  /** What counts as observing it. */
  help: Line,
})

/** Holds when every part that is given holds. It asks for observed factors only, so that observing more never undoes it. */
const Condition = z
  .strictObject({
    all: FactorIds.optional(),
    any: FactorIds.optional(),
    atLeast: z.strictObject({ many: z.int().min(1), of: FactorIds }).optional(),
  })
  .refine(({ all, any, atLeast }) => all ?? any ?? atLeast, 'asks for nothing: give all, any or atLeast')

const Rule = z.strictObject({
  level: z.enum(severityLevels),
  when: Condition,
  /** Why this makes that level, as the report's severity will say it. */
  says: Line,
})

/** Whom a notification is to reach: an approver, whoever has the report or its case, or a member with a role. */
export const tellable = ['approver', 'owner', ...roles] as const

const NotificationRule = z.strictObject({
  tell: z.enum(tellable),
  /** Minutes from the moment of grading. */
  within: z
    .int()
    .min(1)
    .max(60 * 24 * 90),
  what: Line,
})
export type NotificationRule = z.infer<typeof NotificationRule>

/** How reports of one category are graded, and who must be told at which level. */
export const TriageTemplate = z
  .strictObject({
    category: z.enum(categories),
    title: Line,
    factors: z.array(Factor).min(1).max(12),
    /** The gravest first: the first one that holds gives the level. */
    rules: z.array(Rule).min(1).max(20),
    /** The level when no rule holds. */
    otherwise: z.strictObject({ level: z.enum(severityLevels), says: Line }),
    /** What a level obliges to. */
    duties: z.record(z.enum(severityLevels), z.array(NotificationRule).max(6)),
  })
  .superRefine(({ factors, rules, otherwise }, { addIssue }) => {
    const ids = factors.map(({ id }) => id)
    const refuse = (path: (string | number)[], message: string): void => addIssue({ code: 'custom', path, message })
    for (const [at, id] of ids.entries())
      if (ids.indexOf(id) !== at) refuse(['factors', at], 'has the same id as another factor')
    for (const [at, { level, when }] of rules.entries()) {
      const named = [...(when.all ?? []), ...(when.any ?? []), ...(when.atLeast?.of ?? [])]
      const unknown = named.find((id) => !ids.includes(id))
      if (unknown !== undefined) refuse(['rules', at], `names “${unknown}”, which is no factor`)
      const of = new Set(when.atLeast?.of)
      if (when.atLeast && when.atLeast.many > of.size) refuse(['rules', at], 'asks for more factors than it names')
      const next = rules[at + 1]?.level ?? otherwise.level
      if (rankOf(next) > rankOf(level)) refuse(['rules', at], 'comes before a graver level: put the gravest first')
    }
  })
export type TriageTemplate = z.infer<typeof TriageTemplate>

const rankOf = (level: Level): number => severityLevels.indexOf(level)

type Condition = z.infer<typeof Condition>

function holds({ all = [], any, atLeast }: Condition, observed: ReadonlySet<string>): boolean {
  const seen = (id: string): boolean => observed.has(id)
  if (!all.every(seen)) return false
  if (any && !any.some(seen)) return false
  return !atLeast || new Set(atLeast.of.filter(seen)).size >= atLeast.many
}

/** The level that the observed factors lead to, and why: the first rule from the gravest that holds. */
export function levelOf(
  { rules, otherwise }: Pick<TriageTemplate, 'rules' | 'otherwise'>,
  observed: ReadonlySet<string>,
): { level: Level; says: string } {
  const { level, says } = rules.find(({ when }) => holds(when, observed)) ?? otherwise
  return { level, says }
}
