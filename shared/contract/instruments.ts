import { z } from 'zod'
import { Line } from './fields.ts'

/** How much concern the assessors hold, in words. There is no number behind them. */
export const concernLevels = ['none', 'low', 'moderate', 'high', 'imminent'] as const

/** What speaks for concern, and what speaks against it. */
export const factorKinds = ['concern', 'protective'] as const

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and dashes')

/**
 * A form for structured judgement: factors to be looked for, each present, absent or unknown with what it rests on, and
 * what the levels mean. People judge; nothing is added up.
 */
export const InstrumentTemplate = z
  .strictObject({
    title: Line,
    /** For whom it is, and what it cannot do. */
    purpose: Line,
    factors: z
      .array(z.strictObject({ id: Id, kind: z.enum(factorKinds), label: Line, help: Line.optional() }))
      .min(1)
      .max(60),
    levels: z.array(z.strictObject({ level: z.enum(concernLevels), says: Line })).length(concernLevels.length),
  })
  .refine(({ factors }) => new Set(factors.map(({ id }) => id)).size === factors.length, 'two factors have the same id')
  .refine(
    ({ levels }) => concernLevels.every((level) => levels.some((one) => one.level === level)),
    'a level is not explained',
  )
export type InstrumentTemplate = z.infer<typeof InstrumentTemplate>
