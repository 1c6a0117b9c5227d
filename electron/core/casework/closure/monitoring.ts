import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findStandingCase, findWorkingCase, type CaseFile } from '../cases/index.ts'
import { findReport } from '../../intake/reports/index.ts'
import { findWorker, isAllowed, type Responsibility, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { appendReopening } from './closing.ts'
import { dutyRows, findNotification, graveResidual, nextSerial, waitingFor, type DutyRow } from './rows.ts'
import { closureView } from './view.ts'

type Numbered = Output<'monitoring.add'>

/** Gives a member something to look after by a day: monitoring, a safeguard, or a change that the review wants. */
export function setDuty({ ledger, ports }: Workspace, input: Checked<'monitoring.add'>): Numbered {
  return ledger.transact(({ db, append }) => {
    const { id: caseId, number: caseNumber } = findWorkingCase(db, input.case)
    const { id, name } = findWorker(db, input.owner)
    const serial = nextSerial(db, 'watch', caseId)
    const number = `M-${String(serial).padStart(2, '0')}`
    const { kind, what, due } = input
    append(
      closureView,
      'watch.set',
      { subject: idFrom(ports.random(16)), case: caseId },
      { number, serial, kind, what, owner: { id, name }, due },
    )
    return { case: caseNumber, number }
  })
}

/**
 * Answers a monitoring duty, in a closed case too: done, with the next day or none; or escalated, with the case re-opened in the
 * same act or with a report that was filed. Fails with ALREADY_DONE for a monitoring duty that is done with, with NOT_ALLOWED for who
 * may not end what is watched.
 */
export function answerDuty(workspace: Workspace, input: Checked<'monitoring.answer'>): Numbered {
  return workspace.ledger.transact((transaction) => {
    const { db, append } = transaction
    const file = findStandingCase(db, input.case)
    const duty = findNotification(db, file, input.duty)
    requireOpen(duty)
    requireEscalation(input, file.status === 'closed')
    if (input.next === null && !input.reopen) requireEnding(workspace, db, file, duty)
    const report = input.report === undefined ? null : findReport(db, input.report).number
    append(
      closureView,
      'watch.answered',
      { subject: duty.id, case: file.id },
      {
        number: duty.number,
        outcome: input.outcome,
        note: input.note,
        due: { from: duty.due, to: input.next },
        report,
      },
    )
    if (input.reopen) {
      const { owner, note } = input
      appendReopening(workspace, transaction, file, { owner, reason: `${duty.number}: ${note}` })
    }
    return { case: file.number, number: duty.number }
  })
}

/**
 * While a grave risk remains, the last that watches it is ended by its owner on its day, or by who may approve: the closing
 * was approved upon it. Fails with NOT_ALLOWED.
 */
function requireEnding({ member, ports }: Workspace, db: Reader, file: CaseFile, duty: DutyRow): void {
  const residual = graveResidual(db, file.id)
  if (!residual || duty.kind === 'change' || isAllowed(member.roles, 'case.approve')) return
  if (dutyRows(db, file.id).some(({ id, kind, due }) => id !== duty.id && kind !== 'change' && due !== null)) return
  const { number, owner, ownerMember: own, due } = duty
  if (own === member.id && due !== null && Date.parse(due) <= ports.clock.now()) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `The residual risk of case ${file.number} is ${residual}, and ${number} is all that watches it.`,
    own === member.id
      ? 'Give the next day, or ask a member who may approve to end it before it is due.'
      : `Give the next day, or leave its end to ${owner} or to a member who may approve.`,
  )
}

function requireOpen({ number, due }: DutyRow): void {
  if (due !== null) return
  throw new HoldfastError(
    'ALREADY_DONE',
    `Duty ${number} is finished already.`,
    'Set a new one if it is to be looked after again; nothing was recorded.',
  )
}

function requireEscalation({ outcome, reopen, report, owner }: Checked<'monitoring.answer'>, closed: boolean): void {
  if (owner !== undefined && !reopen) {
    throw new HoldfastError(
      'INVALID_INPUT',
      'An owner is named for a case that is opened again, and this one is not.',
      'Re-open the case with it, or leave the owner out.',
    )
  }
  const leads = reopen || report !== undefined
  if (outcome === 'done' && leads) {
    throw new HoldfastError(
      'INVALID_INPUT',
      'A duty that is done leads to no re-opening and no report.',
      'Say that it is escalated, or leave them out.',
    )
  }
  if (outcome === 'escalated' && closed && !leads) {
    throw new HoldfastError(
      'INVALID_INPUT',
      'What is escalated from a closed case must lead somewhere.',
      'Re-open the case with it, or file a report and name it.',
    )
  }
}

/** Monitoring duties pass to another when their owner leaves, those of closed cases too: nobody else would be told on the day. */
export const monitoringResponsibility: Responsibility = {
  held: (db, member) => ({ count: waitingFor(db, member).length, noun: 'safeguard' }),
  passes: (db, member) =>
    waitingFor(db, member).map(({ number, what }) => ({ noun: 'safeguard', ref: number, title: what })),
  handOver: ({ db, append }, from, to, reason) => {
    for (const duty of waitingFor(db, from.id))
      append(
        closureView,
        'watch.handed-over',
        { subject: duty.id, case: duty.caseId },
        { number: duty.number, from: named(from), to: named(to), reason },
      )
  },
  release: () => undefined,
}

const named = ({ id, name }: { id: string; name: string }): { id: string; name: string } => ({ id, name })
