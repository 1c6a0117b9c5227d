import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { auditIntervals } from '../../../shared/contract/ledger.ts'

export const audits = sqliteTable('audit', {
  seq: integer().primaryKey(),
  at: text().notNull(),
  actor: text().notNull(),
  size: integer().notNull(),
})

export const auditSchedules = sqliteTable('audit_schedule', {
  id: integer().primaryKey(),
  every: text({ enum: auditIntervals }).notNull(),
})
