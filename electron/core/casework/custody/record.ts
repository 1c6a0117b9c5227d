import type { CustodyEvent } from '../../../../shared/contract/custody.ts'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { showInstant } from '../../../../shared/kernel/show.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { exhibitsView, standingCaseOf } from '../exhibits/index.ts'
import { ends, inOrder, isNone, isSame, standing, type Stands } from './chain.ts'
import { gapsOf, readsSeal } from './gaps.ts'
import { findHolding, type Holding } from './queries.ts'
import { custodyView } from './view.ts'

type ByHand = Omit<Checked<'exhibit.recordCustody'>, 'exhibit'>
type Step = ByHand | (Omit<ByHand, 'action'> & { action: 'split' | 'combine' })

/**
 * Adds a step to a chain of custody. Where it contradicts who had it, that is recorded and asked; what cannot be
 * is refused, and so are a seal and a hash that do not fit without a reason.
 */
export function recordCustody(
  { ledger, ports }: Workspace,
  { exhibit: ref, ...step }: Checked<'exhibit.recordCustody'>,
): Output<'exhibit.recordCustody'> {
  return ledger.transact((transaction) => {
    const { db } = transaction
    const holding = findHolding(db, ref)
    const seq = appendStep(transaction, holding, step)
    const now = findHolding(db, holding.id)
    const open = gapsOf(now, ports.clock.now()).filter(({ steps }) => steps.at(-1) === seq)
    return { exhibit: holding.id, questions: open.map(({ question }) => question) }
  })
}

/** Checks a step against its chain and appends it. Returns its entry. */
export function appendStep(
  { db, append }: Transaction,
  holding: Holding,
  step: Step,
  others: { id: string; number: string }[] = [],
): number {
  const stands = standing(holding.steps, holding.storage, Date.parse(step.custodyAt))
  requireFits(holding, stands, step)
  const { id, number } = holding
  const about = { subject: id, case: standingCaseOf(db, holding) }
  if (holding.kind === 'file')
    return append(exhibitsView, 'custody.recorded', about, { v: 2, number, ...step, sha256: null }).seq
  const { action, ...said } = step
  if (action === 'destroy' || action === 'dispose')
    return append(custodyView, 'item.disposed', about, { number, action, ...said, others }).seq
  return append(custodyView, 'item.handled', about, { number, action, ...said, others }).seq
}

const onlyItems: ReadonlySet<CustodyEvent['action']> = new Set(['store', 'split', 'combine', 'dispose', 'destroy'])

function requireFits(holding: Holding, stands: Stands, step: Step): void {
  const { number } = holding
  const { action, to, authority, outside, expectedBack, custodyAt, place } = step
  if (holding.kind === 'file' && onlyItems.has(action))
    throw refused(
      `Exhibit ${number} is a file in this vault; “${action}” is for physical items.`,
      'What is on record is destroyed with its case, under an order; record a transfer, a test or a return.',
    )
  const last = holding.steps.find(ends)
  if (last)
    throw new HoldfastError(
      'ALREADY_DONE',
      `The custody of ${number} ended at ${showInstant(last.custodyAt)} (${last.action}).`,
      'Record what was done with what it became, or with another item.',
    )
  const later = inOrder(holding.steps).find(
    (one) => one.action !== 'collect' && Date.parse(one.custodyAt) > Date.parse(custodyAt),
  )
  if (ends(step) && later)
    throw conflict(
      `${number} is on record at ${showInstant(later.custodyAt)} (${later.action}), after it would have been no more.`,
      'Look at the times again: an end is the last step of a chain.',
    )
  if (action === 'check-out' && (stands.state === 'out' || (stands.state === 'outside' && stands.keeper !== null)))
    throw conflict(
      `${number} is checked out to ${stands.holder ?? 'somebody'} since ${showInstant(stands.since)}.`,
      'Check it in first, or record a transfer between the two.',
    )
  if ((action === 'transfer' || action === 'check-out') && to === null)
    throw refused(`Whoever has ${number} now is not named.`, 'Say to whom it was handed.')
  if (action === 'store' && place === null)
    throw refused(`Where ${number} lies now is not said.`, 'Give its storage place.')
  if ((action === 'dispose' || action === 'destroy') && authority === null)
    throw refused(
      `Nobody is named who ordered that ${number} be ${action === 'destroy' ? 'destroyed' : 'disposed of'}.`,
      'Say under whose authority, or which rule.',
    )
  if (outside && !['transfer', 'check-out', 'return'].includes(action))
    throw refused(`A step “${action}” hands ${number} to nobody outside.`, 'Leave it out, or record a transfer.')
  if (expectedBack !== null && (action !== 'check-out' || Date.parse(expectedBack) <= Date.parse(custodyAt)))
    throw refused(
      `${showInstant(expectedBack)} is no time by which ${number} is to be back.`,
      'Give a time after it is checked out, for a checking out alone.',
    )
  requireSeal(holding, stands, step)
  requireHash(holding, stands, step)
}

/** A sealed bag that is handed on or opened has its seal read; another seal is recorded with a reason, or not at all. */
function requireSeal({ number, kind }: Holding, { seal }: Stands, step: Step): void {
  const { action, sealBefore, sealAfter, reason } = step
  if (kind === 'file') {
    if (sealBefore === null && sealAfter === null) return
    throw refused(`Exhibit ${number} is a file in this vault, and has no seal.`, 'Leave the seal out.')
  }
  if (seal !== null && sealBefore === null && (readsSeal(step) || ends(step)))
    throw refused(
      `${number} is sealed with ${seal}, and the seal was not read.`,
      'Give the number of the seal as it was found; “none” if there is none.',
    )
  if (sealBefore !== null && !isSame(sealBefore, seal ?? 'none') && reason === null)
    throw conflict(
      `${number} is on record as ${seal === null ? 'not sealed' : `sealed with ${seal}`}; ${isNone(sealBefore) ? 'no seal' : sealBefore} was found.`,
      'Look again; if that is how it was found, record it with the reason.',
    )
  if (action === 'test' && seal !== null && sealAfter === null)
    throw refused(
      `${number} was sealed with ${seal}; how it was left after the test is not said.`,
      'Give the number of the seal that it has now; “none” if it was not sealed again.',
    )
}

function requireHash({ number, sha256 }: Holding, { hash }: Stands, { hashBefore, hashAfter, reason }: Step): void {
  const known = sha256 ?? hash
  const wrong = [hashBefore, hashAfter].find((one) => one !== null && known !== null && one !== known)
  const changed = hashBefore !== null && hashAfter !== null && hashBefore !== hashAfter
  if ((wrong === undefined && !changed) || reason !== null) return
  throw conflict(
    `The SHA-256 of ${number} on record is ${known ?? hashBefore ?? ''}; ${wrong ?? hashAfter ?? ''} was read.`,
    'Read it again; if that is what it has, record it with the reason.',
  )
}

const refused = (message: string, next: string): HoldfastError => new HoldfastError('INVALID_INPUT', message, next)
const conflict = (message: string, next: string): HoldfastError => new HoldfastError('CONFLICT', message, next)
