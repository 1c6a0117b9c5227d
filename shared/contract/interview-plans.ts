import { z } from 'zod'
import { Line, Text } from './fields.ts'

// Plans of interviews and wordings of declarations are data: under resources/ as the product brings them, changed by a team in Settings.

/** By which a topic or a warning of a plan is known. */
const Key = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be small letters, digits and dashes, like first-account')
const Keyed = <T extends z.ZodType<{ key: string }>>(of: T, most: number) =>
  z
    .array(of)
    .max(most, `must hold at most ${most}`)
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'has a key twice')

const Topic = z.strictObject({
  key: Key,
  title: Line,
  /** What to mind. */
  about: Text.max(2000, 'must be at most 2,000 characters').optional(),
  /** Questions to begin with. */
  questions: z.array(Line).max(20).default([]),
})

/** What is read out: a warning, or a consent that is asked for. */
const Warning = z.strictObject({
  key: Key,
  title: Line,
  kind: z.enum(['warning', 'consent']),
  words: Text.min(1).max(5000, 'must be at most 5,000 characters'),
})

export const InterviewPlanTemplate = z.strictObject({
  title: Line,
  about: Text.max(2000, 'must be at most 2,000 characters'),
  /** What it goes by. */
  sources: z.array(Line).max(20).default([]),
  objectives: z.array(Line).max(20).default([]),
  topics: Keyed(Topic, 40),
  warnings: Keyed(Warning, 20).default([]),
})
export type InterviewPlanTemplate = z.output<typeof InterviewPlanTemplate>

export const DeclarationTemplate = z.strictObject({
  title: Line,
  /** The law or rule that words it so. */
  source: Line.optional(),
  words: Text.min(1).max(5000, 'must be at most 5,000 characters'),
})
