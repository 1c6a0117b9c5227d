import { eq } from 'drizzle-orm'
import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { decisionStates, type DecisionFact } from '../../../../shared/contract/decisions.ts'

/** A record that is relied on, named by the newest entry about it. */
export type Pinned = Omit<DecisionFact, 'changed' | 'excerpt'>

export const decisions = sqliteTable(
  'decision',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    serial: integer().notNull(),
    number: text().notNull(),
    state: text({ enum: decisionStates }).notNull(),
    decider: text().notNull(),
    approver: text(),
    withoutApproval: text(),
    supersedes: text(),
    supersededBy: text(),
    withdrawnAt: text(),
    withdrawnBy: text(),
    withdrawReason: text(),
    withdrawSeq: integer(),
  },
  (t) => [unique().on(t.caseId, t.serial), index('decision_waiting').on(t.state).where(eq(t.state, 'waiting'))],
)

export const decisionRevisions = sqliteTable(
  'decision_revision',
  {
    seq: integer().primaryKey(),
    decisionId: text().notNull(),
    revision: integer().notNull(),
    question: text().notNull(),
    options: text({ mode: 'json' }).$type<string[]>().notNull(),
    choice: text().notNull(),
    rationale: text().notNull(),
    facts: text({ mode: 'json' }).$type<Pinned[]>().notNull(),
    reviewOn: text(),
    submittedAt: text().notNull(),
    submittedBy: text().notNull(),
    answer: text({ enum: ['approved', 'returned'] }),
    answeredAt: text(),
    answeredBy: text(),
    answerReason: text(),
    seenSize: integer(),
    seenRoot: text(),
    answerSeq: integer(),
  },
  (t) => [unique().on(t.decisionId, t.revision)],
)
