import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { SubjectBrief, SubjectDetail, SubjectDetails, SubjectRow } from '../../../../shared/contract/subjects.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { idsNamed } from './named.ts'
import { involvementsOf } from './involvements.ts'
import { shownIn, type PhotoRow } from './shown.ts'

interface Row extends SubjectBrief {
  serial: number
  details: string
  root: string
  merged_into: string | null
  merged_at: string | null
  merged_by: string | null
  merge_reason: string | null
  added_at: string
  added_by: string
  seq: number
}

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

function findRow(db: Reader, ref: string): Row {
  const row = db.get<Row>('select * from subject where id = ? or serial = ?', ref, serialIn(ref))
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
    details: JSON.parse(row.details) as SubjectDetails,
    root: row.root,
    mergedInto: row.merged_into,
  }
}

/** Numbers of the entries that concern a subject or one that was merged into it, oldest first. */
export const entriesOfSubject = (db: Reader, id: string): number[] =>
  db
    .all<{ seq: number }>(
      `select distinct seq from subject_trace where subject_id in (select value from json_each(?)) order by seq`,
      JSON.stringify(partsOf(db, id).map((part) => part.id)),
    )
    .map(({ seq }) => seq)

/** A subject as lists name it, by its id. */
export const briefById = (db: Reader, id: string): SubjectBrief => briefOf(findRow(db, id))

/** A subject and all that were merged into it, at whatever remove. */
const partsOf = (db: Reader, id: string): Row[] =>
  db.all<Row>(
    `with recursive part (id) as (
       select ? union all select s.id from subject s join part on s.merged_into = part.id
     ) select s.* from subject s join part using (id) order by s.serial`,
    id,
  )

interface KeptRow {
  id: string
  subject_id: string
  added_at: string
  added_by: string
  withdrawn_at: string | null
  withdrawn_by: string | null
  withdrawn_reason: string | null
}

export const withdrawnIn = (db: Reader, row: Pick<KeptRow, 'withdrawn_at' | 'withdrawn_by' | 'withdrawn_reason'>) =>
  row.withdrawn_at === null
    ? null
    : { at: row.withdrawn_at, by: memberName(db, row.withdrawn_by ?? ''), reason: row.withdrawn_reason ?? '' }

/** All that is on record of a subject, and of those that were merged into it with their origin. Fails with NOT_FOUND. */
export function subjectDetail(db: Reader, ref: string): SubjectDetail {
  const row = findRow(db, ref)
  const family = partsOf(db, row.id)
  const ids = JSON.stringify(family.map(({ id }) => id))
  const briefs = new Map(family.map((one) => [one.id, briefOf(one)]))
  const kept = (one: KeptRow) => ({
    id: one.id,
    of: briefs.get(one.subject_id) ?? briefOf(row),
    addedAt: one.added_at,
    addedBy: memberName(db, one.added_by),
    withdrawn: withdrawnIn(db, one),
  })
  const all = <T>(table: string): (KeptRow & T)[] =>
    db.all(`select * from ${table} where subject_id in (select value from json_each(?)) order by added_at, rowid`, ids)
  return {
    ...briefOf(row),
    details: JSON.parse(row.details) as SubjectDetails,
    mergedInto: row.merged_into === null ? null : briefById(db, row.merged_into),
    parts: family
      .filter(({ id }) => id !== row.id)
      .map((part) => ({
        ...briefOf(part),
        into: briefs.get(part.merged_into ?? '')?.number ?? row.number,
        at: part.merged_at ?? '',
        by: memberName(db, part.merged_by ?? ''),
        reason: part.merge_reason ?? '',
      })),
    aliases: all<Pick<SubjectDetail['aliases'][number], 'name' | 'confidence' | 'basis'>>('subject_alias').map(
      (one) => ({
        ...kept(one),
        name: one.name,
        confidence: one.confidence,
        basis: one.basis,
      }),
    ),
    identifiers: all<Pick<SubjectDetail['identifiers'][number], 'type' | 'value' | 'basis'>>('subject_identifier').map(
      (one) => ({ ...kept(one), type: one.type, value: one.value, basis: one.basis }),
    ),
    photos: all<PhotoRow>('subject_photo').map((one) => ({ ...kept(one), ...shownIn(db, one) })),
    involvements: involvementsOf(db, [...briefs.keys()]),
    addedAt: row.added_at,
    addedBy: memberName(db, row.added_by),
    seq: row.seq,
  }
}

/** One page of the subjects that stand for themselves, by name; those found by a filter, the best first. */
export function listSubjects(
  db: Reader,
  { kind, filter, limit, offset, holds }: Checked<'subject.list'>,
): Output<'subject.list'> {
  const counts = { person: 0, organization: 0, place: 0, vehicle: 0, account: 0 }
  for (const row of db.all<{ kind: SubjectBrief['kind']; count: number }>(
    'select kind, count(*) as count from subject where merged_into is null group by kind',
  ))
    counts[row.kind] = row.count
  const named = filter.trim() === '' ? undefined : JSON.stringify(idsNamed(db, filter))
  const conditions = [
    'merged_into is null',
    ...(kind === 'all' ? [] : ['kind = ?']),
    ...(named === undefined ? [] : ['id in (select value from json_each(?))']),
  ]
  const values = [...(kind === 'all' ? [] : [kind]), ...(named === undefined ? [] : [named])]
  const where = conditions.join(' and ')
  const { total } = db.get<{ total: number }>(`select count(*) as total from subject where ${where}`, ...values) ?? {
    total: 0,
  }
  const rows = db.all<Row>(
    `select * from subject where ${where} order by name collate nocase, serial limit ? offset ?`,
    ...values,
    limit,
    offset,
  )
  const held =
    holds === undefined
      ? null
      : db.get(`select 1 from subject where (id = ? or number = ?) and ${where}`, holds, holds, ...values) !== undefined
  return { items: rows.map((row) => rowOf(db, row)), total, counts, holds: held }
}

function rowOf(db: Reader, row: Row): SubjectRow {
  const also = db.all<{ text: string }>(
    `select text from (
       select name as text, a.added_at, 0 as rank from subject_alias a where subject_id in (select id from subject where root = ?) and withdrawn_at is null
       union all
       select value, i.added_at, 1 from subject_identifier i where subject_id in (select id from subject where root = ?) and withdrawn_at is null)
     order by rank, added_at limit 6`,
    row.root,
    row.root,
  )
  const seen = db.get<{ count: number; last: string | null }>(
    `select count(distinct coalesce(report_id, case_id)) as count, max(added_at) as last from involvement
     where subject_id in (select id from subject where root = ?) and withdrawn_at is null`,
    row.root,
  )
  return {
    ...briefOf(row),
    also: also.map(({ text }) => text),
    involvements: seen?.count ?? 0,
    lastSeenAt: seen?.last ?? null,
    mergedInto: null,
  }
}
