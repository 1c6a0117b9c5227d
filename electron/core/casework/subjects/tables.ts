import { isNotNull, isNull, sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import {
  subjectKinds,
  type SubjectDetails,
  confidences,
  identifierTypes,
  involvementRoles,
} from '../../../../shared/contract/subjects.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import type { SoughtKind } from '../../../../shared/kernel/normal-form.ts'
import { ddl } from '../../record/vault/index.ts'

/** By what a subject is found: a word of its name, of an alias, of its address; an identifier. */
export type KeyKind = SoughtKind | 'name' | 'alias' | 'address'

/** `root`: the one that a subject is kept under, itself where it was not merged. */
export const subjects = sqliteTable(
  'subject',
  {
    id: text().primaryKey(),
    serial: integer().notNull().unique(),
    number: text().notNull(),
    kind: text({ enum: subjectKinds }).notNull(),
    name: text().notNull(),
    details: text({ mode: 'json' }).$type<SubjectDetails>().notNull(),
    root: text().notNull(),
    mergedInto: text(),
    mergedAt: text(),
    mergedBy: text(),
    mergeReason: text(),
    addedAt: text().notNull(),
    addedBy: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [
    index('subject_root').on(t.root),
    index('subject_merged').on(t.mergedInto).where(isNotNull(t.mergedInto)),
    index('subject_name')
      .on(sql`${t.name} collate nocase`, t.serial)
      .where(isNull(t.mergedInto)),
    index('subject_kind')
      .on(t.kind, sql`${t.name} collate nocase`, t.serial)
      .where(isNull(t.mergedInto)),
  ],
)

/** `source`: the alias or identifier that the key is of; empty for the subject's own name and details. */
export const subjectKeys = sqliteTable(
  'subject_key',
  {
    kind: text().$type<KeyKind>().notNull(),
    form: text().notNull(),
    subjectId: text().notNull(),
    source: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.form, t.subjectId, t.source] })],
)

export const subjectAliases = sqliteTable(
  'subject_alias',
  {
    id: text().primaryKey(),
    subjectId: text().notNull(),
    name: text().notNull(),
    confidence: text({ enum: confidences }).notNull(),
    basis: text().notNull(),
    addedAt: text().notNull(),
    addedBy: text().notNull(),
    withdrawnAt: text(),
    withdrawnBy: text(),
    withdrawnReason: text(),
  },
  (t) => [index('alias_subject').on(t.subjectId)],
)

export const subjectIdentifiers = sqliteTable(
  'subject_identifier',
  {
    id: text().primaryKey(),
    subjectId: text().notNull(),
    type: text({ enum: identifierTypes }).notNull(),
    value: text().notNull(),
    basis: text(),
    addedAt: text().notNull(),
    addedBy: text().notNull(),
    withdrawnAt: text(),
    withdrawnBy: text(),
    withdrawnReason: text(),
  },
  (t) => [index('identifier_subject').on(t.subjectId)],
)

export const subjectPhotos = sqliteTable(
  'subject_photo',
  {
    id: text().primaryKey(),
    subjectId: text().notNull(),
    exhibitId: text().notNull(),
    exhibitNumber: text().notNull(),
    reportId: text(),
    caseId: text(),
    addedAt: text().notNull(),
    addedBy: text().notNull(),
    withdrawnAt: text(),
    withdrawnBy: text(),
    withdrawnReason: text(),
  },
  (t) => [
    index('photo_subject').on(t.subjectId),
    index('photo_case').on(t.caseId).where(isNotNull(t.caseId)),
    index('photo_report').on(t.reportId).where(isNotNull(t.reportId)),
  ],
)

export const involvements = sqliteTable(
  'involvement',
  {
    id: text().primaryKey(),
    subjectId: text().notNull(),
    reportId: text(),
    caseId: text(),
    role: text({ enum: involvementRoles }).notNull(),
    fromWhen: text({ mode: 'json' }).$type<OccurredAt>(),
    toWhen: text({ mode: 'json' }).$type<OccurredAt>(),
    confidence: text({ enum: confidences }).notNull(),
    basis: text(),
    seq: integer().notNull(),
    addedAt: text().notNull(),
    addedBy: text().notNull(),
    withdrawnAt: text(),
    withdrawnBy: text(),
    withdrawnReason: text(),
  },
  (t) => [
    index('involvement_subject').on(t.subjectId),
    index('involvement_report').on(t.reportId).where(isNotNull(t.reportId)),
    index('involvement_case').on(t.caseId).where(isNotNull(t.caseId)),
  ],
)

/** Which entries concern which subjects: its history, and what an earlier moment of a case is made of. */
export const subjectTraces = sqliteTable(
  'subject_trace',
  {
    subjectId: text().notNull(),
    seq: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.subjectId, t.seq] }), index('trace_entry').on(t.seq)],
)

export const subjectTables = {
  subject: ddl(subjects),
  subject_key: ddl(subjectKeys, { withoutRowid: true }),
  subject_alias: ddl(subjectAliases),
  subject_identifier: ddl(subjectIdentifiers),
  subject_photo: ddl(subjectPhotos),
  involvement: ddl(involvements),
  subject_trace: ddl(subjectTraces, { withoutRowid: true }),
}
