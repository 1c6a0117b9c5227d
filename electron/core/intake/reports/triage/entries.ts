import { z } from 'zod'
import { Severity } from '../../../../../shared/contract/fields.ts'
import { Citation, factorAnswers, howTold, ReportTriage } from '../../../../../shared/contract/triage.ts'
import { tellable } from '../../../../../shared/contract/triage-template.ts'

/** What a grade made, and what it ended. Every entry that sets a severity may carry it. */
export const dutiesOfGrade = {
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
  /** Ids of open duties that the new grade no longer asks for. */
  superseded: z.array(z.string()).optional(),
  /** The method by which they were made. */
  template: ReportTriage.shape.template.optional(),
}

const MemberName = z.strictObject({ id: z.string(), name: z.string() })

export const triageEntries = {
  /** A report was graded by its factors. Sets its severity. */
  'report.triaged': z.strictObject({
    answers: z.array(
      z.strictObject({
        factor: z.string(),
        label: z.string(),
        answer: z.enum(factorAnswers),
        cites: z.array(Citation),
        note: z.string().optional(),
      }),
    ),
    rule: ReportTriage.shape.rule,
    severity: z.strictObject({ from: Severity.nullable(), to: Severity }),
    /** Why the level is another than the rules give. */
    reason: z.string().optional(),
    ...dutiesOfGrade,
    template: ReportTriage.shape.template,
  }),
  'report.assigned': z.strictObject({ from: MemberName.nullable(), to: MemberName.nullable() }),
  /** Put aside until an instant; null: brought back. */
  'report.snoozed': z.strictObject({ from: z.string().nullable(), until: z.string().nullable(), reason: z.string() }),
  /** About a report; `duty` is one of those that its grade made. */
  'duty.acknowledged': z.strictObject({
    duty: z.string(),
    tell: z.enum(tellable),
    what: z.string(),
    told: MemberName,
    toldAt: z.string(),
    how: z.enum(howTold),
    note: z.string().optional(),
  }),
}
