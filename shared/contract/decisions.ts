import { z } from 'zod'
import { command, query } from './define.ts'
import { AsOf, Instant, Line, Ref, Sha256, Stood, Text } from './fields.ts'

/**
 * `decided`: recorded without anybody's approval, and said so wherever it is shown. What is approved or decided never
 * changes; another decision may supersede it, or it may be withdrawn.
 */
export const decisionStates = ['waiting', 'returned', 'approved', 'decided', 'withdrawn', 'superseded'] as const

export const factKinds = ['report', 'exhibit', 'note', 'decision', 'task'] as const

const Words = Text.refine((text) => text.trim() !== '', 'must not be empty')
const Day = z.iso.date()

/** A record that a decision rests on, pinned by the newest entry about it when it was relied on. */
export const DecisionFact = z.strictObject({
  kind: z.enum(factKinds),
  /** The record's id. */
  ref: z.string(),
  /** What people call it: `R-0007`, `2026-001-E02`, `2026-001-T03`, a note's title and revision. */
  label: z.string(),
  /** The beginning of what it says, or what it is; of a note the revision that was relied on, of a task what came of it. */
  excerpt: z.string(),
  seq: z.int(),
  hash: Sha256,
  /** The newest entry about the record since then; null: it is as it was. */
  changed: z.strictObject({ seq: z.int(), at: Instant, summary: z.string() }).nullable(),
})
export type DecisionFact = z.infer<typeof DecisionFact>

/** The record as the approver had it on the screen: the first `size` entries of the ledger and their root. */
const Seen = z.strictObject({ size: z.int(), root: Sha256 })

export const DecisionAnswer = z.strictObject({
  kind: z.enum(['approved', 'returned']),
  by: z.string(),
  at: Instant,
  /** Why it was returned; a remark upon an approval. */
  reason: z.string().nullable(),
  seen: Seen,
  seq: z.int(),
})

/** What was put forward, once; a returned decision may be put forward again. */
export const DecisionRevision = z.strictObject({
  revision: z.int(),
  question: z.string(),
  options: z.array(z.string()),
  choice: z.string(),
  rationale: z.string(),
  facts: z.array(DecisionFact),
  reviewOn: z.string().nullable(),
  submittedAt: Instant,
  submittedBy: z.string(),
  seq: z.int(),
  answer: DecisionAnswer.nullable(),
})

export const Decision = z.strictObject({
  ...DecisionRevision.shape,
  id: z.string(),
  number: z.string(),
  caseNumber: z.string(),
  state: z.enum(decisionStates),
  decider: z.string(),
  /** Whether the member at work is the decider. */
  own: z.boolean(),
  /** Whom it was put to; null: any other member who may approve. */
  approver: z.string().nullable(),
  /** Whether the member at work may answer it now. */
  mayAnswer: z.boolean(),
  /** Why nobody was asked to approve; null: it was, or will be. */
  withoutApproval: z.string().nullable(),
  /** Number of the decision that this one supersedes, and of the one that superseded it. */
  supersedes: z.string().nullable(),
  supersededBy: z.string().nullable(),
  withdrawn: z.strictObject({ at: Instant, by: z.string(), reason: z.string(), seq: z.int() }).nullable(),
  /** Earlier submissions, oldest first. */
  earlier: z.array(DecisionRevision),
})
export type Decision = z.infer<typeof Decision>

const About = { case: Ref, decision: Ref }
const Answered = z.strictObject({
  decision: z.string(),
  number: z.string(),
  case: z.string(),
  state: z.enum(decisionStates),
})

export const decisionProcedures = {
  /**
   * Puts a decision forward: for another member's approval, or, with a reason, on record without one. In a vault where
   * nobody else may approve it is always the latter.
   */
  'decision.submit': command(
    'case.write',
    z.strictObject({
      case: Ref,
      /** A returned decision that is put forward again. */
      decision: Ref.optional(),
      question: Line,
      options: z.array(Line).min(2, 'needs at least two options').max(20),
      /** One of the options. */
      choice: Line,
      rationale: Words,
      facts: z
        .array(z.strictObject({ kind: z.enum(factKinds), ref: Ref }))
        .max(200)
        .default([]),
      /** A member by name or id; left out: any other who may approve. */
      approver: Line.optional(),
      /** Why nobody needs to approve it. */
      withoutApproval: Line.optional(),
      supersedes: Ref.optional(),
      reviewOn: Day.nullable().default(null),
    }),
    Answered,
  ),
  /** `size`: how many entries the ledger had when this was read; an approver gives it back. */
  'decision.list': query(
    'case.read',
    z.strictObject({ case: Ref, asOf: AsOf.optional() }),
    z.strictObject({
      items: z.array(Decision),
      size: z.int(),
      /** Names of the other members who may approve what the member at work decides. */
      approvers: z.array(z.string()),
      stood: Stood.nullable(),
    }),
    { asOf: true },
  ),
  /** What waits, in any case, for an answer that the member at work may give; the longest first. */
  'decision.waiting': query(
    'case.approve',
    z.strictObject({}),
    z.strictObject({
      items: z.array(
        z.strictObject({
          caseId: z.string(),
          caseNumber: z.string(),
          decision: z.string(),
          number: z.string(),
          question: z.string(),
          decider: z.string(),
          since: Instant,
        }),
      ),
    }),
  ),
  /** `shown`: the size of the ledger that the approver was shown. Fails with CONFLICT when the case changed since. */
  'decision.approve': command(
    'case.approve',
    z.strictObject({ ...About, shown: z.int().min(1), remark: Line.optional() }),
    Answered,
  ),
  'decision.return': command(
    'case.approve',
    z.strictObject({ ...About, shown: z.int().min(1), reason: Words }),
    Answered,
  ),
  'decision.withdraw': command('case.write', z.strictObject({ ...About, reason: Words }), Answered),
}
