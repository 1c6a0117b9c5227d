import { z } from 'zod'
import { Fact, MemberNamed, Seen } from '../../record/entries/index.ts'

/** Null where it was not set before. */
const change = <T extends z.ZodType>(of: T) => z.strictObject({ from: of.nullable(), to: of }).optional()
const residualLevels = ['none-seen', 'low', 'moderate', 'high'] as const
const residual = z.strictObject({ level: z.enum(residualLevels), text: z.string() })

export const closureEntries = {
  'allegation.made': z.strictObject({
    number: z.string(),
    serial: z.int(),
    text: z.string(),
    standard: z.enum(['preponderance', 'clear-and-convincing', 'beyond-reasonable-doubt', 'policy']),
  }),
  'allegation.found': z.strictObject({
    number: z.string(),
    finding: change(z.enum(['substantiated', 'not-substantiated', 'inconclusive', 'unfounded'])).unwrap(),
    basis: z.string(),
    /** Each pinned by the entry that was the newest about it. */
    facts: z.array(Fact),
  }),
  'allegation.withdrawn': z.strictObject({ number: z.string(), reason: z.string() }),
  /** What the case comes to; each part that changed, with what it was. */
  'closure.concluded': z.strictObject({
    outcome: change(z.string()),
    actionsTaken: change(z.string()),
    residual: change(residual),
    worked: change(z.string()),
    didNot: change(z.string()),
  }),
  'watch.set': z.strictObject({
    number: z.string(),
    serial: z.int(),
    kind: z.enum(['monitoring', 'safeguard', 'change']),
    what: z.string(),
    owner: MemberNamed,
    due: z.string(),
  }),
  'watch.answered': z.strictObject({
    number: z.string(),
    outcome: z.enum(['done', 'escalated']),
    note: z.string(),
    due: z.strictObject({ from: z.string().nullable(), to: z.string().nullable() }),
    report: z.string().nullable(),
  }),
  'watch.handed-over': z.strictObject({ number: z.string(), from: MemberNamed, to: MemberNamed, reason: z.string() }),
  'closure.requested': z.strictObject({
    caseNumber: z.string(),
    remark: z.string().nullable(),
    /** Why nobody is asked to approve it; null: it waits for approval. */
    withoutApproval: z.string().nullable(),
  }),
  'closure.approved': z.strictObject({ caseNumber: z.string(), remark: z.string().nullable(), seen: Seen }),
  'closure.returned': z.strictObject({ caseNumber: z.string(), reason: z.string(), seen: Seen }),
  'closure.withdrawn': z.strictObject({ caseNumber: z.string(), reason: z.string() }),
}
