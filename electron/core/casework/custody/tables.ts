import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { stepColumns } from '../exhibits/index.ts'

interface Named {
  id: string
  number: string
}

/** Physical items: what was said of each when it was taken in. Its custody says where it is since. */
export const items = sqliteTable(
  'item',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    caseNumber: text().notNull(),
    serial: integer().notNull(),
    number: text().notNull().unique(),
    label: text().notNull().unique(),
    description: text().notNull(),
    serialNumber: text(),
    bag: text(),
    seal: text(),
    part: integer(),
    parts: integer(),
    storage: text(),
    photographId: text(),
    photographNumber: text(),
    madeFrom: text({ mode: 'json' }).$type<Named[]>().notNull(),
    collectedBy: text().notNull(),
    collectedAt: text().notNull(),
    place: text(),
    method: text(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [uniqueIndex('item_serial').on(t.caseId, t.serial)],
)

export const itemEvents = sqliteTable(
  'item_event',
  {
    seq: integer().primaryKey(),
    itemId: text().notNull(),
    caseId: text().notNull(),
    ...stepColumns(),
    others: text({ mode: 'json' }).$type<Named[]>().notNull(),
  },
  (t) => [index('item_event_item').on(t.itemId, t.seq)],
)

/** The signed receipt of a step, of a file or of an item. */
export const receipts = sqliteTable(
  'custody_receipt',
  {
    seq: integer().primaryKey(),
    caseId: text().notNull(),
    holdingId: text().notNull(),
    step: integer().notNull(),
    exhibitId: text().notNull(),
    exhibitNumber: text().notNull(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
  },
  (t) => [index('receipt_holding').on(t.holdingId, t.step)],
)

export const shelfAudits = sqliteTable('shelf_audit', {
  seq: integer().primaryKey(),
  audit: text().notNull(),
  place: text(),
  scans: integer().notNull(),
  expected: integer().notNull(),
  found: integer().notNull(),
  missing: integer().notNull(),
  unknown: text({ mode: 'json' }).$type<string[]>().notNull(),
  recordedAt: text().notNull(),
  recordedBy: text().notNull(),
})

/** What the last shelf audit that looked for an item found of it. */
export const itemsSeen = sqliteTable('item_seen', {
  itemId: text().primaryKey(),
  caseId: text().notNull(),
  outcome: text({ enum: ['found', 'missing', 'elsewhere'] }).notNull(),
  at: text().notNull(),
  seq: integer().notNull(),
})
