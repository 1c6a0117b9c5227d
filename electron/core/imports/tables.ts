import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const tableImports = sqliteTable('table_import', {
  seq: integer().primaryKey(),
  at: text().notNull(),
  map: text().notNull(),
  filed: integer().notNull(),
})
