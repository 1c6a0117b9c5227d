import { desc, eq, isNotNull } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { severityLevels } from '../../../../shared/contract/fields.ts'
import { channels, categories, dispositions } from '../../../../shared/contract/intake.ts'
import { tellable } from '../../../../shared/contract/triage-template.ts'
import { type ReportTriage, notificationStates, howTold } from '../../../../shared/contract/triage.ts'
import { precisions } from '../../../../shared/kernel/time.ts'
import type { SoughtKind } from '../../../../shared/kernel/normal-form.ts'

/** Who reported, where, and what identifies somebody or something in a report's words. */
export type MentionKind = SoughtKind | 'reporter' | 'place' | 'point' | 'words'

export const reports = sqliteTable(
  'report',
  {
    id: text().primaryKey(),
    serial: integer().notNull().unique(),
    number: text().notNull().unique(),
    channel: text({ enum: channels }).notNull(),
    receivedAt: text().notNull(),
    receivedMs: integer().notNull(),
    recordedAt: text().notNull(),
    recordedBy: text().notNull(),
    reporter: text(),
    reporterContact: text(),
    occurredValue: text(),
    occurredZone: text(),
    occurredPrecision: text({ enum: precisions }),
    placeName: text(),
    latitude: real(),
    longitude: real(),
    category: text({ enum: categories }).notNull(),
    narrative: text().notNull(),
    immediateDanger: integer({ mode: 'boolean' }).notNull(),
    severity: text({ enum: severityLevels }),
    severityRank: integer().notNull(),
    severityReason: text(),
    queueRank: integer().notNull().default(3),
    nextDueMs: integer(),
    assignee: text(),
    assigneeName: text(),
    snoozedUntil: text(),
    snoozedMs: integer().notNull().default(0),
    snoozeReason: text(),
    externalId: text(),
    fields: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    formKey: text(),
    formVersion: integer(),
    sourceSha256: text(),
    sourceItem: integer(),
    sourceFile: text(),
    sourceProblems: text({ mode: 'json' }).$type<string[]>(),
    disposition: text({ enum: dispositions }).notNull(),
    dispositionReason: text(),
    dispositionAt: text(),
    caseId: text(),
    caseNumber: text(),
    seq: integer().notNull(),
  },
  (t) => [
    index('report_queue').on(t.disposition, desc(t.immediateDanger), desc(t.severityRank), t.receivedMs, t.serial),
    index('report_newest').on(t.disposition, desc(t.receivedMs), desc(t.serial)),
    index('report_case').on(t.caseId).where(isNotNull(t.caseId)),
    index('report_source').on(t.sourceSha256, t.sourceItem).where(isNotNull(t.sourceSha256)),
    index('report_external').on(t.externalId).where(isNotNull(t.externalId)),
  ],
)

/** Which reports name what, in the form in which it is compared. Few rows a report, none of them read but by their key. */
export const reportMentions = sqliteTable(
  'report_mention',
  {
    kind: text().$type<MentionKind>().notNull(),
    form: text().notNull(),
    report: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.form, t.report] })],
)

/** How many reports left the queue each way. Those in it are the others: an import writes no row here. */
export const reportCounts = sqliteTable('report_count', {
  disposition: text({ enum: dispositions }).primaryKey(),
  reports: integer().notNull(),
})

export const triages = sqliteTable('triage', {
  reportId: text().primaryKey(),
  template: text().notNull(),
  templateVersion: integer().notNull(),
  title: text().notNull(),
  answers: text({ mode: 'json' }).$type<ReportTriage['answers']>().notNull(),
  ruleLevel: text({ enum: severityLevels }).notNull(),
  ruleSays: text().notNull(),
  level: text({ enum: severityLevels }).notNull(),
  reason: text(),
  at: text().notNull(),
  by: text().notNull(),
  seq: integer().notNull(),
})

export const duties = sqliteTable(
  'duty',
  {
    id: text().primaryKey(),
    reportId: text().notNull(),
    caseId: text(),
    tell: text({ enum: tellable }).notNull(),
    what: text().notNull(),
    due: text().notNull(),
    dueMs: integer().notNull(),
    level: text({ enum: severityLevels }).notNull(),
    template: text().notNull(),
    templateVersion: integer().notNull(),
    within: integer().notNull(),
    state: text({ enum: notificationStates }).notNull(),
    madeAt: text().notNull(),
    endedAt: text(),
    endedBy: text(),
    endedWhy: text(),
    told: text(),
    toldAt: text(),
    how: text({ enum: howTold }),
    note: text(),
    seq: integer().notNull(),
  },
  (t) => [
    index('duty_report').on(t.reportId),
    index('duty_case').on(t.caseId).where(isNotNull(t.caseId)),
    index('duty_due').on(t.dueMs).where(eq(t.state, 'open')),
  ],
)
