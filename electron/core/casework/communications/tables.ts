import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { communicationChannels, directions, type CommunicationRow } from '../../../../shared/contract/communications.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'

export const communications = sqliteTable(
  'communication',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    number: text().notNull(),
    serial: integer().notNull(),
    channel: text({ enum: communicationChannels }).notNull(),
    direction: text({ enum: directions }).notNull(),
    parties: text({ mode: 'json' }).$type<CommunicationRow['parties']>().notNull(),
    sentAt: text({ mode: 'json' }).$type<OccurredAt>().notNull(),
    sentMs: integer().notNull(),
    receivedAt: text({ mode: 'json' }).$type<OccurredAt>(),
    content: text().notNull(),
    quotes: text({ mode: 'json' }).$type<string[]>().notNull(),
    outcome: text(),
    exhibit: text(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
    struckAt: text(),
    struckBy: text(),
    struckReason: text(),
    replacedBy: text(),
    seq: integer().notNull(),
  },
  (t) => [uniqueIndex('communication_serial').on(t.caseId, t.serial)],
)
