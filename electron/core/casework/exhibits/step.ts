import { z } from 'zod'
import type { FieldSet } from '../../record/ledger/index.ts'
import type { CustodyEvent } from '../../../../shared/contract/custody.ts'
import { custodyStep, type plainStep } from './entries.ts'

const Step = z.strictObject(custodyStep)
type Step = z.output<typeof Step>

/** A step of custody in one line. */
export const stepInWords = ({ number, action, from, to, reason }: Step & { number: string }): string =>
  [
    `${number}: ${action}`,
    from === null ? '' : `from ${from}`,
    to === null ? '' : `to ${to}`,
    reason === null ? '' : `(${reason})`,
  ]
    .filter(Boolean)
    .join(' ')

/** Which fields of what it was done with a step sets, for histories. */
export function stepSets({ action, from, to, place, sealAfter }: Step): FieldSet[] {
  // A copy that was handed out has not moved the exhibit itself.
  if (action === 'export') return []
  const had = from === null ? {} : { from }
  return [
    ...(action === 'destroy' || action === 'dispose' ? [{ field: 'custodian', to: null, ...had }] : []),
    ...(to === null ? [] : [{ field: 'custodian', to, ...had }]),
    ...(place === null ? [] : [{ field: 'place', to: place }]),
    ...(sealAfter === null ? [] : [{ field: 'seal', to: sealAfter }]),
  ]
}

/** The other items of a step by their numbers: those that an item became, or was made from. */
export const othersInWords = (
  action: CustodyEvent['action'],
  others: readonly { number: string }[],
): [name: 'Became' | 'Made from', numbers: string] | undefined =>
  others.length === 0
    ? undefined
    : [action === 'collect' ? 'Made from' : 'Became', others.map(({ number }) => number).join(', ')]

/** What a step says beside people, place, method and purpose, in one line for pages; undefined for nothing. */
export function alsoSaid(
  step: Pick<CustodyEvent, 'action' | keyof typeof plainStep>,
  at: (instant: string) => string,
  others: readonly { number: string }[] = [],
): string | undefined {
  const { authority, condition, expectedBack, outside, sealBefore, sealAfter, hashBefore, hashAfter, reason } = step
  const said = [
    outside && 'Outside',
    authority !== null && `Authority: ${authority}`,
    condition !== null && `Condition: ${condition}`,
    expectedBack !== null && `To be back by ${at(expectedBack)}`,
    sealBefore !== null && `Seal found: ${sealBefore}`,
    sealAfter !== null && `Seal left: ${sealAfter}`,
    hashBefore !== null && `SHA-256 before: ${hashBefore}`,
    hashAfter !== null && `SHA-256 after: ${hashAfter}`,
    reason !== null && `Reason: ${reason}`,
    othersInWords(step.action, others)?.join(' ') ?? false,
  ].filter((one) => one !== false)
  return said.length === 0 ? undefined : said.join('\n')
}
