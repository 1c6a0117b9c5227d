import type { TimelineEvent } from '../../../../shared/contract/cases.ts'
import { spoken } from '../../../../shared/kernel/show.ts'
import type { Ledger, StoredEntry } from '../../record/ledger/index.ts'

type Said = Pick<TimelineEvent, 'kind' | 'title' | 'text'>

/** What an entry held, as far as an event tells it. */
interface Body {
  recipient?: string
  purpose?: string
  number?: string
  reason?: string
  remark?: string | null
  note?: string
  outcome?: string
  to?: string
  how?: string
  basis?: string
  what?: string
  finding?: { to?: string }
}

const closing = (title: string, text = ''): Said => ({ kind: 'closure', title, text })

// Entries that are events in themselves: when they were recorded is when it happened.
const told: Record<string, (body: Body) => Said> = {
  'packet.built': ({ recipient = '', purpose = '' }) => ({
    kind: 'packet',
    title: `Packet built for ${recipient}`,
    text: purpose,
  }),
  'packet.handed-over': ({ to = '', how = '' }) => ({
    kind: 'packet',
    title: `Packet handed over to ${to}`,
    text: how,
  }),
  'allegation.found': ({ number = '', finding, basis = '' }) =>
    closing(`Allegation ${number} found ${spoken(finding?.to ?? '')}`, basis),
  'watch.set': ({ number = '', what = '' }) => closing(`Duty ${number} set`, what),
  'watch.answered': ({ number = '', outcome = '', note = '' }) => closing(`Duty ${number} ${outcome}`, note),
  'closure.requested': ({ remark }) => closing('Closing asked for', remark ?? ''),
  'closure.returned': ({ reason = '' }) => closing('Closing returned', reason),
  'case.closed': () => closing('Case closed'),
  'case.reopened': ({ reason = '' }) => closing('Case re-opened', reason),
}

/** Entries that are events of the timeline in themselves; not those that do not have their form. */
export const eventsAmong = (ledger: Ledger, entries: readonly StoredEntry[]): StoredEntry[] =>
  entries.filter(
    ({ entry: { type }, body }) =>
      Object.hasOwn(told, type) && (body === null || ledger.said(type, body) !== undefined),
  )

/** What such an entry says. */
export const eventIn = ({ entry, body }: StoredEntry): Said => {
  const say = told[entry.type]
  return say ? say(JSON.parse(body ?? '{}') as Body) : { kind: 'case', title: entry.type, text: '' }
}
