import type { ReactElement } from 'react'
import type { CustodyEvent } from '../../../shared/contract/custody.ts'
import { instantInFull, shortly } from '../../ui/time.ts'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import styles from './custody.module.css'

/** A step as the contract tells it, with what a chain adds to it. */
type Step = CustodyEvent & { others?: readonly { number: string }[]; receipt?: string | null }

const toWhom = ({ action, to, outside }: Step): string => {
  if (to === null) return ''
  if (action === 'collect') return words.byName(to)
  return outside ? words.outsideName(to) : words.toName(to)
}

/** What was said of a step beside whose hands it went through. */
function Said({ step }: { step: Step }): ReactElement {
  const { authority, condition, sealBefore, sealAfter, hashBefore, hashAfter, reason, others = [], receipt } = step
  const lines = [
    step.place,
    step.method,
    step.purpose,
    authority && words.authorityIs(authority),
    condition && words.conditionIs(condition),
    sealBefore && words.sealFound(sealBefore),
    sealAfter && words.sealLeft(sealAfter),
    hashBefore && words.hashBeforeIs(hashBefore),
    hashAfter && words.hashAfterIs(hashAfter),
    reason && words.reasonIs(reason),
    others.length > 0 &&
      (step.action === 'collect' ? words.madeOf : words.became)(others.map(({ number }) => number).join(', ')),
    receipt && words.receiptIs(receipt),
  ].filter((line) => typeof line === 'string' && line !== '')
  return (
    <>
      {lines.map((line) => (
        <small key={String(line)}>{line}</small>
      ))}
      {step.expectedBack && <small>{words.backBy(<At at={step.expectedBack} full />)}</small>}
    </>
  )
}

/** The chain of custody as it stood at an earlier moment. */
export const PastCustody = ({ events }: { events: readonly Step[] }): ReactElement => (
  <section aria-label={words.custody}>
    <h2>{words.custody}</h2>
    <CustodyChain events={events} />
  </section>
)

/** Whose hands the exhibit went through, in order; nothing in it can be changed. */
export const CustodyChain = ({ events }: { events: readonly Step[] }): ReactElement => (
  <ol className={styles.chain}>
    {events.map((event) => (
      <li key={`${event.seq} ${event.action}`}>
        <i aria-hidden="true" />
        <span>
          {words.done[event.action]} {event.from !== null && words.fromName(event.from)} {toWhom(event)}
          <Said step={event} />
          <small title={instantInFull(event.recordedAt)}>
            {words.recordedBy({ at: shortly(event.recordedAt), by: event.recordedBy })}
          </small>
        </span>
        <span className="quiet">
          <At at={event.custodyAt} full />
        </span>
      </li>
    ))}
  </ol>
)
