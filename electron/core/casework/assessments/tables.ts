import { isNotNull } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { concernLevels } from '../../../../shared/contract/instruments.ts'
import type { z } from 'zod'
import type { assessmentEntries } from './entries.ts'

type Made = z.output<(typeof assessmentEntries)['assessment.made']>

export const assessments = sqliteTable(
  'assessment',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    number: text().notNull(),
    serial: integer().notNull(),
    instrument: text({ mode: 'json' }).$type<Made['instrument']>().notNull(),
    about: text().notNull(),
    factors: text({ mode: 'json' }).$type<Made['factors']>().notNull(),
    gaps: text({ mode: 'json' }).$type<string[]>().notNull(),
    level: text({ enum: concernLevels }).notNull(),
    rationale: text().notNull(),
    plan: text({ mode: 'json' }).$type<Made['plan']>().notNull(),
    reassessOn: text(),
    assessedAt: text().notNull(),
    assessor: text().notNull(),
    withdrawnAt: text(),
    withdrawnBy: text(),
    withdrawnReason: text(),
    seq: integer().notNull(),
  },
  (t) => [
    uniqueIndex('assessment_serial').on(t.caseId, t.serial),
    index('assessment_reassess').on(t.reassessOn).where(isNotNull(t.reassessOn)),
  ],
)
