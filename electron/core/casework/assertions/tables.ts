import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import { bearings, contradictionAnswers, knowledgeKinds } from '../../../../shared/contract/assertions.ts'
import type { assertionEntries } from './entries.ts'

type Made = z.output<(typeof assertionEntries)['assertion.made']>
type Numbered = NonNullable<Made['splitFrom']>
export type CitedSource = Made['source']
export type Said = Made['says']

const withdrawal = { withdrawnAt: text(), withdrawnBy: text(), withdrawnReason: text() }

export const assertions = sqliteTable(
  'assertion',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    number: text().notNull(),
    serial: integer().notNull(),
    text: text().notNull(),
    says: text({ mode: 'json' }).$type<Said>().notNull(),
    knowledge: text({ enum: knowledgeKinds }).notNull(),
    heardFrom: text({ mode: 'json' }).$type<Said>(),
    source: text({ mode: 'json' }).$type<CitedSource>().notNull(),
    about: text({ mode: 'json' }).$type<Made['about']>().notNull(),
    elements: text({ mode: 'json' }).$type<Numbered[]>().notNull(),
    splitFrom: text({ mode: 'json' }).$type<Numbered>(),
    madeAt: text().notNull(),
    madeBy: text().notNull(),
    ...withdrawal,
    seq: integer().notNull(),
  },
  (t) => [uniqueIndex('assertion_serial').on(t.caseId, t.serial), index('assertion_number').on(t.number)],
)

export const assertionLinks = sqliteTable(
  'assertion_link',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    assertionId: text().notNull(),
    bearing: text({ enum: bearings }).notNull(),
    evidence: text({ mode: 'json' }).$type<CitedSource>().notNull(),
    reason: text().notNull(),
    linkedAt: text().notNull(),
    linkedBy: text().notNull(),
    ...withdrawal,
    seq: integer().notNull(),
  },
  (t) => [index('assertion_link_case').on(t.caseId, t.seq)],
)

export const elements = sqliteTable(
  'element',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    allegationId: text().notNull(),
    number: text().notNull(),
    serial: integer().notNull(),
    text: text().notNull(),
    ...withdrawal,
    seq: integer().notNull(),
  },
  (t) => [uniqueIndex('element_serial').on(t.caseId, t.allegationId, t.serial)],
)

export const clocks = sqliteTable(
  'clock',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    number: text().notNull(),
    serial: integer().notNull(),
    device: text().notNull(),
    offsetMs: integer().notNull(),
    driftMsPerDay: real().notNull(),
    uncertaintyMs: integer().notNull(),
    checkedAgainst: text().notNull(),
    checkedAt: text().notNull(),
    proof: text({ mode: 'json' }).$type<CitedSource>(),
    exhibits: text({ mode: 'json' }).$type<Numbered[]>().notNull(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
    ...withdrawal,
    seq: integer().notNull(),
  },
  (t) => [uniqueIndex('clock_serial').on(t.caseId, t.serial)],
)

/** Every answer that was given; the newest to a question counts. */
export const contradictionAnswered = sqliteTable(
  'contradiction_answer',
  {
    seq: integer().primaryKey(),
    caseId: text().notNull(),
    key: text().notNull(),
    answer: text({ enum: contradictionAnswers }).notNull(),
    reason: text().notNull(),
    proof: text({ mode: 'json' }).$type<CitedSource>(),
    answeredAt: text().notNull(),
    answeredBy: text().notNull(),
  },
  (t) => [index('contradiction_answer_case').on(t.caseId, t.key, t.seq)],
)
