import { isNotNull } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { proofStandards, findings, residualLevels, monitoringKinds } from '../../../../shared/contract/closure.ts'
import { ddl } from '../../record/vault/index.ts'
import type { Pinned } from '../decisions/index.ts'

export const allegations = sqliteTable(
  'allegation',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    serial: integer().notNull(),
    number: text().notNull(),
    text: text().notNull(),
    standard: text({ enum: proofStandards }).notNull(),
    seq: integer().notNull(),
    finding: text({ enum: findings }),
    basis: text(),
    facts: text({ mode: 'json' }).$type<Pinned[]>(),
    foundBy: text(),
    foundAt: text(),
    foundSeq: integer(),
    withdrawnAt: text(),
    withdrawnBy: text(),
    withdrawReason: text(),
  },
  (t) => [unique().on(t.caseId, t.serial)],
)

export const closureStatements = sqliteTable(
  'closure_statement',
  {
    caseId: text().notNull(),
    part: text().notNull(),
    text: text().notNull(),
    level: text({ enum: residualLevels }),
    byMember: text().notNull(),
    at: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.part] })],
)

export const watches = sqliteTable(
  'watch',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    serial: integer().notNull(),
    number: text().notNull(),
    kind: text({ enum: monitoringKinds }).notNull(),
    what: text().notNull(),
    ownerMember: text().notNull(),
    owner: text().notNull(),
    due: text(),
    dueMs: real(),
    seq: integer().notNull(),
  },
  (t) => [unique().on(t.caseId, t.serial), index('watch_due').on(t.dueMs).where(isNotNull(t.due))],
)

export const watchAnswers = sqliteTable(
  'watch_answer',
  {
    seq: integer().primaryKey(),
    watchId: text().notNull(),
    outcome: text({ enum: ['done', 'escalated'] }).notNull(),
    note: text().notNull(),
    byMember: text().notNull(),
    at: text().notNull(),
    next: text(),
    report: text(),
  },
  (t) => [index('watch_answers').on(t.watchId, t.seq)],
)

export const closureRequests = sqliteTable(
  'closure_request',
  {
    seq: integer().primaryKey(),
    caseId: text().notNull(),
    state: text({ enum: ['waiting', 'returned', 'withdrawn', 'approved', 'closed-alone'] }).notNull(),
    byMember: text().notNull(),
    at: text().notNull(),
    remark: text(),
    answeredAt: text(),
    answeredBy: text(),
    answerReason: text(),
    seenSize: integer(),
    seenRoot: text(),
  },
  (t) => [index('closure_of_case').on(t.caseId, t.seq)],
)

export const closureTables = {
  allegation: ddl(allegations, { indent: 4 }),
  closure_statement: ddl(closureStatements, { indent: 4 }),
  watch: ddl(watches, { indent: 4 }),
  watch_answer: ddl(watchAnswers, { indent: 4 }),
  closure_request: ddl(closureRequests, { indent: 4 }),
}
