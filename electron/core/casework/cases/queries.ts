import {
  and,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  max,
  notInArray,
  or,
  sql,
  type SQL,
  type SQLWrapper,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { CaseRow } from '../../../../shared/contract/cases.ts'
import type { Checked } from '../../../../shared/contract/contract.ts'
import type { MemberNamed } from '../../../../shared/contract/fields.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { members } from '../../record/members/index.ts'
import { query, type From, type Given, type Reader } from '../../record/vault/index.ts'
import { caseClosed } from './sealed.ts'
import { caseFiles } from './tables.ts'

/** A case with what a list of cases shows of it. */
export type CaseFile = CaseRow & { openedBy: string; seq: number }

const owners = alias(members, 'owner_member')
const sameName = alias(members, 'owner_name')

/**
 * The owner of a case as long as they are an active member. Owners of records from before they were members are known by
 * name alone: one that an active member has is theirs.
 */
const ownedBy = (member: typeof owners, from: From): SQL | undefined =>
  and(
    eq(member.state, 'active'),
    eq(
      member.id,
      sql`coalesce(${caseFiles.ownerMember}, (${from
        .select({ id: sameName.id })
        .from(sameName)
        .where(and(eq(sameName.state, 'active'), eq(sameName.name, caseFiles.owner)))
        .limit(1)}))`,
    ),
  )

const caseRows = (from: From) =>
  from.select({ file: caseFiles, owner: owners.id }).from(caseFiles).leftJoin(owners, ownedBy(owners, from))

type Row = { file: typeof caseFiles.$inferSelect; owner: string | null }

const toCase = ({ file, owner }: Row): CaseFile => ({
  id: file.id,
  number: file.number,
  title: file.title,
  category: file.category,
  status: file.status,
  severity: file.severity === null ? null : { level: file.severity, reason: file.severityReason ?? '' },
  owner: file.owner,
  ownerMember: owner,
  approver:
    file.approverMember === null || file.approver === null ? null : { id: file.approverMember, name: file.approver },
  team: file.team,
  followUpDue: file.followUpDue,
  openedAt: file.openedAt,
  closedAt: file.closedAt,
  openedBy: file.openedBy,
  seq: file.seq,
})

const named = (ref: SQLWrapper): SQL | undefined => or(eq(caseFiles.id, ref), eq(caseFiles.number, ref))

const caseNamed = query((from, { ref }: Given<{ ref: string }>) => caseRows(from).where(named(ref)))

/** A case by its number (2026-001) or id. Fails with NOT_FOUND. */
export function findCase(db: Reader, ref: string): CaseFile {
  const row = db.get(caseNamed, { ref })
  if (row) return toCase(row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no case “${ref}” in this vault.`,
    'See the list of cases, or `holdfast case list`, for the numbers.',
  )
}

const numberRow = query((from, { caseId }: Given<{ caseId: string }>) =>
  from.select({ number: caseFiles.number }).from(caseFiles).where(eq(caseFiles.id, caseId)),
)

/** The number of a case by its id, where there is one. */
export const caseNumberOf = (db: Reader, caseId: string): string | null => db.get(numberRow, { caseId })?.number ?? null

const ownerRow = query((from, { caseId }: Given<{ caseId: string }>) =>
  from
    .select({ id: owners.id, name: owners.name })
    .from(caseFiles)
    .innerJoin(owners, ownedBy(owners, from))
    .where(eq(caseFiles.id, caseId)),
)

/** The owner of a case, as long as they are an active member. */
export const ownerOfCase = (db: Reader, caseId: string): MemberNamed | null => db.get(ownerRow, { caseId }) ?? null

const atWork = notInArray(caseFiles.status, ['closed', 'destroyed'])

const rowsAround = query((from, { member }: Given<{ member: string }>) =>
  caseRows(from)
    .where(
      and(
        atWork,
        or(
          eq(owners.id, member),
          eq(caseFiles.approverMember, member),
          sql`exists (select 1 from json_each(${caseFiles.team}) where json_extract(value, '$.id') = ${member})`,
        ),
      ),
    )
    .orderBy(caseFiles.year, caseFiles.serial),
)

/** The cases at work in which a member is owner, approver or of the team, the oldest first. */
export const casesAround = (db: Reader, member: string): CaseFile[] => db.all(rowsAround, { member }).map(toCase)

const dueRows = query((from) =>
  from
    .select({
      id: caseFiles.id,
      number: caseFiles.number,
      title: caseFiles.title,
      due: caseFiles.followUpDue,
      owner: caseFiles.owner,
      member: owners.id,
    })
    .from(caseFiles)
    .leftJoin(owners, ownedBy(owners, from))
    .where(and(isNotNull(caseFiles.followUpDue), atWork)),
)

/** The follow-ups of the cases at work. */
export const dueCases = (
  db: Reader,
): { id: string; number: string; title: string; due: string; owner: MemberNamed | null }[] =>
  db.all(dueRows).map(({ due, owner, member, ...file }) => ({
    ...file,
    due: due ?? '',
    owner: member === null ? null : { id: member, name: owner },
  }))

const due = query((from, { before }: Given<{ before: string }>) =>
  from
    .select({ many: count() })
    .from(caseFiles)
    .where(and(atWork, sql`julianday(${caseFiles.followUpDue}) < julianday(${before})`)),
)

/** How many cases at work are to be looked at again before an instant. */
export const countFollowUps = (db: Reader, before: string): number => db.get(due, { before })?.many ?? 0

const lastSerial = query((from, { year }: Given<{ year: number }>) =>
  from
    .select({ last: max(caseFiles.serial) })
    .from(caseFiles)
    .where(eq(caseFiles.year, year)),
)

/** The serial number of the next case of a year. */
export const nextCase = (db: Reader, year: number): number => (db.get(lastSerial, { year })?.last ?? 0) + 1

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
  const text = sql`(${caseFiles.number} || ' ' || ${caseFiles.title} || ' ' || ${caseFiles.owner} || ' ' || ${caseFiles.category})`
  const closed = inArray(caseFiles.status, ['closed', 'destroyed'])
  const where = and(
    which === 'all' ? undefined : which === 'open' ? atWork : closed,
    ...words.map((word) => sql`${text} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`),
  )
  const rows = db.all(
    query((from) =>
      caseRows(from)
        .where(where)
        .orderBy(
          isNull(caseFiles.followUpDue),
          sql`julianday(${caseFiles.followUpDue})`,
          desc(caseFiles.year),
          desc(caseFiles.serial),
        )
        .limit(limit),
    ),
  )
  const many = query((from) => from.select({ many: count() }).from(caseFiles).where(where))
  const held = (ref: string): boolean =>
    db.get(query((from) => caseRows(from).where(and(where, named(sql`${ref}`))))) !== undefined
  return {
    items: rows.map(toCase),
    total: rows.length < limit ? rows.length : (db.get(many)?.many ?? 0),
    holds: holds === undefined ? null : held(holds),
  }
}
