import { isNotNull } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { custodyActions } from '../../../../shared/contract/custody.ts'
import { exhibitKinds } from '../../../../shared/contract/exhibits.ts'

export const exhibits = sqliteTable(
  'exhibit',
  {
    id: text().primaryKey(),
    caseId: text(),
    caseNumber: text(),
    reportId: text(),
    reportNumber: text(),
    serial: integer().notNull(),
    number: text().notNull().unique(),
    fileName: text().notNull(),
    sourcePath: text(),
    description: text(),
    mediaType: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    blob: text().notNull(),
    collectedBy: text().notNull(),
    collectedAt: text().notNull(),
    place: text(),
    method: text(),
    kind: text({ enum: exhibitKinds }).notNull(),
    derivedFrom: text(),
    derivedNumber: text(),
    derivedHow: text(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
    verifiedAt: text(),
    failedAt: text(),
    failedSeq: integer(),
    seq: integer().notNull(),
  },
  (t) => [
    uniqueIndex('exhibit_serial').on(t.caseId, t.serial).where(isNotNull(t.caseId)),
    uniqueIndex('exhibit_report').on(t.reportId, t.serial).where(isNotNull(t.reportId)),
    index('exhibit_origin').on(t.derivedFrom).where(isNotNull(t.derivedFrom)),
    index('exhibit_hash').on(t.sha256),
  ],
)

/** Each act on a mark: what it said from then on. The last one of a mark is how it stands. */
export const markActs = sqliteTable(
  'mark_act',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    act: text({ enum: ['made', 'changed', 'withdrawn'] }).notNull(),
    exhibitId: text().notNull(),
    number: text().notNull(),
    /** Of the first act: which mark of its exhibit it is, in which bytes and where. */
    serial: integer(),
    sha256: text(),
    at: text(),
    comment: text(),
    labels: text({ mode: 'json' }).$type<string[]>(),
    why: text(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
  },
  (t) => [index('mark_exhibit').on(t.exhibitId, t.seq)],
)

/** Columns of a step of custody, of a file or of a physical item. */
export const stepColumns = () => ({
  action: text({ enum: custodyActions }).notNull(),
  fromCustodian: text(),
  toCustodian: text(),
  custodyAt: text().notNull(),
  recordedAt: text().notNull(),
  recordedBy: text().notNull(),
  place: text(),
  method: text(),
  purpose: text(),
  authority: text(),
  condition: text(),
  expectedBack: text(),
  outside: integer({ mode: 'boolean' }).notNull(),
  sealBefore: text(),
  sealAfter: text(),
  hashBefore: text(),
  hashAfter: text(),
  reason: text(),
})

export const custodyEvents = sqliteTable(
  'custody_event',
  {
    seq: integer().primaryKey(),
    exhibitId: text().notNull(),
    ...stepColumns(),
    sha256: text(),
  },
  (t) => [index('custody_exhibit').on(t.exhibitId, t.seq)],
)
