import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import { interviewStates, statementStates } from '../../../../shared/contract/interviews.ts'
import type { interviewEntries, Plan } from './entries.ts'

type Payload<K extends keyof typeof interviewEntries> = z.output<(typeof interviewEntries)[K]>

export const interviews = sqliteTable(
  'interview',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    caseNumber: text().notNull(),
    serial: integer().notNull(),
    number: text().notNull().unique(),
    /** With whom. */
    name: text().notNull(),
    state: text({ enum: interviewStates }).notNull(),
    plan: text({ mode: 'json' }).$type<Plan>().notNull(),
    startedAt: text(),
    endedAt: text(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [uniqueIndex('interview_serial').on(t.caseId, t.serial)],
)

type ActType = Exclude<
  keyof typeof interviewEntries,
  'interview.planned' | 'interview.replanned' | `statement.${string}`
>

/** What the record of an interview is made of, one row an entry. */
export type ActBody = {
  [K in ActType]: { type: K } & Payload<K>
}[ActType]

export const interviewActs = sqliteTable(
  'interview_act',
  {
    seq: integer().primaryKey(),
    interviewId: text().notNull(),
    caseId: text().notNull(),
    body: text({ mode: 'json' }).$type<ActBody>().notNull(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
  },
  (t) => [index('interview_act_of').on(t.interviewId, t.seq)],
)

export const statements = sqliteTable(
  'statement',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    serial: integer().notNull(),
    number: text().notNull().unique(),
    interviewId: text().notNull(),
    name: text().notNull(),
    state: text({ enum: statementStates }).notNull(),
    /** The text that stands. */
    drafted: text({ mode: 'json' }).$type<Payload<'statement.drafted'>>().notNull(),
    adopted: text({ mode: 'json' }).$type<Payload<'statement.adopted'>>(),
    refused: text({ mode: 'json' }).$type<Payload<'statement.refused'>>(),
    /** Of the adoption or the refusal. */
    settledAt: text(),
    settledBy: text(),
    settledSeq: integer(),
    seq: integer().notNull(),
  },
  (t) => [uniqueIndex('statement_serial').on(t.caseId, t.serial), index('statement_interview').on(t.interviewId)],
)
