import { z } from 'zod'
import { dutyKinds, findings, proofStandards, residualLevels } from '../../../../shared/contract/closure.ts'
import { factKinds } from '../../../../shared/contract/decisions.ts'
import { MemberNamed, Sha256 } from '../../../../shared/contract/fields.ts'

const change = <T extends z.ZodType>(of: T) => z.strictObject({ from: of.nullable(), to: of }).optional()
const seen = z.strictObject({ size: z.int(), root: Sha256 })
const residual = z.strictObject({ level: z.enum(residualLevels), text: z.string() })

export const closureEntries = {
  'allegation.made': z.strictObject({
    number: z.string(),
    serial: z.int(),
    text: z.string(),
    standard: z.enum(proofStandards),
  }),
  'allegation.found': z.strictObject({
    number: z.string(),
    finding: change(z.enum(findings)).unwrap(),
    basis: z.string(),
    /** Each pinned by the entry that was the newest about it. */
    facts: z.array(
      z.strictObject({ kind: z.enum(factKinds), ref: z.string(), label: z.string(), seq: z.int(), hash: Sha256 }),
    ),
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
    kind: z.enum(dutyKinds),
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
  'closure.approved': z.strictObject({ caseNumber: z.string(), remark: z.string().nullable(), seen }),
  'closure.returned': z.strictObject({ caseNumber: z.string(), reason: z.string(), seen }),
  'closure.withdrawn': z.strictObject({ caseNumber: z.string(), reason: z.string() }),
}
