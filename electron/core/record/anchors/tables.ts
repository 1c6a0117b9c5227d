import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const anchors = sqliteTable(
  'anchor',
  {
    seq: integer().primaryKey(),
    kind: text({ enum: ['cosignature', 'timestamp'] }).notNull(),
    size: integer().notNull(),
    root: text().notNull(),
    at: text().notNull(),
    who: text().notNull(),
    ref: text().notNull(),
  },
  (t) => [index('anchor_size').on(t.size)],
)

export const witnessedHeads = sqliteTable(
  'witnessed',
  {
    origin: text().notNull(),
    size: integer().notNull(),
    root: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.origin, t.seq] })],
)

export const witnessKeys = sqliteTable(
  'witness_key',
  {
    origin: text().notNull(),
    key: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.origin, t.key] })],
)

export const supersededStretches = sqliteTable('superseded', {
  seq: integer().primaryKey(),
  at: text().notNull(),
  size: integer().notNull(),
  first: integer(),
  last: integer().notNull(),
  reason: text().notNull(),
})

export const supersededHeads = sqliteTable(
  'superseded_head',
  {
    size: integer().notNull(),
    root: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.size, t.root] })],
)

export const timestampRequests = sqliteTable('timestamp_request', {
  nonce: text().primaryKey(),
  size: integer().notNull(),
  root: text().notNull(),
  text: text().notNull(),
  seq: integer().notNull(),
})
