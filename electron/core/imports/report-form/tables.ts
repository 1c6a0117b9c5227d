import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const intakeKeys = sqliteTable('intake_key', {
  id: text().primaryKey(),
  point: text().notNull(),
  fingerprint: text().notNull(),
  madeAt: text().notNull(),
  madeBy: text().notNull(),
  retiredAt: text(),
  retiredBy: text(),
  retiredReason: text(),
  destroyedAt: text(),
  destroyedBy: text(),
  destroyedReason: text(),
  seq: integer().notNull(),
})

export const formImports = sqliteTable(
  'form_import',
  {
    sha256: text().primaryKey(),
    filling: text().notNull(),
    key: text().notNull(),
    reportNumber: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [index('form_import_filling').on(t.filling)],
)
