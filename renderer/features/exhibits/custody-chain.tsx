import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { At } from '../../ui/when.tsx'
import { instantInFull, shortly } from '../../ui/time.ts'
import styles from './exhibits.module.css'

export type CustodyEvent = Output<'exhibit.get'>['custody'][number]

export const custodyWords: Record<CustodyEvent['action'], string> = {
  collect: 'Collected',
  transfer: 'Transferred',
  'check-out': 'Checked out',
  'check-in': 'Checked in',
  access: 'Looked at',
  copy: 'Copied',
  test: 'Tested',
  export: 'Copy exported',
  verify: 'Verified',
  return: 'Returned',
}

const handsOf = ({ action, from, to }: CustodyEvent): string =>
  [from === null ? '' : `from ${from}`, to === null ? '' : `${action === 'collect' ? 'by' : 'to'} ${to}`]
    .filter(Boolean)
    .join(' ')

/** Whose hands the exhibit went through, in order; nothing in it can be changed. */
export const CustodyChain = ({ events }: { events: readonly CustodyEvent[] }): ReactElement => (
  <section aria-label="Custody" className={styles.custody}>
    <h2>Custody</h2>
    <ol>
      {events.map((event) => (
        <li key={`${event.seq} ${event.action}`}>
          <i aria-hidden="true" />
          <span>
            {custodyWords[event.action]} {handsOf(event)}
            {event.place && <small>{event.place}</small>}
            {event.method && <small>{event.method}</small>}
            {event.purpose && <small>{event.purpose}</small>}
            <small title={instantInFull(event.recordedAt)}>
              recorded {shortly(event.recordedAt)} by {event.recordedBy}
            </small>
          </span>
          <span className="quiet">
            <At at={event.custodyAt} full />
          </span>
        </li>
      ))}
    </ol>
  </section>
)
