import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { shownStatuses } from '../../../../shared/contract/cases.ts'
import { severityLevels, type MemberNamed } from '../../../../shared/contract/fields.ts'
import { categories } from '../../../../shared/contract/intake.ts'

export const caseFiles = sqliteTable(
  'case_file',
  {
    id: text().primaryKey(),
    number: text().notNull().unique(),
    year: integer().notNull(),
    serial: integer().notNull(),
    title: text().notNull(),
    category: text({ enum: categories }).notNull(),
    status: text({ enum: shownStatuses }).notNull(),
    severity: text({ enum: severityLevels }),
    severityReason: text(),
    owner: text().notNull(),
    ownerMember: text(),
    approverMember: text(),
    approver: text(),
    team: text({ mode: 'json' }).$type<MemberNamed[]>().notNull().default([]),
    followUpDue: text(),
    openedAt: text().notNull(),
    closedAt: text(),
    openedBy: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [index('case_serial').on(t.year, t.serial)],
)
