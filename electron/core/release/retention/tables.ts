import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { destructionStates, type DestructionScope } from '../../../../shared/contract/retention.ts'

export const holds = sqliteTable(
  'hold',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    authority: text().notNull(),
    reason: text().notNull(),
    placedAt: text().notNull(),
    placedBy: text().notNull(),
    liftedAt: text(),
    liftedBy: text(),
    liftReason: text(),
    seq: integer().notNull(),
  },
  (t) => [index('hold_case').on(t.caseId)],
)

export const destructions = sqliteTable(
  'destruction',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    caseNumber: text().notNull(),
    authority: text().notNull(),
    reason: text().notNull(),
    size: integer().notNull(),
    orderedAt: text().notNull(),
    orderedBy: text().notNull(),
    state: text({ enum: destructionStates }).notNull(),
    answeredAt: text(),
    answeredBy: text(),
    answerReason: text(),
    counts: text({ mode: 'json' }).$type<DestructionScope>(),
    seq: integer().notNull(),
  },
  (t) => [index('destruction_case').on(t.caseId)],
)
