import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { memberStates } from '../../../../shared/contract/members.ts'
import type { Role } from '../../../../shared/contract/permissions.ts'

export const members = sqliteTable('member', {
  id: text().primaryKey(),
  name: text().notNull(),
  roles: text({ mode: 'json' }).$type<Role[]>().notNull(),
  ed25519: text().notNull(),
  state: text({ enum: memberStates }).notNull(),
  addedAt: text().notNull(),
  addedBy: text().notNull(),
  activeSince: text(),
  revokedAt: text(),
  revokedBy: text(),
  revokedReason: text(),
  seq: integer().notNull(),
  keysSeq: integer().notNull(),
})

export const vaults = sqliteTable('vault', {
  id: text().primaryKey(),
  name: text().notNull(),
  rootCertificate: text().notNull(),
  headerHash: text().notNull(),
  identity: text(),
  rekeyedSeq: integer().notNull(),
})
