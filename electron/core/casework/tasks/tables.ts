import { eq } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { taskTypes, type ResultField } from '../../../../shared/contract/playbooks.ts'
import { taskStates } from '../../../../shared/contract/tasks.ts'

export const tasks = sqliteTable(
  'task',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    number: text().notNull().unique(),
    serial: integer().notNull(),
    title: text().notNull(),
    type: text({ enum: taskTypes }).notNull(),
    detail: text(),
    assignee: text().notNull(),
    assigneeName: text().notNull(),
    due: text(),
    dueAfter: text(),
    dueMinutes: integer(),
    dependsOn: text({ mode: 'json' }).$type<string[]>().notNull(),
    mandatory: integer({ mode: 'boolean' }).notNull(),
    fields: text({ mode: 'json' }).$type<ResultField[]>().notNull(),
    state: text({ enum: taskStates }).notNull(),
    result: text(),
    given: text({ mode: 'json' }).$type<{ name: string; value: string }[]>().notNull(),
    evidence: text({ mode: 'json' }).$type<string[]>().notNull(),
    settledAt: text(),
    settledBy: text(),
    settledSeq: integer(),
    reason: text(),
    playbook: text(),
    playbookVersion: integer(),
    playbookTask: text(),
    addedAt: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [
    index('task_case').on(t.caseId, t.serial),
    index('task_open').on(t.assignee, t.due).where(eq(t.state, 'open')),
  ],
)

export const playbookUses = sqliteTable('playbook_use', {
  caseId: text().primaryKey(),
  key: text().notNull(),
  version: integer().notNull(),
  title: text().notNull(),
  tasks: text({ mode: 'json' }).$type<string[]>().notNull(),
  appliedAt: text().notNull(),
  appliedBy: text().notNull(),
})
