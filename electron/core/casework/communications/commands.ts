import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findWorkingCase } from '../cases/index.ts'
import { findExhibit } from '../exhibits/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { findCommunication, nextCommunication } from './queries.ts'
import { communicationsView } from './view.ts'

type Logged = Output<'communication.log'>

/**
 * Writes down a communication; with `corrects`, an earlier one is struck in the same act. Fails with INVALID_INPUT when
 * a quote is not in the content to the letter, and with ALREADY_DONE when the one to correct was struck before.
 */
export function logCommunication(
  { ledger, ports }: Workspace,
  { case: ref, exhibit: exhibitRef, corrects, ...said }: Checked<'communication.log'>,
): Logged {
  const stray = said.quotes.find((quote) => !said.content.includes(quote))
  if (stray !== undefined) {
    throw new HoldfastError(
      'INVALID_INPUT',
      `The quoted words “${stray}” are not in the content to the letter.`,
      'Quote just what the content says; nothing was recorded.',
    )
  }
  return ledger.transact((transaction) => {
    const { db, append } = transaction
    const file = findWorkingCase(db, ref)
    const exhibit = exhibitRef === undefined ? null : findExhibit(db, exhibitRef, file)
    const next = nextCommunication(db, file.id)
    const id = idFrom(ports.random(16))
    const number = `C-${String(next).padStart(2, '0')}`
    append(
      communicationsView,
      'communication.logged',
      { subject: id, case: file.id },
      { number, serial: next, ...said, exhibit: exhibit && { id: exhibit.id, number: exhibit.number } },
    )
    if (corrects) strike(transaction, file, corrects.communication, corrects.reason, number)
    return { communication: number, id }
  })
}

export const strikeCommunication = (
  { ledger }: Workspace,
  { case: ref, communication, reason }: Checked<'communication.strike'>,
): Logged =>
  ledger.transact((transaction) =>
    strike(transaction, findWorkingCase(transaction.db, ref), communication, reason, null),
  )

function strike(
  { db, append }: Transaction,
  file: { id: string; number: string },
  ref: string,
  reason: string,
  replacedBy: string | null,
): Logged {
  const { id, number, struck } = findCommunication(db, file, ref)
  if (struck) {
    throw new HoldfastError(
      'ALREADY_DONE',
      `${number} of case ${file.number} was struck already: “${struck.reason}”.`,
      'Open it to see by whom and what stands in its place; nothing was recorded.',
    )
  }
  append(communicationsView, 'communication.struck', { subject: id, case: file.id }, { number, reason, replacedBy })
  return { communication: number, id }
}
