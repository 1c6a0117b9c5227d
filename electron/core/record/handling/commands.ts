import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { PrivilegeBasis, RecordKindName } from '../../../../shared/contract/handling.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { parsePinpoint, showAt } from '../../../../shared/kernel/pinpoint.ts'
import type { Transaction } from '../ledger/index.ts'
import type { House, Workspace } from '../members/index.ts'
import type { Reader } from '../vault/index.ts'
import { findPrivilege, findRecord, markingsOf, type FoundRecord } from './queries.ts'
import { handlingView } from './view.ts'

const about = ({ id, caseId }: FoundRecord): { subject: string; case: string | undefined } => ({
  subject: id,
  case: caseId ?? undefined,
})
const named = ({ kind, id, number }: FoundRecord): { kind: string; id: string; number: string | null } => ({
  kind,
  id,
  number,
})
const shown = ({ kind, id, number, title }: FoundRecord): Output<'marking.set'>['record'] => ({
  kind,
  id,
  number,
  title,
})

/** A record that takes entries, by its name. Fails with NOT_FOUND, and with ALREADY_DONE where its case was destroyed. */
function standingRecord(house: House, db: Reader, ref: string): FoundRecord {
  const record = findRecord(house, db, ref)
  const cases = house.records.find(({ kind }) => kind === 'case')
  if (record.caseId === null || cases?.find(db, record.caseId, '')) return record
  throw new HoldfastError(
    'ALREADY_DONE',
    `What case ${house.caseNumber(db, record.caseId) ?? ''} recorded was destroyed under an order; nothing can be added to it.`,
    'Its retention page names the order.',
  )
}

/** A record, and the place in it where the name has one (`2026-001-E04 p. 3`). */
function recordAndPlace(house: House, db: Reader, ref: string): { record: FoundRecord; at: string | null } {
  const pin = parsePinpoint(ref)
  return pin?.at
    ? { record: standingRecord(house, db, pin.exhibit), at: showAt(pin.at) }
    : { record: standingRecord(house, db, ref), at: null }
}

/** Claims privilege on a record or on a place in an exhibit. Fails with NOT_FOUND, and with INVALID_INPUT for a place in what has none. */
export function markPrivilege(
  { ledger, ports }: Workspace,
  house: House,
  { record: ref, at: given, basis, reason }: Checked<'privilege.mark'>,
): Output<'privilege.mark'> {
  return ledger.transact((transaction) => {
    const { record, at: inRef } = recordAndPlace(house, transaction.db, ref)
    if (given !== undefined && inRef !== null)
      throw new HoldfastError('INVALID_INPUT', 'The place is given twice.', 'Give it once; nothing was recorded.')
    const at = given ?? inRef
    if (at !== null && record.sha256 === undefined)
      throw new HoldfastError(
        'INVALID_INPUT',
        `A place is named in an exhibit; ${record.number ?? 'this'} is a ${record.kind}.`,
        'Mark all of it, without a place; nothing was recorded.',
      )
    if (record.kind === 'subject')
      throw new HoldfastError(
        'INVALID_INPUT',
        'Privilege is claimed on what somebody wrote or said, not on a subject.',
        'Claim it on the note, exhibit or other record that tells of them, or mark the subject as protected; nothing was recorded.',
      )
    const claim = claimPrivilege(ports, transaction, record, { at, from: null, to: null, basis, reason })
    return { ...claim, record: shown(record) }
  })
}

interface Claim {
  at: string | null
  /** Instants. */
  from: string | null
  to: string | null
  basis: PrivilegeBasis
  reason: string
}

/** Writes a claim of privilege within a transaction. */
function claimPrivilege(
  ports: Pick<Workspace['ports'], 'random'>,
  { append }: Transaction,
  record: FoundRecord,
  claim: Claim,
): { privilege: string; number: string } {
  const privilege = idFrom(ports.random(16))
  const sha256 = claim.at === null ? null : (record.sha256 ?? null)
  const { seq } = append(handlingView, 'privilege.marked', about(record), {
    privilege,
    record: named(record),
    sha256,
    ...claim,
  })
  return { privilege, number: `PV-${seq}` }
}

/** What a span is of: a record on which privilege is claimed by the time at which something was said. */
export interface Spanned {
  kind: RecordKindName
  id: string
  number: string
  caseId: string
}

const whole = ({ kind, id, number, caseId }: Spanned): FoundRecord => ({ kind, id, number, caseId, title: null })

/** Begins a privileged span within a transaction; gives the number of the claim. */
export const beginSpan = (
  ports: Pick<Workspace['ports'], 'random'>,
  transaction: Transaction,
  of: Spanned,
  claim: Pick<Claim, 'basis' | 'reason'> & { from: string },
): string => claimPrivilege(ports, transaction, whole(of), { at: null, to: null, ...claim }).number

/** Ends a privileged span within a transaction. */
export function endSpan({ append }: Transaction, of: Spanned, privilege: string, to: string): void {
  append(handlingView, 'privilege.span-ended', about(whole(of)), { privilege, record: named(whole(of)), to })
}

/** Withdraws a claim. Fails with NOT_FOUND, and with ALREADY_DONE for one that was withdrawn. */
export function withdrawPrivilege(
  { ledger }: Workspace,
  house: House,
  { privilege: ref, reason }: Checked<'privilege.withdraw'>,
): Output<'privilege.withdraw'> {
  return ledger.transact(({ db, append }) => {
    const claim = findPrivilege(house, db, ref)
    if (claim.withdrawn)
      throw new HoldfastError(
        'ALREADY_DONE',
        `${claim.number} was withdrawn already, by ${claim.withdrawn.by}.`,
        'Nothing was recorded.',
      )
    const record = standingRecord(house, db, claim.record.id)
    append(handlingView, 'privilege.withdrawn', about(record), { privilege: claim.id, record: named(record), reason })
    return { privilege: claim.id, number: claim.number }
  })
}

/** Replaces the marking of a record. Fails with NOT_FOUND, and with ALREADY_DONE where it has that marking. */
export function setMarking(
  { ledger }: Workspace,
  house: House,
  { record: ref, caveat, handling, reason }: Checked<'marking.set'>,
): Output<'marking.set'> {
  return ledger.transact(({ db, append }) => {
    const record = standingRecord(house, db, ref)
    const [stands] = markingsOf(house, db, { record: record.id })
    const wanted = [...new Set(handling)].sort()
    if ((stands?.caveat ?? null) === caveat && (stands?.handling ?? []).join() === wanted.join())
      throw new HoldfastError(
        'ALREADY_DONE',
        `${record.number ?? 'This record'} has this marking already.`,
        'Nothing was recorded.',
      )
    append(handlingView, 'record.marked', about(record), {
      record: named(record),
      caveat,
      handling: wanted,
      reason: reason ?? null,
    })
    return { record: shown(record) }
  })
}
