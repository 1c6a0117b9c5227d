import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Involvement, Matter, SubjectBrief } from '../../../../shared/contract/subjects.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName } from '../../record/members/index.ts'
import { query, type From, type Given, type Reader } from '../../record/vault/index.ts'
import { caseFiles } from '../cases/index.ts'
import { reports } from '../../intake/reports/index.ts'
import { involvements, subjects } from './tables.ts'

const kept = alias(subjects, 'kept')

const involvementRows = (from: From) =>
  from
    .select({
      involvement: involvements,
      subject: { id: subjects.id, number: subjects.number, kind: subjects.kind, name: subjects.name },
      root: { id: kept.id, number: kept.number, kind: kept.kind, name: kept.name },
      report: {
        id: reports.id,
        number: reports.number,
        words: sql`substr(${reports.narrative}, 1, 140)`.mapWith(String),
        category: reports.category,
        state: reports.disposition,
        stateAt: reports.dispositionAt,
        caseNumber: reports.caseNumber,
      },
      file: {
        id: caseFiles.id,
        number: caseFiles.number,
        title: caseFiles.title,
        category: caseFiles.category,
        state: caseFiles.status,
      },
    })
    .from(involvements)
    .innerJoin(subjects, eq(subjects.id, involvements.subjectId))
    .innerJoin(kept, eq(kept.id, subjects.root))
    .leftJoin(reports, eq(reports.id, involvements.reportId))
    .leftJoin(caseFiles, eq(caseFiles.id, involvements.caseId))

type Row = ReturnType<ReturnType<typeof involvementRows>['all']>[number]

function matterOf({ involvement: { reportId, caseId }, report, file }: Row): Matter {
  if (reportId !== null) {
    return {
      kind: 'report',
      id: reportId,
      number: report?.number ?? '',
      title: (report?.words ?? '').replace(/\s+/g, ' ').toWellFormed(),
      category: report?.category ?? 'other',
      state: report?.state ?? 'open',
      stateAt: report?.stateAt ?? null,
      caseNumber: report?.caseNumber ?? null,
    }
  }
  return {
    kind: 'case',
    id: caseId ?? '',
    number: file?.number ?? '',
    title: file?.title ?? '',
    category: file?.category ?? 'other',
    state: file?.state ?? 'open',
    stateAt: null,
    caseNumber: file?.number ?? null,
  }
}

const involvementOf =
  (db: Reader) =>
  (row: Row): Involvement => {
    const { involvement, subject, root } = row
    return {
      id: involvement.id,
      subject,
      under: root.id === subject.id ? null : root,
      matter: matterOf(row),
      role: involvement.role,
      from: involvement.fromWhen,
      to: involvement.toWhen,
      confidence: involvement.confidence,
      basis: involvement.basis,
      recordedAt: involvement.addedAt,
      recordedBy: memberName(db, involvement.addedBy),
      withdrawn:
        involvement.withdrawnAt === null
          ? null
          : {
              at: involvement.withdrawnAt,
              by: memberName(db, involvement.withdrawnBy ?? ''),
              reason: involvement.withdrawnReason ?? '',
            },
      seq: involvement.seq,
    }
  }

const ofCase = query((from, { caseId }: Given<{ caseId: string }>) =>
  involvementRows(from)
    .where(
      or(
        eq(involvements.caseId, caseId),
        inArray(involvements.reportId, from.select({ id: reports.id }).from(reports).where(eq(reports.caseId, caseId))),
      ),
    )
    .orderBy(involvements.seq),
)
const ofReport = query((from, { report }: Given<{ report: string }>) =>
  involvementRows(from).where(eq(involvements.reportId, report)).orderBy(involvements.seq),
)
const ofSubjects = query((from, { ids, limit }: Given<{ ids: string; limit: number }>) =>
  involvementRows(from)
    .where(sql`${involvements.subjectId} in (select value from json_each(${ids}))`)
    .orderBy(desc(involvements.seq))
    .limit(limit),
)
const byId = query((from, { id }: Given<{ id: string }>) => involvementRows(from).where(eq(involvements.id, id)))
const member = alias(subjects, 'member_of')
const sharing = query((from, { roots, caseId }: Given<{ roots: string; caseId: string }>) =>
  involvementRows(from)
    .where(
      and(
        inArray(
          involvements.subjectId,
          from
            .select({ id: member.id })
            .from(member)
            .where(sql`${member.root} in (select value from json_each(${roots}))`),
        ),
        isNull(involvements.withdrawnAt),
        sql`${involvements.caseId} is not ${caseId}`,
        sql`${reports.caseId} is not ${caseId}`,
      ),
    )
    .orderBy(desc(involvements.seq))
    .limit(200),
)

/** Everybody and everything involved in a case or in its reports, in the order in which it was recorded. */
export const involvementsOfCase = (db: Reader, caseId: string): Involvement[] =>
  db.all(ofCase, { caseId }).map(involvementOf(db))

export const involvementsOfReport = (db: Reader, reportId: string): Involvement[] =>
  db.all(ofReport, { report: reportId }).map(involvementOf(db))

/** Where some subjects are involved, newest first. */
export const involvementsOf = (db: Reader, ids: readonly string[], limit = 500): Involvement[] =>
  db.all(ofSubjects, { ids: JSON.stringify(ids), limit }).map(involvementOf(db))

/** An involvement by its id. Fails with NOT_FOUND. */
export function findInvolvement(db: Reader, id: string): Involvement {
  const row = db.get(byId, { id })
  if (row) return involvementOf(db)(row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no involvement “${id}” in this vault.`,
    'Open the subject, or use `holdfast subject show`, to see its involvements.',
  )
}

const surest = ['low', 'moderate', 'high'] as const
/** Who works on a case is in many; it links nothing. */
const working = new Set<Involvement['role']>(['investigator', 'attorney'])

/** A report or case elsewhere that shares a subject with a case, and how sure both involvements are. */
export interface SharedMatter {
  matter: Matter
  subject: SubjectBrief
  role: Involvement['role']
  confidence: Involvement['confidence']
}

/** Reports and cases elsewhere in which somebody or something of this case is involved too, newest first. */
export function mattersSharing(db: Reader, caseId: string): SharedMatter[] {
  const mine = new Map<string, { subject: SubjectBrief; confidence: number }>()
  for (const { subject, under, confidence, role, withdrawn } of involvementsOfCase(db, caseId)) {
    if (withdrawn !== null || working.has(role)) continue
    const kept = under ?? subject
    const before = mine.get(kept.id)?.confidence ?? -1
    mine.set(kept.id, { subject: kept, confidence: Math.max(before, surest.indexOf(confidence)) })
  }
  if (mine.size === 0) return []
  const elsewhere = db.all(sharing, { roots: JSON.stringify([...mine.keys()]), caseId }).map(involvementOf(db))
  const found = new Map<string, SharedMatter>()
  for (const { matter, subject, under, role, confidence } of elsewhere) {
    const kept = mine.get((under ?? subject).id)
    if (!kept || working.has(role) || matter.state === 'destroyed') continue
    const key = `${matter.id} ${kept.subject.id}`
    const sure = surest[Math.min(kept.confidence, surest.indexOf(confidence))] ?? 'low'
    if (!found.has(key)) found.set(key, { matter, subject: kept.subject, role, confidence: sure })
  }
  return [...found.values()]
}
