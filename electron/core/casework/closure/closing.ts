import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { casesView, findStandingCase, findWorkingCase, peopleAtReopening, type CaseFile } from '../cases/index.ts'
import { requireStillStands } from '../decisions/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import { isAllowed, type Workspace, type ClosingCheck } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { closesAlone, requireCloser } from './approval.ts'
import { checksOf, requireSettled } from './checks.ts'
import { mayReopen } from './queries.ts'
import { newestRequest, type RequestRow } from './rows.ts'
import { closureView } from './view.ts'

type Closing = Output<'closure.request'>

/**
 * Asks that a case be closed; in a vault where no other member may approve, closes it and says so. Fails with CONFLICT
 * while something must be settled first, with ALREADY_DONE when a request waits.
 */
export function requestClosing(
  workspace: Workspace,
  input: Checked<'closure.request'>,
  others: readonly ClosingCheck[],
): Closing {
  return workspace.ledger.transact((transaction) => {
    const { db, append } = transaction
    const file = findWorkingCase(db, input.case)
    if (newestRequest(db, file.id)?.state === 'waiting') {
      throw new HoldfastError(
        'ALREADY_DONE',
        `Closing case ${file.number} was asked for already.`,
        'Another member approves or returns it; nothing was recorded.',
      )
    }
    requireSettled(checksOf(workspace, file, others), file.number)
    const alone = closesAlone(workspace, db, file)
    append(
      closureView,
      'closure.requested',
      { subject: file.id, case: file.id },
      {
        caseNumber: file.number,
        remark: input.remark ?? null,
        withoutApproval: alone ? 'no other member of this vault may approve' : null,
      },
    )
    if (alone) appendClosing(transaction, file)
    return { case: file.number, status: alone ? 'closed' : file.status }
  })
}

/** Closes a case as it was shown. Fails with CONFLICT when it changed since, or when something must be settled first. */
export function approveClosing(
  workspace: Workspace,
  input: Checked<'closure.approve'>,
  others: readonly ClosingCheck[],
): Closing {
  return workspace.ledger.transact((transaction) => {
    const { db, append } = transaction
    const { file, seen } = readWaiting(workspace, db, input)
    requireSettled(checksOf(workspace, file, others), file.number)
    append(
      closureView,
      'closure.approved',
      { subject: file.id, case: file.id },
      { caseNumber: file.number, remark: input.remark ?? null, seen },
    )
    appendClosing(transaction, file)
    return { case: file.number, status: 'closed' }
  })
}

export function returnClosing(workspace: Workspace, input: Checked<'closure.return'>): Closing {
  return workspace.ledger.transact(({ db, append }) => {
    const { file, seen } = readWaiting(workspace, db, input)
    append(
      closureView,
      'closure.returned',
      { subject: file.id, case: file.id },
      { caseNumber: file.number, reason: input.reason, seen },
    )
    return { case: file.number, status: file.status }
  })
}

/** Takes a request back: whoever made it, or a member who may approve. */
export function withdrawClosing({ ledger, member }: Workspace, input: Checked<'closure.withdraw'>): Closing {
  return ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, input.case)
    const request = waitingRequest(db, file)
    if (request.byMember !== member.id && !isAllowed(member.roles, 'case.approve')) {
      throw new HoldfastError(
        'NOT_ALLOWED',
        `The request to close case ${file.number} is not yours to withdraw.`,
        'Ask the member who made it, or one who may approve.',
      )
    }
    append(
      closureView,
      'closure.withdrawn',
      { subject: file.id, case: file.id },
      { caseNumber: file.number, reason: input.reason },
    )
    return { case: file.number, status: file.status }
  })
}

/** Opens a closed case again; the reason stays on record. */
export function reopenCase(workspace: Workspace, input: Checked<'closure.reopen'>): Closing {
  return workspace.ledger.transact((transaction) => {
    const file = findStandingCase(transaction.db, input.case)
    appendReopening(workspace, transaction, file, input)
    return { case: file.number, status: 'investigating' }
  })
}

/**
 * Fails with ALREADY_DONE for a case that is not closed, with NOT_ALLOWED for others than its owner and approvers, with
 * CONFLICT where its owner has left and no other is named.
 */
export function appendReopening(
  workspace: Workspace,
  { db, append }: Transaction,
  file: CaseFile,
  { owner, reason }: { owner?: string | undefined; reason: string },
): void {
  if (file.status !== 'closed') {
    throw new HoldfastError(
      'ALREADY_DONE',
      `Case ${file.number} is not closed.`,
      'It can be worked in as it is; nothing was recorded.',
    )
  }
  if (!mayReopen(workspace, file)) {
    throw new HoldfastError(
      'NOT_ALLOWED',
      `${workspace.member.name} may not re-open case ${file.number}.`,
      'Ask its owner or a member who may approve. New facts can be filed as a report.',
    )
  }
  append(
    casesView,
    'case.reopened',
    { subject: file.id, case: file.id },
    {
      number: file.number,
      status: { from: 'closed', to: 'investigating' },
      ...peopleAtReopening(db, file, owner),
      reason,
    },
  )
}

const appendClosing = ({ append }: Transaction, file: CaseFile): void =>
  void append(
    casesView,
    'case.closed',
    { subject: file.id, case: file.id },
    { number: file.number, status: { from: file.status, to: 'closed' } },
  )

function waitingRequest(db: Reader, file: CaseFile): RequestRow {
  const request = newestRequest(db, file.id)
  if (request?.state === 'waiting') return request
  throw new HoldfastError(
    'ALREADY_DONE',
    `No request to close case ${file.number} waits for an answer.`,
    'Ask for it first; nothing was recorded.',
  )
}

function readWaiting(
  workspace: Workspace,
  db: Reader,
  input: { case: string; shown: number },
): { file: CaseFile; seen: { size: number; root: string } } {
  const file = findWorkingCase(db, input.case)
  const request = waitingRequest(db, file)
  requireCloser(workspace, db, file, request.byMember)
  return { file, seen: requireStillStands(workspace, file, input.shown, request.seq) }
}
