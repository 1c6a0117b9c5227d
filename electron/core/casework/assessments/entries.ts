import { z } from 'zod'
import { Fact, MemberNamed } from '../../record/entries/index.ts'

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
        kind: z.enum(['concern', 'protective']),
        label: z.string(),
        answer: z.enum(['present', 'absent', 'unknown']),
        note: z.string().nullable(),
        citations: z.array(Fact),
      }),
    ),
    gaps: z.array(z.string()),
    level: z.enum(['none', 'low', 'moderate', 'high', 'imminent']),
    rationale: z.string(),
    plan: z.array(
      z.strictObject({
        what: z.string(),
        who: MemberNamed,
        by: z.string().nullable(),
      }),
    ),
    reassessOn: z.string().nullable(),
  }),
  'assessment.withdrawn': z.strictObject({ number: z.string(), reason: z.string() }),
}
