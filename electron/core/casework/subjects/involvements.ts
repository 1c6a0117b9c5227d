import type { Involvement, Matter, SubjectBrief } from '../../../../shared/contract/subjects.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import { memberName } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'

interface Row {
  id: string
  role: Involvement['role']
  from_when: string | null
  to_when: string | null
  confidence: Involvement['confidence']
  basis: string | null
  added_at: string
  added_by: string
  withdrawn_at: string | null
  withdrawn_by: string | null
  withdrawn_reason: string | null
  seq: number
  subject_id: string
  subject_number: string
  subject_kind: SubjectBrief['kind']
  subject_name: string
  root_id: string
  root_number: string
  root_kind: SubjectBrief['kind']
  root_name: string
  report_id: string | null
  report_number: string | null
  report_words: string | null
  report_category: Matter['category'] | null
  report_state: string | null
  report_state_at: string | null
  report_case: string | null
  report_case_number: string | null
  case_id: string | null
  case_number: string | null
  case_title: string | null
  case_category: Matter['category'] | null
  case_state: string | null
}

const columns = `select i.id, i.role, i.from_when, i.to_when, i.confidence, i.basis, i.added_at, i.added_by, i.withdrawn_at,
    i.withdrawn_by, i.withdrawn_reason, i.seq, i.subject_id, i.report_id, i.case_id,
    s.number as subject_number, s.kind as subject_kind, s.name as subject_name,
    k.id as root_id, k.number as root_number, k.kind as root_kind, k.name as root_name,
    r.number as report_number, substr(r.narrative, 1, 140) as report_words, r.category as report_category,
    r.disposition as report_state, r.disposition_at as report_state_at, r.case_id as report_case,
    r.case_number as report_case_number,
    c.number as case_number, c.title as case_title, c.category as case_category, c.status as case_state
  from involvement i join subject s on s.id = i.subject_id join subject k on k.id = s.root
    left join report r on r.id = i.report_id left join case_file c on c.id = i.case_id`

const whenIn = (text: string | null): OccurredAt | null => (text === null ? null : (JSON.parse(text) as OccurredAt))

function matterOf(row: Row): Matter {
  if (row.report_id !== null) {
    return {
      kind: 'report',
      id: row.report_id,
      number: row.report_number ?? '',
      title: (row.report_words ?? '').replace(/\s+/g, ' ').toWellFormed(),
      category: row.report_category ?? 'other',
      state: row.report_state ?? 'open',
      stateAt: row.report_state_at,
      caseNumber: row.report_case_number,
    }
  }
  return {
    kind: 'case',
    id: row.case_id ?? '',
    number: row.case_number ?? '',
    title: row.case_title ?? '',
    category: row.case_category ?? 'other',
    state: row.case_state ?? 'open',
    stateAt: null,
    caseNumber: row.case_number,
  }
}

const involvementOf =
  (db: Reader) =>
  (row: Row): Involvement => ({
    id: row.id,
    subject: { id: row.subject_id, number: row.subject_number, kind: row.subject_kind, name: row.subject_name },
    under:
      row.root_id === row.subject_id
        ? null
        : { id: row.root_id, number: row.root_number, kind: row.root_kind, name: row.root_name },
    matter: matterOf(row),
    role: row.role,
    from: whenIn(row.from_when),
    to: whenIn(row.to_when),
    confidence: row.confidence,
    basis: row.basis,
    recordedAt: row.added_at,
    recordedBy: memberName(db, row.added_by),
    withdrawn:
      row.withdrawn_at === null
        ? null
        : { at: row.withdrawn_at, by: memberName(db, row.withdrawn_by ?? ''), reason: row.withdrawn_reason ?? '' },
    seq: row.seq,
  })

/** Everybody and everything involved in a case or in its reports, in the order in which it was recorded. */
export const involvementsOfCase = (db: Reader, caseId: string): Involvement[] =>
  db
    .all<Row>(
      `${columns} where i.case_id = ? or i.report_id in (select id from report where case_id = ?) order by i.seq`,
      caseId,
      caseId,
    )
    .map(involvementOf(db))

export const involvementsOfReport = (db: Reader, reportId: string): Involvement[] =>
  db.all<Row>(`${columns} where i.report_id = ? order by i.seq`, reportId).map(involvementOf(db))

/** Where some subjects are involved, newest first. */
export const involvementsOf = (db: Reader, subjects: readonly string[], limit = 500): Involvement[] =>
  db
    .all<Row>(
      `${columns} where i.subject_id in (select value from json_each(?)) order by i.seq desc limit ?`,
      JSON.stringify(subjects),
      limit,
    )
    .map(involvementOf(db))

/** An involvement by its id. Fails with NOT_FOUND. */
export function findInvolvement(db: Reader, id: string): Involvement {
  const row = db.get<Row>(`${columns} where i.id = ?`, id)
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
  const elsewhere = db
    .all<Row>(
      `${columns} where i.subject_id in (select id from subject where root in (select value from json_each(?)))
         and i.withdrawn_at is null and i.case_id is not ? and r.case_id is not ? order by i.seq desc limit 200`,
      JSON.stringify([...mine.keys()]),
      caseId,
      caseId,
    )
    .map(involvementOf(db))
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
