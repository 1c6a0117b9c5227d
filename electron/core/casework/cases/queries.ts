import type { CaseRow } from '../../../../shared/contract/cases.ts'
import type { Checked } from '../../../../shared/contract/contract.ts'
import type { MemberNamed } from '../../../../shared/contract/fields.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Reader } from '../../record/vault/index.ts'
import { caseClosed } from './sealed.ts'

interface Row {
  id: string
  number: string
  title: string
  category: CaseRow['category']
  status: CaseRow['status']
  severity: NonNullable<CaseRow['severity']>['level'] | null
  severity_reason: string | null
  owner: string
  owner_active: string | null
  approver_member: string | null
  approver: string | null
  team: string
  follow_up_due: string | null
  opened_at: string
  closed_at: string | null
  opened_by: string
  seq: number
}

/** A case with what a list of cases shows of it. */
export type CaseFile = CaseRow & { openedBy: string; seq: number }

// Owners of records from before they were members are known by name alone: one that an active member has is theirs.
const columns = `select c.*,
  (select m.id from member m where m.state = 'active' and m.id = coalesce(c.owner_member,
    (select n.id from member n where n.state = 'active' and n.name = c.owner))) as owner_active
  from case_file c`

const toCase = (row: Row): CaseFile => ({
  id: row.id,
  number: row.number,
  title: row.title,
  category: row.category,
  status: row.status,
  severity: row.severity === null ? null : { level: row.severity, reason: row.severity_reason ?? '' },
  owner: row.owner,
  ownerMember: row.owner_active,
  approver:
    row.approver_member === null || row.approver === null ? null : { id: row.approver_member, name: row.approver },
  team: JSON.parse(row.team) as MemberNamed[],
  followUpDue: row.follow_up_due,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  openedBy: row.opened_by,
  seq: row.seq,
})

/** A case by its number (2026-001) or id. Fails with NOT_FOUND. */
export function findCase(db: Reader, ref: string): CaseFile {
  const row = db.get<Row>(`${columns} where c.id = ? or c.number = ?`, ref, ref)
  if (row) return toCase(row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no case “${ref}” in this vault.`,
    'See the list of cases, or `holdfast case list`, for the numbers.',
  )
}

/** The owner of a case, as long as they are an active member. */
export const ownerOfCase = (db: Reader, caseId: string): MemberNamed | null =>
  db.get<MemberNamed>(
    `select m.id, m.name from case_file c join member m on m.state = 'active'
       and (m.id = c.owner_member or (c.owner_member is null and m.name = c.owner)) where c.id = ?`,
    caseId,
  ) ?? null

/** The cases at work in which a member is owner, approver or of the team, the oldest first. */
export const casesAround = (db: Reader, member: string): CaseFile[] =>
  db
    .all<Row>(
      `select * from (${columns}) where status not in ('closed', 'destroyed') and (owner_active = ? or approver_member = ?
         or exists (select 1 from json_each(team) where json_extract(value, '$.id') = ?)) order by year, serial`,
      member,
      member,
      member,
    )
    .map(toCase)

/** The follow-ups of the cases at work. */
export const dueCases = (
  db: Reader,
): { id: string; number: string; title: string; due: string; owner: MemberNamed | null }[] =>
  db
    .all<Pick<Row, 'id' | 'number' | 'title' | 'follow_up_due' | 'owner' | 'owner_active'>>(
      `select id, number, title, follow_up_due, owner, owner_active from (${columns})
       where follow_up_due is not null and status not in ('closed', 'destroyed')`,
    )
    .map(({ id, number, title, follow_up_due: due, owner, owner_active: member }) => ({
      id,
      number,
      title,
      due: due ?? '',
      owner: member === null ? null : { id: member, name: owner },
    }))

/** A case that can be worked in. Fails with NOT_FOUND, with CASE_CLOSED, and as `findStandingCase` does. */
export function findWorkingCase(db: Reader, ref: string): CaseFile {
  const found = findStandingCase(db, ref)
  if (found.status === 'closed') throw caseClosed(found.number)
  return found
}

/** A case whose record is there, closed or not. Fails with ALREADY_DONE for one that was destroyed under an order. */
export function findStandingCase(db: Reader, ref: string): CaseFile {
  const found = findCase(db, ref)
  if (found.status !== 'destroyed') return found
  throw new HoldfastError(
    'ALREADY_DONE',
    `What case ${found.number} recorded was destroyed under an order; nothing can be added to it.`,
    'Its retention page names the order. Open a new case for new facts.',
  )
}

/** Cases that hold every word in number, title, owner or category, the next follow-up first; and how many there are in all. */
export function listCases(
  db: Reader,
  { filter, which, limit, holds }: Checked<'case.list'>,
): { items: CaseFile[]; total: number; holds: boolean | null } {
  const words = filter.split(/\s+/).filter((word) => word !== '')
  const conditions = [
    ...(which === 'all' ? [] : [`c.status ${which === 'open' ? 'not in' : 'in'} ('closed', 'destroyed')`]),
    ...words.map(() => `(c.number || ' ' || c.title || ' ' || c.owner || ' ' || c.category) like ? escape '\\'`),
  ]
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  const values = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const rows = db.all<Row>(
    `${columns} ${where} order by c.follow_up_due is null, julianday(c.follow_up_due), c.year desc, c.serial desc limit ?`,
    ...values,
    limit,
  )
  const total =
    rows.length < limit
      ? rows.length
      : (db.get<{ many: number }>(`select count(*) as many from case_file c ${where}`, ...values)?.many ?? 0)
  const held =
    holds === undefined
      ? null
      : db.get(
          `${columns} ${where === '' ? 'where' : `${where} and`} (c.id = ? or c.number = ?)`,
          ...values,
          holds,
          holds,
        ) !== undefined
  return { items: rows.map(toCase), total, holds: held }
}
