import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findWorkingCase } from '../cases/index.ts'
import { pinFacts } from '../decisions/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { findAllegation, nextSerial, statementRows, type AllegationRow } from './rows.ts'
import { closureView } from './view.ts'

type Numbered = Output<'closure.allege'>

/** Writes down an allegation with the standard of proof that its finding has to meet. */
export function makeAllegation({ ledger, ports }: Workspace, input: Checked<'closure.allege'>): Numbered {
  return ledger.transact(({ db, append }) => {
    const { id: caseId, number: caseNumber } = findWorkingCase(db, input.case)
    const serial = nextSerial(db, 'allegation', caseId)
    const number = `A-${String(serial).padStart(2, '0')}`
    const { text, standard } = input
    append(
      closureView,
      'allegation.made',
      { subject: idFrom(ports.random(16)), case: caseId },
      { number, serial, text, standard },
    )
    return { case: caseNumber, number }
  })
}

/** Finds on an allegation, or finds anew; an earlier finding stays in the history. */
export function findOnAllegation({ ledger }: Workspace, input: Checked<'closure.find'>): Numbered {
  return ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, input.case)
    const allegation = findAllegation(db, file, input.allegation)
    requireNotWithdrawn(allegation)
    const { id, number, finding: from } = allegation
    append(
      closureView,
      'allegation.found',
      { subject: id, case: file.id },
      { number, finding: { from, to: input.finding }, basis: input.basis, facts: pinFacts(db, file, input.facts) },
    )
    return { case: file.number, number }
  })
}

/** Takes an allegation back, with a reason; it stays on record and needs no finding any more. */
export function withdrawAllegation({ ledger }: Workspace, input: Checked<'closure.withdrawAllegation'>): Numbered {
  return ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, input.case)
    const allegation = findAllegation(db, file, input.allegation)
    requireNotWithdrawn(allegation)
    const { id, number } = allegation
    append(closureView, 'allegation.withdrawn', { subject: id, case: file.id }, { number, reason: input.reason })
    return { case: file.number, number }
  })
}

/** Writes down what the case comes to: outcome, actions, residual risk, review. Fails with ALREADY_DONE for no change. */
export function conclude({ ledger }: Workspace, input: Checked<'closure.conclude'>): Output<'closure.conclude'> {
  return ledger.transact(({ db, append }) => {
    const { id, number } = findWorkingCase(db, input.case)
    const before = new Map(statementRows(db, id).map((row) => [row.part, row]))
    const changed = (part: 'outcome' | 'actionsTaken' | 'worked' | 'didNot') => {
      const to = input[part]
      const from = before.get(part)?.text ?? null
      return to === undefined || to === from ? {} : { [part]: { from, to } }
    }
    const changes = {
      ...changed('outcome'),
      ...changed('actionsTaken'),
      ...residualChange(before.get('residual'), input.residual),
      ...changed('worked'),
      ...changed('didNot'),
    }
    if (Object.keys(changes).length === 0) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `Case ${number} is concluded in these words already.`,
        'Change at least one of them; nothing was recorded.',
      )
    }
    append(closureView, 'closure.concluded', { subject: id, case: id }, changes)
    return { case: number }
  })
}

function residualChange(
  before: { level: NonNullable<Checked<'closure.conclude'>['residual']>['level'] | null; text: string } | undefined,
  to: Checked<'closure.conclude'>['residual'],
) {
  if (!to || (before?.level === to.level && before.text === to.text)) return {}
  const from = before?.level ? { level: before.level, text: before.text } : null
  return { residual: { from, to } }
}

function requireNotWithdrawn({ number, withdrawnAt: withdrawn }: AllegationRow): void {
  if (withdrawn === null) return
  throw new HoldfastError(
    'ALREADY_DONE',
    `Allegation ${number} was withdrawn.`,
    'Write it down as a new one if it is made again; nothing was recorded.',
  )
}
