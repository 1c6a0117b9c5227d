import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { handlings, privilegeBases, recordKinds } from '../../../../shared/contract/handling.ts'

const about = {
  seq: integer().primaryKey(),
  recordId: text().notNull(),
  recordKind: text({ enum: recordKinds }).notNull(),
  /** Null: it was part of no case when this was recorded. */
  caseId: text(),
  recordedAt: text().notNull(),
  recordedBy: text().notNull(),
}

/** Each act that marks a record; the last one of a record is how it stands. */
export const markingActs = sqliteTable(
  'marking_act',
  {
    ...about,
    caveat: text(),
    handling: text({ mode: 'json' }).$type<(typeof handlings)[number][]>().notNull(),
    reason: text(),
  },
  (t) => [index('marking_record').on(t.recordId, t.seq), index('marking_case').on(t.caseId)],
)

/** Each act on a claim of privilege, by the claim's id. */
export const privilegeActs = sqliteTable(
  'privilege_act',
  {
    ...about,
    id: text().notNull(),
    act: text({ enum: ['marked', 'span-ended', 'withdrawn'] }).notNull(),
    /** What the first act says. */
    at: text(),
    sha256: text(),
    fromTime: text(),
    toTime: text(),
    basis: text({ enum: privilegeBases }),
    reason: text(),
  },
  (t) => [
    index('privilege_record').on(t.recordId, t.seq),
    index('privilege_case').on(t.caseId),
    index('privilege_claim').on(t.id),
  ],
)
