import { z } from 'zod'
import { isInstant, precisions, whyNotTold } from '../../../../shared/kernel/time.ts'
import { factKinds, severityLevels } from './words.ts'

// Fields as the record keeps them. What a person may give is the contract's to say, and may change; what was recorded stays.

/** SHA-256, 64 hex digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** ISO 8601 with an offset or Z. */
export const Instant = z.string().refine(isInstant)

/** When something happened: its zone may be an abbreviation that was taken before 0.3. */
export const OccurredAt = z
  .strictObject({ value: z.string(), zone: z.string(), precision: z.enum(precisions) })
  .superRefine((when, context) => {
    const why = whyNotTold(when)
    if (why) context.addIssue({ code: 'custom', message: why })
  })

/** Degrees, WGS 84. */
export const Place = z.strictObject({
  name: z.string().optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
})

export const Severity = z.strictObject({ level: z.enum(severityLevels), reason: z.string() })

/** A member, with the name that they had. */
export const MemberNamed = z.strictObject({ id: z.string(), name: z.string() })

/** A record by its id and the number that people see. */
export const Numbered = z.strictObject({ id: z.string(), number: z.string() })

/** What somebody had on the screen: the first `size` entries of the ledger, and the root of the tree over them. */
export const Seen = z.strictObject({ size: z.int(), root: Sha256 })

/** A record that something rests on, pinned by the entry that was the newest about it and the SHA-256 of its bytes. */
export const Fact = z.strictObject({
  kind: z.enum(factKinds),
  /** Id of the record. */
  ref: z.string(),
  label: z.string(),
  seq: z.int(),
  hash: Sha256,
})

/** A field that changed, with what it was and what it is; left out where it did not. */
export const change = <T extends z.ZodType>(of: T) => z.strictObject({ from: of, to: of }).optional()
