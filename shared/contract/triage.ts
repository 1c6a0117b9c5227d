import { z } from 'zod'
import { command, query } from './define.ts'
import { AsOf, FieldName, Instant, Line, Ref, severityLevels, Text } from './fields.ts'
import { tellable, TriageTemplate } from './triage-template.ts'

/** What an answer rests on. */
export const Citation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('quote'),
    /** Words of the report, to the character. */
    quote: Text.min(1).max(2000),
    /** The extra field (or `place`) they stand in; left out: the narrative. */
    field: FieldName.optional(),
    /** Where they begin, in UTF-16 code units; left out: where they stand first. */
    from: z.int().min(0).optional(),
  }),
  /** Another record by its number: a report (R-0988), a case (2026-001), a subject (S-0003), an exhibit of the report (R-0989-E01). */
  z.strictObject({ kind: z.literal('record'), record: Ref }),
  z.strictObject({ kind: z.literal('told'), by: Line }),
])
export type Citation = z.infer<typeof Citation>

export const factorAnswers = ['observed', 'not-observed', 'unknown'] as const

/** What is known of one factor. `observed` needs at least one citation. */
export const Answered = z
  .strictObject({
    factor: z.string().min(1).max(60),
    answer: z.enum(factorAnswers),
    cites: z.array(Citation).max(10).default([]),
    note: Line.optional(),
  })
  .refine(({ answer, cites }) => answer !== 'observed' || cites.length > 0, 'is observed, but cites nothing')
export type Answered = z.infer<typeof Answered>

const Level = z.enum(severityLevels)

/** How a report was graded the last time. */
export const ReportTriage = z.strictObject({
  template: z.strictObject({ key: z.string(), version: z.int(), title: z.string() }),
  answers: z.array(z.strictObject({ ...Answered.shape, label: z.string() })),
  /** What the rules lead to. */
  rule: z.strictObject({ level: Level, says: z.string() }),
  level: Level,
  /** Why the level is another than the rules give; null where it is the same. */
  reason: z.string().nullable(),
  at: Instant,
  by: z.string(),
  seq: z.int(),
})
export type ReportTriage = z.infer<typeof ReportTriage>

export const notificationStates = ['open', 'acknowledged', 'superseded'] as const
export const howTold = ['in-person', 'phone', 'message', 'e-mail', 'meeting', 'other'] as const

/** Somebody must be told by an instant, because a report has a level. */
export const Notification = z.strictObject({
  id: z.string(),
  report: z.string(),
  reportId: z.string(),
  caseId: z.string().nullable(),
  caseNumber: z.string().nullable(),
  category: z.string(),
  tell: z.enum(tellable),
  /** Who that is, where the report is assigned and the notification is to tell its owner. */
  member: z.string().nullable(),
  what: z.string(),
  due: Instant,
  /** The level that made it, and by which method. */
  rule: z.strictObject({ level: Level, template: z.string(), version: z.int(), within: z.int() }),
  state: z.enum(notificationStates),
  madeAt: Instant,
  acknowledged: z
    .strictObject({
      at: Instant,
      by: z.string(),
      told: z.string(),
      toldAt: Instant,
      how: z.enum(howTold),
      note: z.string().nullable(),
    })
    .nullable(),
  superseded: z.strictObject({ at: Instant, why: z.string() }).nullable(),
})
export type Notification = z.infer<typeof Notification>

const Filed = z.strictObject({ report: z.string(), id: z.string() })

export const triageProcedures = {
  'report.grading': query(
    'report.read',
    z.strictObject({ report: Ref, asOf: AsOf.optional() }),
    z.strictObject({
      method: z.strictObject({ key: z.string(), version: z.int(), body: TriageTemplate }),
      last: ReportTriage.nullable(),
      duties: z.array(Notification),
    }),
    { asOf: true },
  ),
  /** How many cases are to be looked at again before an instant; those that are late count too. */
  'queue.followUps': query('case.read', z.strictObject({ before: Instant }), z.strictObject({ count: z.int() })),
  /** Grades a report by its category's factors; sets its severity and makes the notifications of that level. */
  'report.triage': command(
    'report.triage',
    z.strictObject({
      report: Ref,
      /** The method's version that was answered, if it matters: fails with CONFLICT when a newer one was saved. */
      version: z.int().min(0).optional(),
      /** Factors that are left out are unknown. */
      answers: z.array(Answered).max(12),
      /** Another level than the rules give, and why. */
      departs: z.strictObject({ level: Level, reason: Line }).optional(),
    }),
    Filed.extend({ level: Level, says: z.string(), duties: z.array(Notification) }),
  ),
  /** Gives a report to a member for triage; null: to nobody. */
  'report.assign': command('report.triage', z.strictObject({ report: Ref, to: Ref.nullable() }), Filed),
  /** Puts a report aside until an instant; null: brings it back now. */
  'report.snooze': command(
    'report.triage',
    z.strictObject({ report: Ref, until: Instant.nullable(), reason: Line }),
    Filed,
  ),
  'notification.list': query(
    'report.read',
    z.strictObject({
      report: Ref.optional(),
      state: z.enum([...notificationStates, 'all']).default('open'),
      limit: z.int().min(1).max(1000).default(200),
      asOf: AsOf.optional(),
    }),
    z.strictObject({ items: z.array(Notification), open: z.int(), late: z.int() }),
    { asOf: true },
  ),
  /** Records that somebody was told: by the one who was, or by the one who told them. */
  'notification.acknowledge': command(
    'report.triage',
    z.strictObject({
      duty: Ref,
      /** The member who was told; left out: the one at work. */
      told: Ref.optional(),
      how: z.enum(howTold),
      /** Left out: now. */
      toldAt: Instant.optional(),
      note: Line.optional(),
    }),
    z.strictObject({ duty: z.string(), report: z.string(), told: z.string() }),
  ),
}
