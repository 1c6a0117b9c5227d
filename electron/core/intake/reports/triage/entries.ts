import { z } from 'zod'
import { MemberNamed, Severity, severityLevels, tellable } from '../../../record/entries/index.ts'

/** The method by which a report was graded. */
const Method = z.strictObject({ key: z.string(), version: z.int(), title: z.string() })

/** What shows that a factor is there. */
const Citation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('quote'),
    /** Words of the report, to the character. */
    quote: z.string(),
    /** The extra field (or `place`) they stand in; left out: the narrative. */
    field: z.string().optional(),
    /** Where they begin, in UTF-16 code units; left out: where they stand first. */
    from: z.int().min(0).optional(),
  }),
  z.strictObject({ kind: z.literal('record'), record: z.string() }),
  z.strictObject({ kind: z.literal('told'), by: z.string() }),
])

/** What a grade made, and what it ended. Every entry that sets a severity may carry it. */
export const notificationsOfGrade = {
  duties: z
    .array(
      z.strictObject({
        id: z.string(),
        tell: z.enum(tellable),
        what: z.string(),
        due: z.string(),
        within: z.int(),
      }),
    )
    .optional(),
  /** Ids of open notifications that the new grade no longer asks for. */
  superseded: z.array(z.string()).optional(),
  /** The method by which they were made. */
  template: Method.optional(),
}

export const triageEntries = {
  /** A report was graded by its factors. Sets its severity. */
  'report.triaged': z.strictObject({
    answers: z.array(
      z.strictObject({
        factor: z.string(),
        label: z.string(),
        answer: z.enum(['observed', 'not-observed', 'unknown']),
        cites: z.array(Citation),
        note: z.string().optional(),
      }),
    ),
    rule: z.strictObject({ level: z.enum(severityLevels), says: z.string() }),
    severity: z.strictObject({ from: Severity.nullable(), to: Severity }),
    /** Why the level is another than the rules give. */
    reason: z.string().optional(),
    ...notificationsOfGrade,
    template: Method,
  }),
  'report.assigned': z.strictObject({ from: MemberNamed.nullable(), to: MemberNamed.nullable() }),
  /** Put aside until an instant; null: brought back. */
  'report.snoozed': z.strictObject({ from: z.string().nullable(), until: z.string().nullable(), reason: z.string() }),
  /** About a report; `duty` is one of the notifications that its grade made. */
  'duty.acknowledged': z.strictObject({
    duty: z.string(),
    tell: z.enum(tellable),
    what: z.string(),
    told: MemberNamed,
    toldAt: z.string(),
    how: z.enum(['in-person', 'phone', 'message', 'e-mail', 'meeting', 'other']),
    note: z.string().optional(),
  }),
}
