import { z } from 'zod'
import { DecisionFact, factKinds } from './decisions.ts'
import { command, query } from './define.ts'
import { AsOf, Instant, Line, Ref, Stood, Text } from './fields.ts'
import { concernLevels, factorKinds } from './instruments.ts'
import { TemplateKey } from './templates.ts'

export const factorAnswers = ['present', 'absent', 'unknown'] as const

const Day = z.iso.date()
const Cited = z.strictObject({ kind: z.enum(factKinds), ref: Ref })

export const Assessment = z.strictObject({
  id: z.string(),
  /** `A-01`, counted in each case. */
  number: z.string(),
  /** The instrument and the version of it that was used. */
  instrument: z.strictObject({ key: z.string(), version: z.int(), title: z.string() }),
  /** Who or what is assessed. */
  about: z.string(),
  factors: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(factorKinds),
      label: z.string(),
      answer: z.enum(factorAnswers),
      note: z.string().nullable(),
      /** Records that the answer rests on, pinned as they were. */
      citations: z.array(DecisionFact),
    }),
  ),
  /** What is not known and would matter. */
  gaps: z.array(z.string()),
  level: z.enum(concernLevels),
  rationale: z.string(),
  /** What is done about it, by whom and until when. */
  plan: z.array(z.strictObject({ what: z.string(), who: z.string(), by: Day.nullable() })),
  reassessOn: Day.nullable(),
  assessedAt: Instant,
  assessor: z.string(),
  /** Number of the newer one about the same; null for the newest. */
  supersededBy: z.string().nullable(),
  withdrawn: z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  seq: z.int(),
})
export type Assessment = z.infer<typeof Assessment>

const Made = z.strictObject({ assessment: z.string(), id: z.string() })

export const assessmentProcedures = {
  /** The assessments of a case, oldest first: how the concern changed. */
  'assessment.list': query(
    'case.read',
    z.strictObject({ case: Ref, asOf: AsOf.optional() }),
    z.strictObject({ items: z.array(Assessment), stood: Stood.nullable() }),
    { asOf: true },
  ),
  /**
   * Records an assessment. It is not changed afterwards: a later one about the same supersedes it. Factors that are left
   * out count as unknown; one that is said to be present must cite a record or say what it rests on.
   */
  'assessment.make': command(
    'case.write',
    z.strictObject({
      case: Ref,
      instrument: TemplateKey,
      about: Line,
      factors: z
        .array(
          z.strictObject({
            id: z.string(),
            answer: z.enum(factorAnswers),
            note: Line.nullable().default(null),
            citations: z.array(Cited).max(50).default([]),
          }),
        )
        .max(60),
      gaps: z.array(Line).max(50).default([]),
      level: z.enum(concernLevels),
      rationale: Text.refine((text) => text.trim() !== '', 'must not be empty'),
      plan: z
        .array(
          z.strictObject({
            what: Line,
            /** A member by name or id. */
            who: Line,
            by: Day.nullable().default(null),
          }),
        )
        .max(50)
        .default([]),
      /** May be left out only where there is no concern. */
      reassessOn: Day.nullable().default(null),
    }),
    Made,
  ),
  /** Takes an assessment back with a reason. It stays readable. */
  'assessment.withdraw': command('case.write', z.strictObject({ case: Ref, assessment: Ref, reason: Line }), Made),
}
