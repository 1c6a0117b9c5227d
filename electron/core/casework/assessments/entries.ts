import { z } from 'zod'
import { factorAnswers } from '../../../../shared/contract/assessments.ts'
import { factKinds } from '../../../../shared/contract/decisions.ts'
import { concernLevels, factorKinds } from '../../../../shared/contract/instruments.ts'

export const assessmentEntries = {
  /** Whole in itself: the words of the instrument's factors stand in it as they were put. */
  'assessment.made': z.strictObject({
    number: z.string(),
    serial: z.int(),
    instrument: z.strictObject({ key: z.string(), version: z.int(), title: z.string() }),
    about: z.string(),
    factors: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(factorKinds),
        label: z.string(),
        answer: z.enum(factorAnswers),
        note: z.string().nullable(),
        citations: z.array(
          z.strictObject({
            kind: z.enum(factKinds),
            ref: z.string(),
            label: z.string(),
            seq: z.int(),
            hash: z.string(),
          }),
        ),
      }),
    ),
    gaps: z.array(z.string()),
    level: z.enum(concernLevels),
    rationale: z.string(),
    plan: z.array(
      z.strictObject({
        what: z.string(),
        who: z.strictObject({ id: z.string(), name: z.string() }),
        by: z.string().nullable(),
      }),
    ),
    reassessOn: z.string().nullable(),
  }),
  'assessment.withdrawn': z.strictObject({ number: z.string(), reason: z.string() }),
}
