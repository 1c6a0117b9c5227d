import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import type { RichText } from '../../../../shared/contract/notebook.ts'
import { precisions } from '../../../../shared/kernel/time.ts'

export const noteRevisions = sqliteTable(
  'note_revision',
  {
    seq: integer().primaryKey(),
    noteId: text().notNull(),
    caseId: text().notNull(),
    revision: integer().notNull(),
    title: text().notNull(),
    body: text({ mode: 'json' }).$type<RichText>().notNull(),
    happenedValue: text(),
    happenedZone: text(),
    happenedPrecision: text({ enum: precisions }),
    writtenAt: text().notNull(),
    author: text().notNull(),
  },
  (t) => [unique().on(t.noteId, t.revision), index('note_case').on(t.caseId, t.noteId, t.revision)],
)
