import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { deviationKinds, travelModes, type Leg } from '../../../../shared/contract/travel.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'

export const legs = sqliteTable(
  'leg',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    number: text().notNull(),
    serial: integer().notNull(),
    principal: text().notNull(),
    mode: text({ enum: travelModes }).notNull(),
    fromPlace: text({ mode: 'json' }).$type<Leg['from']>().notNull(),
    toPlace: text({ mode: 'json' }).$type<Leg['to']>().notNull(),
    departure: text({ mode: 'json' }).$type<OccurredAt>().notNull(),
    departureMs: integer().notNull(),
    arrival: text({ mode: 'json' }).$type<OccurredAt>(),
    reference: text(),
    notes: text(),
    departed: text({ mode: 'json' }).$type<OccurredAt>(),
    departedRecordedAt: text(),
    arrived: text({ mode: 'json' }).$type<OccurredAt>(),
    arrivedRecordedAt: text(),
    cancelled: text(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [uniqueIndex('leg_serial').on(t.caseId, t.serial)],
)

export const deviations = sqliteTable(
  'deviation',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    legId: text().notNull(),
    kind: text({ enum: deviationKinds }).notNull(),
    what: text().notNull(),
    noticedAt: text({ mode: 'json' }).$type<OccurredAt>().notNull(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
    settledAt: text(),
    settledBy: text(),
    settledHow: text(),
    seq: integer().notNull(),
  },
  (t) => [index('deviation_leg').on(t.legId, t.seq), index('deviation_case').on(t.caseId)],
)

export const advisories = sqliteTable(
  'advisory',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    title: text().notNull(),
    source: text().notNull(),
    text: text(),
    effective: text({ mode: 'json' }).$type<OccurredAt>(),
    expires: text({ mode: 'json' }).$type<OccurredAt>(),
    report: text(),
    legs: text({ mode: 'json' }).$type<string[]>().notNull(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [index('advisory_case').on(t.caseId, t.seq)],
)
