import { z } from 'zod'
import { isInstant, precisions, whyNotOccurredAt } from '../kernel/time.ts'

// Fields that many records share. Text is bounded so that one paste cannot make a vault unusable.

/** One line of words. */
export const Line = z.string().trim().min(1, 'must not be empty').max(500, 'must be at most 500 characters')
/** Many lines, kept as they were given, to the character. */
export const Text = z
  .string()
  .max(1_000_000, 'must be at most 1,000,000 characters')
  .refine((text) => text.isWellFormed(), 'holds a broken character (a lone surrogate)')
/** An instant: ISO 8601 with an offset or Z. */
export const Instant = z
  .string()
  .refine(isInstant, 'must be a date and time with its offset, like 2026-11-23T06:42:00-05:00')

export const OccurredAtSchema = z
  .strictObject({ value: z.string(), zone: z.string(), precision: z.enum(precisions) })
  .superRefine((when, context) => {
    const why = whyNotOccurredAt(when)
    if (why) context.addIssue({ code: 'custom', message: why })
  })

export const Place = z.strictObject({
  name: Line.optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
})

export const severityLevels = ['low', 'moderate', 'high', 'critical'] as const
export const Severity = z.strictObject({ level: z.enum(severityLevels), reason: Line })
export type Severity = z.infer<typeof Severity>

/** A number that people see (R-0007, 2026-001, 2026-001-E02) or the record's id. */
export const Ref = z.string().trim().min(1).max(64)

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const Nothing = z.strictObject({})
