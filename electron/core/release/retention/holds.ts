import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findStandingCase } from '../../casework/cases/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { holdsOf } from './queries.ts'
import { dependentsOf } from './shared-files.ts'
import { retentionView } from './view.ts'

/** Places a legal hold on a case. There may be several, each lifted on its own. */
export function placeHold({ ledger, ports }: Workspace, input: Checked<'hold.place'>): Output<'hold.place'> {
  return ledger.transact(({ db, append }) => {
    const { id: caseId, number } = findStandingCase(db, input.case)
    const hold = idFrom(ports.random(16))
    const { authority, reason } = input
    append(retentionView, 'hold.placed', { subject: hold, case: caseId }, { caseNumber: number, authority, reason })
    return { hold, case: number }
  })
}

/** Lifts a hold; it stays on record. Without an id it lifts the only one that stands. Fails with NOT_FOUND. */
export function liftHold({ ledger }: Workspace, input: Checked<'hold.lift'>): Output<'hold.lift'> {
  return ledger.transact(({ db, append }) => {
    const { id: caseId, number } = findStandingCase(db, input.case)
    const standing = holdsOf(db, caseId).filter(({ lifted }) => lifted === null)
    const wanted = input.hold === undefined ? standing : standing.filter(({ id }) => id === input.hold)
    const [hold, another] = wanted
    if (!hold || another) {
      throw new HoldfastError(
        'NOT_FOUND',
        another ? `${standing.length} holds stand on case ${number}.` : `No such hold stands on case ${number}.`,
        'Name the one to lift by its id; its retention page lists them.',
      )
    }
    append(
      retentionView,
      'hold.lifted',
      { subject: hold.id, case: caseId },
      { caseNumber: number, reason: input.reason },
    )
    return { hold: hold.id, case: number }
  })
}

/**
 * Fails with ON_HOLD while a hold stands on the case, or on another whose reports or exhibits were taken out of files
 * that this one would take with it.
 */
export function requireNoHold(db: Reader, caseId: string, number: string): void {
  for (const one of [{ id: caseId, number }, ...dependentsOf(db, caseId).cases]) {
    const hold = holdsOf(db, one.id).find(({ lifted }) => lifted === null)
    if (!hold) continue
    const what =
      one.id === caseId
        ? 'nothing of it may be destroyed'
        : `what is held was taken out of files of case ${number}, which may not be destroyed either`
    throw new HoldfastError(
      'ON_HOLD',
      `Case ${one.number} is under a legal hold (${hold.authority}, placed by ${hold.placedBy}); ${what}.`,
      'The hold must be lifted first, by a member with the right to it and with a reason.',
    )
  }
}
