import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import type { RichText } from '../../../../shared/contract/notebook.ts'
import { precisions } from '../../../../shared/kernel/time.ts'

const happened = {
  happenedValue: text(),
  happenedZone: text(),
  happenedPrecision: text({ enum: precisions }),
}

export const noteRevisions = sqliteTable(
  'note_revision',
  {
    seq: integer().primaryKey(),
    noteId: text().notNull(),
    caseId: text().notNull(),
    revision: integer().notNull(),
    title: text().notNull(),
    body: text({ mode: 'json' }).$type<RichText>().notNull(),
    ...happened,
    writtenAt: text().notNull(),
    author: text().notNull(),
  },
  (t) => [unique().on(t.noteId, t.revision), index('note_case').on(t.caseId, t.noteId, t.revision)],
)

export const noteSeals = sqliteTable(
  'note_seal',
  {
    seq: integer().primaryKey(),
    noteId: text().notNull().unique(),
    caseId: text().notNull(),
    revision: integer().notNull(),
    sha256: text().notNull(),
    at: text().notNull(),
    byMember: text().notNull(),
  },
  (t) => [index('note_seal_case').on(t.caseId)],
)

export const noteWitnesses = sqliteTable(
  'note_witness',
  {
    seq: integer().primaryKey(),
    noteId: text().notNull(),
    caseId: text().notNull(),
    upTo: integer().notNull(),
    at: text().notNull(),
    byMember: text().notNull(),
  },
  (t) => [index('note_witness_case').on(t.caseId)],
)

export const noteAdditions = sqliteTable(
  'note_addition',
  {
    seq: integer().primaryKey(),
    noteId: text().notNull(),
    caseId: text().notNull(),
    number: integer().notNull(),
    body: text({ mode: 'json' }).$type<RichText>().notNull(),
    ...happened,
    writtenAt: text().notNull(),
    author: text().notNull(),
  },
  (t) => [unique().on(t.noteId, t.number), index('note_addition_case').on(t.caseId)],
)

export const noteStrikes = sqliteTable(
  'note_strike',
  {
    seq: integer().primaryKey(),
    noteId: text().notNull(),
    caseId: text().notNull(),
    addition: integer(),
    start: integer().notNull(),
    end: integer().notNull(),
    words: text().notNull(),
    instead: text(),
    reason: text().notNull(),
    at: text().notNull(),
    byMember: text().notNull(),
  },
  (t) => [index('note_strike_case').on(t.caseId)],
)

/** When a note counts as late; the newest that reaches a note judges it. */
export const lateRules = sqliteTable('late_entry_rule', {
  seq: integer().primaryKey(),
  hours: integer().notNull(),
  reason: text().notNull(),
  earlier: integer({ mode: 'boolean' }).notNull(),
  at: text().notNull(),
  byMember: text().notNull(),
})
