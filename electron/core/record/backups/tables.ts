import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const backups = sqliteTable('backup', {
  seq: integer().primaryKey(),
  at: text().notNull(),
  by: text().notNull(),
  place: text().notNull(),
  size: integer().notNull(),
  exhibits: integer().notNull(),
  copied: integer().notNull(),
  bytes: integer().notNull(),
  pagesVerified: integer().notNull(),
  exhibitsVerified: integer().notNull(),
})
