import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { Leg } from '../../../../shared/contract/travel.ts'
import { canonical, type Json } from '../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'
import { earliest, latest, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { findWorkingCase, type CaseFile } from '../cases/index.ts'
import { findReport } from '../../intake/reports/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { findLeg, nextLeg } from './queries.ts'
import { travelView } from './view.ts'

/** Fails with INVALID_INPUT when a leg would end before it begins. */
function requireOrder(begins: OccurredAt | null, ends: OccurredAt | null, which: string): void {
  if (!begins || !ends || latest(ends) > earliest(begins)) return
  throw new HoldfastError(
    'INVALID_INPUT',
    `${which} would end ${showOccurred(ends)}, before it begins ${showOccurred(begins)}.`,
    'Correct one of the two times; nothing was recorded.',
  )
}

/** Puts legs into the journey of a case: all of them, or none. */
export function planLegs({ ledger, ports }: Workspace, input: Checked<'travel.plan'>): Output<'travel.plan'> {
  for (const [index, { departure, arrival }] of input.legs.entries())
    requireOrder(departure, arrival, `Leg ${index + 1}`)
  return ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, input.case)
    const next = nextLeg(db, file.id)
    const legs = input.legs.map((plan, index) => {
      const [id, serial] = [idFrom(ports.random(16)), next + index]
      const number = `L-${String(serial).padStart(2, '0')}`
      append(travelView, 'leg.planned', { subject: id, case: file.id }, { number, serial, ...plan })
      return { leg: number, id }
    })
    return { legs }
  })
}

/** What a step about one leg works with. */
interface Step extends Transaction {
  file: CaseFile
  leg: Leg
}

const onLeg = <T>(
  { ledger }: Workspace,
  { case: ref, leg: legRef }: { case: string; leg: string },
  work: (step: Step) => T,
): T =>
  ledger.transact((transaction) => {
    const file = findWorkingCase(transaction.db, ref)
    const leg = findLeg(transaction.db, file, legRef)
    if (leg.cancelled !== null) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `${leg.number} of case ${file.number} was cancelled: “${leg.cancelled}”.`,
        'Plan a new leg if the journey is made after all; nothing was recorded.',
      )
    }
    return work({ ...transaction, file, leg })
  })

const same = (a: unknown, b: unknown): boolean => canonical(a as Json) === canonical(b as Json)

export function changeLeg(workspace: Workspace, input: Checked<'travel.change'>): Output<'travel.change'> {
  const { case: _, leg: __, reason, ...wanted } = input
  return onLeg(workspace, input, ({ append, file, leg }) => {
    const changes = Object.fromEntries(
      Object.entries(wanted)
        .filter(([field, to]) => to !== undefined && !same(leg[field as keyof typeof wanted], to))
        .map(([field, to]) => [field, { from: leg[field as keyof typeof wanted], to }]),
    )
    if (Object.keys(changes).length === 0) throw asItIs(leg, file)
    requireOrder(
      wanted.departure ?? leg.departure,
      wanted.arrival === undefined ? leg.arrival : wanted.arrival,
      leg.number,
    )
    append(travelView, 'leg.changed', { subject: leg.id, case: file.id }, { number: leg.number, ...changes, reason })
    return { leg: leg.number, id: leg.id }
  })
}

export const reportLeg = (workspace: Workspace, input: Checked<'travel.report'>): Output<'travel.report'> =>
  onLeg(workspace, input, ({ append, file, leg }) => {
    const departed =
      input.departed && !same(leg.departed, input.departed) ? { from: leg.departed, to: input.departed } : undefined
    const arrived =
      input.arrived && !same(leg.arrived, input.arrived) ? { from: leg.arrived, to: input.arrived } : undefined
    if (!departed && !arrived) throw asItIs(leg, file)
    requireOrder(input.departed ?? leg.departed, input.arrived ?? leg.arrived, leg.number)
    append(travelView, 'leg.reported', { subject: leg.id, case: file.id }, { number: leg.number, departed, arrived })
    return { leg: leg.number, id: leg.id }
  })

export const cancelLeg = (workspace: Workspace, input: Checked<'travel.cancel'>): Output<'travel.cancel'> =>
  onLeg(workspace, input, ({ append, file, leg }) => {
    append(
      travelView,
      'leg.cancelled',
      { subject: leg.id, case: file.id },
      { number: leg.number, reason: input.reason },
    )
    return { leg: leg.number, id: leg.id }
  })

export const noteDeviation = (workspace: Workspace, input: Checked<'travel.deviate'>): Output<'travel.deviate'> =>
  onLeg(workspace, input, ({ append, file, leg }) => {
    const id = idFrom(workspace.ports.random(16))
    const { kind, what, noticedAt } = input
    append(
      travelView,
      'leg.deviated',
      { subject: id, case: file.id },
      { number: leg.number, leg: leg.id, kind, what, noticedAt },
    )
    return { leg: leg.number, deviation: id }
  })

/** Fails with NOT_FOUND, or with ALREADY_DONE for one that was settled before. */
export const settleDeviation = (workspace: Workspace, input: Checked<'travel.settle'>): Output<'travel.settle'> =>
  workspace.ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, input.case)
    const leg = findLeg(db, file, input.leg)
    const deviation = leg.deviations.find(({ id }) => id === input.deviation)
    if (!deviation) {
      throw new HoldfastError(
        'NOT_FOUND',
        `${leg.number} of case ${file.number} has no such deviation.`,
        'Open the leg to see its deviations.',
      )
    }
    if (deviation.settled) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `This deviation of ${leg.number} was settled already: “${deviation.settled.how}”.`,
        'Nothing was recorded.',
      )
    }
    append(
      travelView,
      'deviation.settled',
      { subject: deviation.id, case: file.id },
      { number: leg.number, leg: leg.id, how: input.how },
    )
    return { leg: leg.number, deviation: deviation.id }
  })

/** Attaches an advisory or alert to the journey, or to legs of it. */
export function attachAdvisory({ ledger, ports }: Workspace, input: Checked<'travel.advise'>): Output<'travel.advise'> {
  const { case: ref, report: reportRef, legs: legRefs, ...advisory } = input
  requireOrder(advisory.effective, advisory.expires, 'The advisory')
  return ledger.transact(({ db, append }) => {
    const file = findWorkingCase(db, ref)
    const report = reportRef === undefined ? null : findReport(db, reportRef)
    const legs = legRefs.map((one) => findLeg(db, file, one))
    const id = idFrom(ports.random(16))
    append(
      travelView,
      'advisory.attached',
      { subject: id, case: file.id },
      {
        ...advisory,
        report: report && { id: report.id, number: report.number },
        legs: legs.map((leg) => ({ id: leg.id, number: leg.number })),
      },
    )
    return { advisory: id }
  })
}

const asItIs = (leg: Leg, file: CaseFile): HoldfastError =>
  new HoldfastError(
    'ALREADY_DONE',
    `${leg.number} of case ${file.number} says so already.`,
    'Change at least one field; nothing was recorded.',
  )
