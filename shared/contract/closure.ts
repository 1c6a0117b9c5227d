import { z } from 'zod'
import { DecisionFact, factKinds } from './decisions.ts'
import { command, query } from './define.ts'
import { AsOf, Instant, Line, MemberNamed, Ref, Sha256, Stood, Text } from './fields.ts'

export const proofStandards = ['preponderance', 'clear-and-convincing', 'beyond-reasonable-doubt', 'policy'] as const
export const findings = ['substantiated', 'not-substantiated', 'inconclusive', 'unfounded'] as const
/** In words: a number would pretend to be a score. */
export const residualLevels = ['none-seen', 'low', 'moderate', 'high'] as const
/** `change`: what the post-incident review wants done otherwise. */
export const monitoringKinds = ['monitoring', 'safeguard', 'change'] as const

export const standardWords: Record<(typeof proofStandards)[number], string> = {
  preponderance: 'preponderance of the evidence',
  'clear-and-convincing': 'clear and convincing evidence',
  'beyond-reasonable-doubt': 'beyond reasonable doubt',
  policy: 'the standard of the policy',
}

const Words = Text.refine((text) => text.trim() !== '', 'must not be empty')

export const Allegation = z.strictObject({
  id: z.string(),
  number: z.string(),
  text: z.string(),
  standard: z.enum(proofStandards),
  seq: z.int(),
  finding: z
    .strictObject({
      finding: z.enum(findings),
      basis: z.string(),
      facts: z.array(DecisionFact),
      by: z.string(),
      at: Instant,
      seq: z.int(),
    })
    .nullable(),
  withdrawn: z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
})
export type Allegation = z.infer<typeof Allegation>

/** A sentence of the closing that a member wrote, and the entry that holds it. */
const Stated = z.strictObject({ text: z.string(), by: z.string(), at: Instant, seq: z.int() })
export const ResidualRisk = z.strictObject({ ...Stated.shape, level: z.enum(residualLevels) })
export type ResidualRisk = z.infer<typeof ResidualRisk>

/** Something that a member must look after by a day, also when the case is closed. */
export const MonitoringDuty = z.strictObject({
  id: z.string(),
  number: z.string(),
  kind: z.enum(monitoringKinds),
  what: z.string(),
  owner: MemberNamed,
  /** The next day it is due; null: it is done with. */
  due: Instant.nullable(),
  seq: z.int(),
  answers: z.array(
    z.strictObject({
      outcome: z.enum(['done', 'escalated']),
      note: z.string(),
      by: z.string(),
      at: Instant,
      next: Instant.nullable(),
      /** Number of the report that it was escalated with. */
      report: z.string().nullable(),
      seq: z.int(),
    }),
  ),
})
export type MonitoringDuty = z.infer<typeof MonitoringDuty>

/** What must be settled before the case can be closed, in words, and where to settle it. */
export const ClosureCheck = z.strictObject({
  what: z.string(),
  /** Words for what is open; null: it is settled. */
  open: z.string().nullable(),
  tab: z.string(),
  item: z.string().nullable(),
})
export type ClosureCheck = z.infer<typeof ClosureCheck>

export const ClosureRequest = z.strictObject({
  state: z.enum(['waiting', 'returned', 'withdrawn', 'approved', 'closed-alone']),
  by: z.string(),
  at: Instant,
  own: z.boolean(),
  remark: z.string().nullable(),
  seq: z.int(),
  answer: z
    .strictObject({
      by: z.string(),
      at: Instant,
      reason: z.string().nullable(),
      seen: z.strictObject({ size: z.int(), root: Sha256 }),
    })
    .nullable(),
})
export type ClosureRequest = z.infer<typeof ClosureRequest>

const ofCase = { case: Ref }
const Numbered = z.strictObject({ case: z.string(), number: z.string() })
const Closing = z.strictObject({ case: z.string(), status: z.string() })

export const closureProcedures = {
  /** Everything of a case's closing. `size`: how many entries the ledger had; an approver gives it back. */
  'closure.get': query(
    'case.read',
    z.strictObject({ ...ofCase, asOf: AsOf.optional() }),
    z.strictObject({
      checks: z.array(ClosureCheck),
      allegations: z.array(Allegation),
      outcome: Stated.nullable(),
      actionsTaken: Stated.nullable(),
      residual: ResidualRisk.nullable(),
      worked: Stated.nullable(),
      didNot: Stated.nullable(),
      duties: z.array(MonitoringDuty),
      /** The newest request to close. */
      request: ClosureRequest.nullable(),
      mayApprove: z.boolean(),
      mayReopen: z.boolean(),
      /** Names of the other members who may approve the closing. */
      approvers: z.array(z.string()),
      size: z.int(),
      stood: Stood.nullable(),
    }),
    { asOf: true },
  ),
  'closure.allege': command(
    'case.write',
    z.strictObject({ ...ofCase, text: Words, standard: z.enum(proofStandards) }),
    Numbered,
  ),
  'closure.find': command(
    'case.write',
    z.strictObject({
      ...ofCase,
      allegation: Ref,
      finding: z.enum(findings),
      basis: Words,
      facts: z
        .array(z.strictObject({ kind: z.enum(factKinds), ref: Ref }))
        .max(200)
        .default([]),
    }),
    Numbered,
  ),
  'closure.withdrawAllegation': command(
    'case.write',
    z.strictObject({ ...ofCase, allegation: Ref, reason: Words }),
    Numbered,
  ),
  /** What is left out stays as it is. */
  'closure.conclude': command(
    'case.write',
    z.strictObject({
      ...ofCase,
      outcome: Words.optional(),
      actionsTaken: Words.optional(),
      residual: z.strictObject({ level: z.enum(residualLevels), text: Words }).optional(),
      worked: Words.optional(),
      didNot: Words.optional(),
    }),
    z.strictObject({ case: z.string() }),
  ),
  'monitoring.add': command(
    'case.write',
    z.strictObject({ ...ofCase, kind: z.enum(monitoringKinds), what: Line, owner: Line, due: Instant }),
    Numbered,
  ),
  /** Answers a monitoring duty, in a closed case too. `next`: when it is due again. */
  'monitoring.answer': command(
    'case.write',
    z.strictObject({
      ...ofCase,
      duty: Ref,
      outcome: z.enum(['done', 'escalated']),
      note: Words,
      next: Instant.nullable().default(null),
      /** An escalation that re-opens the case, or one that a report was filed for. */
      reopen: z.boolean().default(false),
      /** Who owns the re-opened case; needed where its owner has left. */
      owner: Line.optional(),
      report: Ref.optional(),
    }),
    Numbered,
  ),
  /** Asks that the case be closed; closes it at once where no other member may approve. Fails with CONFLICT. */
  'closure.request': command('case.write', z.strictObject({ ...ofCase, remark: Line.optional() }), Closing),
  'closure.approve': command(
    'case.approve',
    z.strictObject({ ...ofCase, shown: z.int().min(1), remark: Line.optional() }),
    Closing,
  ),
  'closure.return': command(
    'case.approve',
    z.strictObject({ ...ofCase, shown: z.int().min(1), reason: Words }),
    Closing,
  ),
  'closure.withdraw': command('case.write', z.strictObject({ ...ofCase, reason: Words }), Closing),
  /** `owner`: who owns it from now on; needed where its owner has left. */
  'closure.reopen': command(
    'case.write',
    z.strictObject({ ...ofCase, owner: Line.optional(), reason: Words }),
    Closing,
  ),
  /** Monitoring duties of every case that are due by now, the member's own first. */
  'monitoring.due': query(
    'case.read',
    z.strictObject({}),
    z.strictObject({
      items: z.array(
        z.strictObject({
          caseId: z.string(),
          caseNumber: z.string(),
          duty: z.string(),
          number: z.string(),
          kind: z.enum(monitoringKinds),
          what: z.string(),
          owner: MemberNamed,
          due: Instant,
          own: z.boolean(),
          closed: z.boolean(),
        }),
      ),
    }),
  ),
}
