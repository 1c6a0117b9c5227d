import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const packets = sqliteTable(
  'packet',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    sequence: integer().notNull(),
    recipient: text().notNull(),
    purpose: text().notNull(),
    builtAt: text().notNull(),
    builtBy: text().notNull(),
    file: text().notNull(),
    sha256: text().notNull(),
    pages: integer().notNull(),
    exhibits: integer().notNull(),
    certificate: text(),
    seq: integer().notNull(),
  },
  (t) => [index('packet_case').on(t.caseId, t.sequence)],
)

export const handOvers = sqliteTable(
  'packet_handed_over',
  {
    seq: integer().primaryKey(),
    packetId: text().notNull(),
    recipient: text().notNull(),
    handedAt: text().notNull(),
    how: text().notNull(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
  },
  (t) => [index('packet_handed_over_packet').on(t.packetId, t.seq)],
)
