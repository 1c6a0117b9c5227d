import { z } from 'zod'
import { caseStatuses, categories, change, MemberNamed, Severity } from '../../record/entries/index.ts'

/** Who answers for a case, where that changes. */
const people = {
  owner: change(z.string()),
  ownerMember: change(z.string().nullable()),
  approver: change(MemberNamed.nullable()),
  team: change(z.array(MemberNamed)),
}

export const caseEntries = {
  /** A case was made of a report. Its status is `open`. */
  'case.opened': z.strictObject({
    number: z.string(),
    year: z.int(),
    /** Counts the cases of its year, from 1. */
    serial: z.int(),
    title: z.string(),
    category: z.enum(categories),
    severity: Severity.nullable(),
    /** The owner's name then; `ownerMember` is the member's id. */
    owner: z.string(),
    /** Left out in records of before owners were members. */
    ownerMember: z.string().optional(),
    approver: MemberNamed.optional(),
    team: z.array(MemberNamed).optional(),
    /** Instant. */
    followUpDue: z.string().nullable(),
    /** Id of the report that it was made of. */
    report: z.string(),
  }),
  /** Every field that changed, with what it was and what it is. */
  'case.changed': z.strictObject({
    title: change(z.string()),
    category: change(z.enum(categories)),
    status: change(z.enum(caseStatuses)),
    ...people,
    followUpDue: change(z.string().nullable()),
    severity: change(Severity.nullable()),
    /** Why; not a field of the case. */
    reason: z.string().optional(),
  }),
  /** From here on the case takes only what `sealed.ts` lists. */
  'case.closed': z.strictObject({
    number: z.string(),
    status: z.strictObject({ from: z.string(), to: z.literal('closed') }),
  }),
  'case.reopened': z.strictObject({
    number: z.string(),
    status: z.strictObject({ from: z.literal('closed'), to: z.enum(caseStatuses) }),
    ...people,
    reason: z.string(),
  }),
}
