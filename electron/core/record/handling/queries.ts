import { and, asc, eq, isNull, or } from 'drizzle-orm'
import type { Marking, Privilege, PrivilegeBasis, RecordKindName } from '../../../../shared/contract/handling.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName, type House, type RecordNamed } from '../members/index.ts'
import { query, type Given, type Reader } from '../vault/index.ts'
import { markingActs, privilegeActs } from './tables.ts'

/** A record with its kind, its number as it is written across the vault. */
export interface FoundRecord extends RecordNamed {
  kind: RecordKindName
}

type Kinds = Pick<House, 'records' | 'caseNumber'>

/** Numbers that count within a case are written after the case's. */
const numbered = (house: Kinds, db: Reader, within: boolean, found: RecordNamed): string | null =>
  within && found.caseId !== null && found.number !== null
    ? `${house.caseNumber(db, found.caseId) ?? ''} ${found.number}`.trim()
    : found.number

const wordsOf = (house: Kinds, db: Reader, ref: string): { ref: string; caseId: string } => {
  const [, file = '', own = ''] = /^(\d{4}-\d{3,9})[ /-]([A-Z]-\d{1,9}|N\d{1,9})$/i.exec(ref) ?? []
  const found = file === '' ? undefined : house.records.find(({ kind }) => kind === 'case')?.find(db, file, '')
  return found ? { ref: own, caseId: found.id } : { ref, caseId: '' }
}

/** A record of any kind, by number or id. Fails with NOT_FOUND. */
export function findRecord(house: Kinds, db: Reader, given: string): FoundRecord {
  const { ref, caseId } = wordsOf(house, db, given)
  for (const { kind, within, find } of house.records) {
    const found = find(db, ref, caseId)
    if (found) return { ...found, kind, number: numbered(house, db, within, found) }
  }
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no record “${given.slice(0, 80).toWellFormed()}” in this vault.`,
    'Name a report (R-0007), a case (2026-001), a subject (S-0003), an exhibit (2026-001-E04), a physical item (2026-001-P01), a task (2026-001-T02), or another record with its case (2026-001 C-01, 2026-001 N-03).',
  )
}

/** A record as an answer names it; one that is no longer there keeps its kind and id. */
export function namedRecord(house: Kinds, db: Reader, kind: RecordKindName, id: string): FoundRecord {
  const of = house.records.find((one) => one.kind === kind)
  const found = of?.find(db, id, '')
  return found && of
    ? { ...found, kind, number: numbered(house, db, of.within, found) }
    : { id, kind, number: null, title: null, caseId: null }
}

type OfRecord = Given<{ record: string }>
type OfCase = Given<{ caseId: string }>

const markingsOfRecord = query((from, { record }: OfRecord) =>
  from.select().from(markingActs).where(eq(markingActs.recordId, record)).orderBy(asc(markingActs.seq)),
)
const markingsOfCase = query((from, { caseId }: OfCase) =>
  from
    .select()
    .from(markingActs)
    .where(or(eq(markingActs.caseId, caseId), isNull(markingActs.caseId)))
    .orderBy(asc(markingActs.seq)),
)
const privilegeOfRecord = query((from, { record }: OfRecord) =>
  from.select().from(privilegeActs).where(eq(privilegeActs.recordId, record)).orderBy(asc(privilegeActs.seq)),
)
const privilegeOfCase = query((from, { caseId }: OfCase) =>
  from
    .select()
    .from(privilegeActs)
    .where(or(eq(privilegeActs.caseId, caseId), isNull(privilegeActs.caseId)))
    .orderBy(asc(privilegeActs.seq)),
)

type MarkingAct = typeof markingActs.$inferSelect
type PrivilegeAct = typeof privilegeActs.$inferSelect

const shown = ({ kind, id, number, title }: FoundRecord): Marking['record'] => ({ kind, id, number, title })

/** Acts recorded before a record was part of a case name none: what it is part of now decides. */
const inCase = (house: Kinds, db: Reader, caseId: string, act: MarkingAct | PrivilegeAct): boolean =>
  act.caseId === caseId || namedRecord(house, db, act.recordKind, act.recordId).caseId === caseId

/** How the records of a case, or one record, are marked; those without a marking are left out. */
export function markingsOf(house: Kinds, db: Reader, of: { caseId: string } | { record: string }): Marking[] {
  const acts =
    'record' in of
      ? db.all(markingsOfRecord, of)
      : db.all(markingsOfCase, of).filter((act) => inCase(house, db, of.caseId, act))
  return [...Map.groupBy(acts, ({ recordId }) => recordId).values()].flatMap((ofOne) => {
    const act = ofOne.at(-1)
    if (!act || (act.caveat === null && act.handling.length === 0)) return []
    const { caveat, handling, reason, seq } = act
    return [
      {
        record: shown(namedRecord(house, db, act.recordKind, act.recordId)),
        caveat,
        handling,
        reason,
        markedAt: act.recordedAt,
        markedBy: memberName(db, act.recordedBy),
        seq,
      },
    ]
  })
}

/** Claims of privilege on the records of a case or on one record, withdrawn ones too, in the order in which they were made. */
export function privilegeOf(house: Kinds, db: Reader, of: { caseId: string } | { record: string }): Privilege[] {
  const acts =
    'record' in of
      ? db.all(privilegeOfRecord, of)
      : db.all(privilegeOfCase, of).filter((act) => inCase(house, db, of.caseId, act))
  return [...Map.groupBy(acts, ({ id }) => id).values()].flatMap((ofOne) => toPrivilege(house, db, ofOne) ?? [])
}

/** A privileged span of a record; `to` null: it goes on. */
export interface Span {
  id: string
  /** Number of the claim. */
  claim: string
  from: string
  to: string | null
  basis: PrivilegeBasis
  reason: string
  withdrawn: boolean
}

/** The privileged spans of a record, in the order in which they were claimed. */
export function spansOf(db: Reader, record: string): Span[] {
  const acts = Map.groupBy(db.all(privilegeOfRecord, { record }), ({ id }) => id)
  return [...acts].flatMap(([id, ofOne]) => {
    const marked = ofOne.find(({ act }) => act === 'marked')
    if (!marked || marked.fromTime === null || marked.basis === null) return []
    const ended = ofOne.find(({ act }) => act === 'span-ended')
    const { fromTime: from, basis, reason, seq } = marked
    return [
      {
        id,
        claim: numberOf(seq),
        from,
        to: ended?.toTime ?? marked.toTime,
        basis,
        reason: reason ?? '',
        withdrawn: ofOne.some(({ act }) => act === 'withdrawn'),
      },
    ]
  })
}

const numberOf = (seq: number): string => `PV-${seq}`

function toPrivilege(house: Kinds, db: Reader, acts: readonly PrivilegeAct[]): Privilege | undefined {
  const marked = acts.find(({ act }) => act === 'marked')
  if (!marked || marked.basis === null) return undefined
  const ended = acts.find(({ act }) => act === 'span-ended')
  const gone = acts.find(({ act }) => act === 'withdrawn')
  return {
    id: marked.id,
    number: numberOf(marked.seq),
    record: shown(namedRecord(house, db, marked.recordKind, marked.recordId)),
    at: marked.at,
    sha256: marked.sha256,
    from: marked.fromTime,
    to: ended?.toTime ?? marked.toTime,
    basis: marked.basis,
    reason: marked.reason ?? '',
    markedAt: marked.recordedAt,
    markedBy: memberName(db, marked.recordedBy),
    withdrawn: gone ? { at: gone.recordedAt, by: memberName(db, gone.recordedBy), reason: gone.reason ?? '' } : null,
    seq: marked.seq,
  }
}

const claimNamed = query((from, { ref, seq }: Given<{ ref: string; seq: number }>) =>
  from
    .select({ record: privilegeActs.recordId, id: privilegeActs.id })
    .from(privilegeActs)
    .where(and(eq(privilegeActs.act, 'marked'), or(eq(privilegeActs.id, ref), eq(privilegeActs.seq, seq)))),
)

/** A claim of privilege by its number (PV-41) or id. Fails with NOT_FOUND. */
export function findPrivilege(house: Kinds, db: Reader, ref: string): Privilege {
  const [, seq = '-1'] = /^PV-(\d{1,15})$/i.exec(ref) ?? []
  const row = db.get(claimNamed, { ref, seq: Number(seq) })
  const found = row && privilegeOf(house, db, { record: row.record }).find(({ id }) => id === row.id)
  if (found) return found
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no claim of privilege “${ref}” in this vault.`,
    'See `holdfast privilege list` for the numbers.',
  )
}
