import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findWorkingCase, type CaseFile } from '../cases/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import { findApprover, isAllowed, othersWhoMay, requireAnother, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { requireApprover, requireStillStands } from './approval.ts'
import { pinFacts } from './facts.ts'
import { nextDecision } from './queries.ts'
import { findDecisionRow, revisionRows, type DecisionRow } from './rows.ts'
import { decisionsView } from './view.ts'

type Answered = Output<'decision.submit'>

/**
 * Puts a decision forward, or a returned one again. Without anybody who could approve it, or with a reason why nobody
 * need to, it stands at once. Fails with INVALID_INPUT when the choice is none of the options, with NOT_FOUND for a
 * fact that the case does not have, with CONFLICT for a decision that was not returned.
 */
export function submitDecision({ ledger, ports, member }: Workspace, input: Checked<'decision.submit'>): Answered {
  requireChoice(input)
  return ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, input.case)
    const { id: caseId } = file
    const earlier = input.decision === undefined ? undefined : findDecisionRow(db, file, input.decision)
    if (earlier) requireReturned(earlier, member)
    const old = input.supersedes === undefined ? undefined : findDecisionRow(db, file, input.supersedes)
    if (old) requireStanding(old)
    const { approver, withoutApproval } = approvalFor(db, member, input)
    const id = earlier?.id ?? idFrom(ports.random(16))
    const serial = earlier?.serial ?? nextDecision(db, caseId)
    const number = earlier?.number ?? `D-${String(serial).padStart(2, '0')}`
    const { question, options, choice, rationale, reviewOn } = input
    append(
      decisionsView,
      'decision.submitted',
      { subject: id, case: caseId },
      {
        number,
        serial,
        revision: revisionRows(db, id).length + 1,
        question,
        options,
        choice,
        rationale,
        facts: pinFacts(db, file, input.facts),
        approver,
        withoutApproval,
        supersedes: old?.id ?? null,
        reviewOn,
      },
    )
    if (withoutApproval !== null && old) supersede(append, old, { id, number })
    const state = withoutApproval === null ? 'waiting' : 'decided'
    return { decision: id, number, case: file.number, state }
  })
}

/**
 * Approves a decision as the record stood when it was shown. Fails with CONFLICT when the case changed since, or when the
 * decision that it supersedes does not stand any more: of two that supersede the same, only one comes to stand.
 */
export function approveDecision(workspace: Workspace, input: Checked<'decision.approve'>): Answered {
  return workspace.ledger.transact(({ db, append }) => {
    const { file, row, seen } = readWaiting(workspace, db, input)
    const { id, number } = row
    const old = row.supersedes === null ? undefined : findDecisionRow(db, file, row.supersedes)
    if (old && !stands(old)) throw overtaken(row, old)
    append(
      decisionsView,
      'decision.approved',
      { subject: id, case: file.id },
      { number, remark: input.remark ?? null, seen },
    )
    if (old) supersede(append, old, row)
    return { decision: id, number, case: file.number, state: 'approved' }
  })
}

/** Gives a decision back with a reason; the decider may put it forward again. */
export function returnDecision(workspace: Workspace, input: Checked<'decision.return'>): Answered {
  return workspace.ledger.transact(({ db, append }) => {
    const { file, row, seen } = readWaiting(workspace, db, input)
    const { id, number } = row
    append(decisionsView, 'decision.returned', { subject: id, case: file.id }, { number, reason: input.reason, seen })
    return { decision: id, number, case: file.number, state: 'returned' }
  })
}

/** Takes a decision back, whether it stands or waits. It stays on record with the reason. */
export function withdrawDecision({ ledger, member }: Workspace, input: Checked<'decision.withdraw'>): Answered {
  return ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, input.case)
    const row = findDecisionRow(db, file, input.decision)
    const { id, number, state } = row
    if (row.decider !== member.id && !isAllowed(member.roles, 'case.approve')) {
      throw new HoldfastError(
        'NOT_ALLOWED',
        `Decision ${number} is not yours to withdraw.`,
        'Ask its decider, or a member who may approve decisions.',
      )
    }
    if (state === 'withdrawn' || state === 'superseded') throw over(row)
    append(decisionsView, 'decision.withdrawn', { subject: id, case: file.id }, { number, reason: input.reason })
    return { decision: id, number, case: file.number, state: 'withdrawn' }
  })
}

function readWaiting(
  workspace: Workspace,
  db: Reader,
  input: { case: string; decision: string; shown: number },
): { file: CaseFile; row: DecisionRow; seen: { size: number; root: string } } {
  const file = findWorkingCase(db, input.case)
  const row = findDecisionRow(db, file, input.decision)
  if (row.state !== 'waiting') throw over(row)
  requireApprover(workspace, row)
  const submittedSeq = revisionRows(db, row.id).at(-1)?.seq ?? 0
  return { file, row, seen: requireStillStands(workspace, file, input.shown, submittedSeq) }
}

const stateWords: Record<DecisionRow['state'], string> = {
  waiting: 'waits for an answer',
  returned: 'was returned',
  approved: 'is approved',
  decided: 'stands without approval',
  withdrawn: 'was withdrawn',
  superseded: 'was superseded',
}

const over = ({ number, state }: DecisionRow): HoldfastError =>
  new HoldfastError(
    'ALREADY_DONE',
    `Decision ${number} ${stateWords[state]}.`,
    'Nothing was recorded. A new decision may supersede one that stands.',
  )

function requireChoice({ options, choice }: Checked<'decision.submit'>): void {
  if (new Set(options).size === options.length && options.includes(choice)) return
  throw new HoldfastError(
    'INVALID_INPUT',
    options.includes(choice) ? 'Two of the options are the same.' : `The choice “${choice}” is none of the options.`,
    'Write each option once, and choose one of them.',
  )
}

function requireReturned(row: DecisionRow, member: Workspace['member']): void {
  if (row.state !== 'returned') {
    throw new HoldfastError(
      'CONFLICT',
      `Decision ${row.number} ${stateWords[row.state]}; it cannot be put forward again.`,
      'Record a new decision that supersedes it, or withdraw it.',
    )
  }
  if (row.decider === member.id) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `Decision ${row.number} is not yours to put forward again.`,
    'Leave it to its decider, or record a decision of your own.',
  )
}

const stands = ({ state }: DecisionRow): boolean => state === 'approved' || state === 'decided'

function requireStanding(row: DecisionRow): void {
  if (stands(row)) return
  throw new HoldfastError(
    'CONFLICT',
    `Decision ${row.number} ${stateWords[row.state]}; only one that stands can be superseded.`,
    'Name a decision that is approved or recorded without approval.',
  )
}

const overtaken = ({ number }: DecisionRow, old: DecisionRow): HoldfastError =>
  new HoldfastError(
    'CONFLICT',
    `Decision ${number} supersedes ${old.number}, which ${stateWords[old.state]}${
      old.supersededBy === null ? '' : ` by ${old.supersededBy}`
    } since.`,
    'Return it, so that it can be put forward as things stand; nothing was recorded.',
  )

/** Whom a decision is put to, or why to nobody. */
function approvalFor(
  db: Reader,
  member: Workspace['member'],
  { approver, withoutApproval }: Checked<'decision.submit'>,
): { approver: string | null; withoutApproval: string | null } {
  if (withoutApproval !== undefined) {
    if (approver === undefined) return { approver: null, withoutApproval }
    throw new HoldfastError(
      'INVALID_INPUT',
      'An approver is named, and a reason why nobody needs to approve.',
      'Give one or the other.',
    )
  }
  const others = othersWhoMay(db, 'case.approve', member.id)
  if (approver === undefined)
    return { approver: null, withoutApproval: others.length > 0 ? null : 'no other member of this vault may approve' }
  const named = findApprover(db, approver)
  requireAnother({ member }, named.id, 'approve it')
  return { approver: named.id, withoutApproval: null }
}

function supersede(append: Transaction['append'], old: DecisionRow, by: { id: string; number: string }): void {
  append(
    decisionsView,
    'decision.superseded',
    { subject: old.id, case: old.caseId },
    { number: old.number, by: by.id, byNumber: by.number },
  )
}
