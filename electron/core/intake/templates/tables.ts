import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const templates = sqliteTable(
  'template',
  {
    kind: text().notNull(),
    key: text().notNull(),
    version: integer().notNull(),
    title: text().notNull(),
    body: text({ mode: 'json' }).notNull(),
    reason: text().notNull(),
    savedAt: text().notNull(),
    savedBy: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key, t.version] })],
)

export const retiredTemplates = sqliteTable(
  'template_retired',
  {
    kind: text().notNull(),
    key: text().notNull(),
    version: integer().notNull(),
    reason: text().notNull(),
    retiredAt: text().notNull(),
    retiredBy: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key, t.version] })],
)
