import { and, count, countDistinct, eq, inArray, isNull, max, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { SubjectBrief, SubjectDetail, SubjectDetails, SubjectRow } from '../../../../shared/contract/subjects.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName } from '../../record/members/index.ts'
import { query, type From, type Given, type Reader } from '../../record/vault/index.ts'
import { idsNamed } from './named.ts'
import { involvementsOf } from './involvements.ts'
import { shownIn } from './shown.ts'
import { involvements, subjectAliases, subjectIdentifiers, subjectPhotos, subjects, subjectTraces } from './tables.ts'

type Row = typeof subjects.$inferSelect

/** Whom an entry names. */
export const whoOf = ({ id, number, name }: SubjectBrief): { id: string; number: string; name: string } => ({
  id,
  number,
  name,
})

/** A subject as commands work with it. */
export interface Found extends SubjectBrief {
  details: SubjectDetails
  root: string
  mergedInto: string | null
}

const briefOf = ({ id, number, kind, name }: SubjectBrief): SubjectBrief => ({ id, number, kind, name })

/** How long a number may be: S-0007, or 7. */
export const serialIn = (ref: string): number => Number(/^(?:S-)?0*(\d{1,9})$/i.exec(ref)?.[1] ?? -1)

const subjectNamed = query((from, { ref, serial }: Given<{ ref: string; serial: number }>) =>
  from
    .select()
    .from(subjects)
    .where(or(eq(subjects.id, ref), eq(subjects.serial, serial))),
)

function findRow(db: Reader, ref: string): Row {
  const row = db.get(subjectNamed, { ref, serial: serialIn(ref) })
  if (row) return row
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no subject “${ref}” in this vault.`,
    'See People & places, or `holdfast subject list`, for the numbers.',
  )
}

/** A subject by its number (S-0007, or 7) or id. Fails with NOT_FOUND. */
export function findSubject(db: Reader, ref: string): Found {
  const row = findRow(db, ref)
  return {
    ...briefOf(row),
    details: row.details,
    root: row.root,
    mergedInto: row.mergedInto,
  }
}

const entryRows = query((from, { ids }: Given<{ ids: string }>) =>
  from
    .selectDistinct({ seq: subjectTraces.seq })
    .from(subjectTraces)
    .where(sql`${subjectTraces.subjectId} in (select value from json_each(${ids}))`)
    .orderBy(subjectTraces.seq),
)

/** Numbers of the entries that concern a subject or one that was merged into it, oldest first. */
export const entriesOfSubject = (db: Reader, id: string): number[] =>
  db.all(entryRows, { ids: JSON.stringify(partsOf(db, id).map((part) => part.id)) }).map(({ seq }) => seq)

/** A subject as lists name it, by its id. */
export const briefById = (db: Reader, id: string): SubjectBrief => briefOf(findRow(db, id))

const partRows = query((from, { id }: Given<{ id: string }>) =>
  from
    .select()
    .from(subjects)
    .where(
      sql`${subjects.id} in (with recursive part (id) as (
        select ${id} union all select s.id from subject s join part on s.merged_into = part.id) select id from part)`,
    )
    .orderBy(subjects.serial),
)

/** A subject and all that were merged into it, at whatever remove. */
const partsOf = (db: Reader, id: string): Row[] => db.all(partRows, { id })

type OfSubjects = Given<{ ids: string }>
const among = (subject: SQLWrapper, ids: SQLWrapper): SQL => sql`${subject} in (select value from json_each(${ids}))`
const aliasRows = query((from, { ids }: OfSubjects) =>
  from
    .select()
    .from(subjectAliases)
    .where(among(subjectAliases.subjectId, ids))
    .orderBy(subjectAliases.addedAt, sql`${subjectAliases}.rowid`),
)
const identifierRows = query((from, { ids }: OfSubjects) =>
  from
    .select()
    .from(subjectIdentifiers)
    .where(among(subjectIdentifiers.subjectId, ids))
    .orderBy(subjectIdentifiers.addedAt, sql`${subjectIdentifiers}.rowid`),
)
const photoRows = query((from, { ids }: OfSubjects) =>
  from
    .select()
    .from(subjectPhotos)
    .where(among(subjectPhotos.subjectId, ids))
    .orderBy(subjectPhotos.addedAt, sql`${subjectPhotos}.rowid`),
)

type KeptRow = Pick<
  typeof subjectAliases.$inferSelect,
  'id' | 'subjectId' | 'addedAt' | 'addedBy' | 'withdrawnAt' | 'withdrawnBy' | 'withdrawnReason'
>

export const withdrawnIn = (db: Reader, row: Pick<KeptRow, 'withdrawnAt' | 'withdrawnBy' | 'withdrawnReason'>) =>
  row.withdrawnAt === null
    ? null
    : { at: row.withdrawnAt, by: memberName(db, row.withdrawnBy ?? ''), reason: row.withdrawnReason ?? '' }

/** All that is on record of a subject, and of those that were merged into it with their origin. Fails with NOT_FOUND. */
export function subjectDetail(db: Reader, ref: string): SubjectDetail {
  const row = findRow(db, ref)
  const family = partsOf(db, row.id)
  const ids = JSON.stringify(family.map(({ id }) => id))
  const briefs = new Map(family.map((one) => [one.id, briefOf(one)]))
  const kept = (one: KeptRow) => ({
    id: one.id,
    of: briefs.get(one.subjectId) ?? briefOf(row),
    addedAt: one.addedAt,
    addedBy: memberName(db, one.addedBy),
    withdrawn: withdrawnIn(db, one),
  })
  return {
    ...briefOf(row),
    details: row.details,
    mergedInto: row.mergedInto === null ? null : briefById(db, row.mergedInto),
    parts: family
      .filter(({ id }) => id !== row.id)
      .map((part) => ({
        ...briefOf(part),
        into: briefs.get(part.mergedInto ?? '')?.number ?? row.number,
        at: part.mergedAt ?? '',
        by: memberName(db, part.mergedBy ?? ''),
        reason: part.mergeReason ?? '',
      })),
    aliases: db
      .all(aliasRows, { ids })
      .map((one) => ({ ...kept(one), name: one.name, confidence: one.confidence, basis: one.basis })),
    identifiers: db
      .all(identifierRows, { ids })
      .map((one) => ({ ...kept(one), type: one.type, value: one.value, basis: one.basis })),
    photos: db.all(photoRows, { ids }).map((one) => ({ ...kept(one), ...shownIn(db, one) })),
    involvements: involvementsOf(db, [...briefs.keys()]),
    addedAt: row.addedAt,
    addedBy: memberName(db, row.addedBy),
    seq: row.seq,
  }
}

/** One page of the subjects that stand for themselves, by name; those found by a filter, the best first. */
export function listSubjects(
  db: Reader,
  { kind, filter, limit, offset, holds }: Checked<'subject.list'>,
): Output<'subject.list'> {
  const counts = { person: 0, organization: 0, place: 0, vehicle: 0, account: 0 }
  for (const row of db.all(countRows)) counts[row.kind] = row.count
  const named = filter.trim() === '' ? undefined : JSON.stringify(idsNamed(db, filter))
  const where = and(
    isNull(subjects.mergedInto),
    kind === 'all' ? undefined : eq(subjects.kind, kind),
    named === undefined ? undefined : among(subjects.id, sql`${named}`),
  )
  const many = query((from) => from.select({ many: count() }).from(subjects).where(where))
  const page = query((from) =>
    from
      .select()
      .from(subjects)
      .where(where)
      .orderBy(sql`${subjects.name} collate nocase`, subjects.serial)
      .limit(limit)
      .offset(offset),
  )
  const held = (ref: string) =>
    query((from) =>
      from
        .select({ id: subjects.id })
        .from(subjects)
        .where(and(or(eq(subjects.id, ref), eq(subjects.number, ref)), where)),
    )
  return {
    items: db.all(page).map((row) => rowOf(db, row)),
    total: db.get(many)?.many ?? 0,
    counts,
    holds: holds === undefined ? null : db.get(held(holds)) !== undefined,
  }
}

const countRows = query((from) =>
  from
    .select({ kind: subjects.kind, count: count() })
    .from(subjects)
    .where(isNull(subjects.mergedInto))
    .groupBy(subjects.kind),
)

const family = (from: From, root: SQLWrapper) =>
  from.select({ id: subjects.id }).from(subjects).where(eq(subjects.root, root))

const alsoRows = query((from, { root }: Given<{ root: string }>) =>
  from
    .select({ text: subjectAliases.name, addedAt: subjectAliases.addedAt, rank: sql`0`.mapWith(Number).as('rank') })
    .from(subjectAliases)
    .where(and(inArray(subjectAliases.subjectId, family(from, root)), isNull(subjectAliases.withdrawnAt)))
    .unionAll(
      from
        .select({
          text: subjectIdentifiers.value,
          addedAt: subjectIdentifiers.addedAt,
          rank: sql`1`.mapWith(Number).as('rank'),
        })
        .from(subjectIdentifiers)
        .where(and(inArray(subjectIdentifiers.subjectId, family(from, root)), isNull(subjectIdentifiers.withdrawnAt))),
    )
    .orderBy(sql`rank`, sql`added_at`)
    .limit(6),
)

const seenRow = query((from, { root }: Given<{ root: string }>) =>
  from
    .select({
      count: countDistinct(sql`coalesce(${involvements.reportId}, ${involvements.caseId})`),
      last: max(involvements.addedAt),
    })
    .from(involvements)
    .where(and(inArray(involvements.subjectId, family(from, root)), isNull(involvements.withdrawnAt))),
)

function rowOf(db: Reader, row: Row): SubjectRow {
  const also = db.all(alsoRows, { root: row.root })
  const seen = db.get(seenRow, { root: row.root })
  return {
    ...briefOf(row),
    also: also.map(({ text }) => text),
    involvements: seen?.count ?? 0,
    lastSeenAt: seen?.last ?? null,
    mergedInto: null,
  }
}
