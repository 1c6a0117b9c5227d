import { z } from 'zod'
import { isInstant, precisions, whyNotOccurredAt, whyNotTold, type OccurredAt } from '../kernel/time.ts'

// Fields that many records share. Text is bounded so that one paste cannot make a vault unusable.

// The record is canonical JSON, which has no form for half of a character (RFC 8785, section 3.2.2.2).
const isWhole = (text: string): boolean => text.isWellFormed()
const broken = 'holds a broken character (a lone surrogate)'

/** One line of words. */
export const Line = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(500, 'must be at most 500 characters')
  .refine(isWhole, broken)
/** Many lines, kept as they were given, to the character. */
export const Text = z.string().max(1_000_000, 'must be at most 1,000,000 characters').refine(isWhole, broken)

/** The name of an extra field. */
export const FieldName = z.string().min(1).max(100).refine(isWhole, broken)
/** Comes before a record's own check, which passes over a field of this name in silence: what it holds would be lost. */
export const NoProto = z.custom<Record<string, string>>(
  (value) => typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__'),
  'has a field of the name "__proto__", which cannot be kept',
)
/** An instant: ISO 8601 with an offset or Z. */
export const Instant = z
  .string()
  .refine(isInstant, 'must be a date and time with its offset, like 2026-11-23T06:42:00-05:00')

/**
 * As the record stood: at an instant; when the ledger had so many entries (which tells entries of one instant apart); or
 * before entry `before` (its seq), as its maker had it: up to the head that was signed before it. What was destroyed
 * since cannot be shown.
 */
export const AsOf = z.union([
  Instant,
  z.strictObject({ entries: z.int().min(1) }),
  z.strictObject({ before: z.int().min(1) }),
])
export type AsOf = z.infer<typeof AsOf>

/** Which moment an answer shows: the first `entries` of the ledger's `total`, up to the one recorded at `at`. */
export const Stood = z.strictObject({
  entries: z.int(),
  total: z.int(),
  at: Instant,
  /** Root of the tree over those entries, hexadecimal: what a head signed then would say. */
  root: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Stood = z.infer<typeof Stood>

const occurred = (whyNot: (when: OccurredAt) => string | undefined) =>
  z
    .strictObject({ value: z.string(), zone: z.string(), precision: z.enum(precisions) })
    .superRefine((when, context) => {
      const why = whyNot(when)
      if (why) context.addIssue({ code: 'custom', message: why })
    })

/** When something happened, as it stands in the record: its zone may be an abbreviation that was taken before 0.3. */
export const OccurredAtSchema = occurred(whyNotTold)
/** When something happened, as it is taken in: its zone is a place's, UTC or a fixed offset. */
export const OccurredAtInput = occurred(whyNotOccurredAt)

export const Place = z.strictObject({
  name: Line.optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
})

/** Name of one template among those of its kind: small letters, digits and dashes. */
export const TemplateKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be small letters, digits and dashes, like online-threat')

export const severityLevels = ['low', 'moderate', 'high', 'critical'] as const
export const Severity = z.strictObject({ level: z.enum(severityLevels), reason: Line })
export type Severity = z.infer<typeof Severity>

/** A number that people see (R-0007, 2026-001, 2026-001-E02) or the record's id. */
export const Ref = z.string().trim().min(1).max(64)

/** A member of the vault, with the name that lists show. */
export const MemberNamed = z.strictObject({ id: z.string(), name: z.string() })
export type MemberNamed = z.infer<typeof MemberNamed>

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const Nothing = z.strictObject({})
