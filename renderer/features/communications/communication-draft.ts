import type { Input } from '../../../shared/contract/contract.ts'
import { toLocalField } from '../../ui/time.ts'
import { readWhen, whenUnknown, type WhenTyped } from '../../ui/when-field.tsx'
import { words } from './catalogue.ts'

type Logged = Input<'communication.log'>

/** A communication while it is being written down. */
export interface CommunicationDraft {
  channel: Logged['channel']
  direction: Logged['direction']
  parties: { name: string; role: Logged['parties'][number]['role']; address: string }[]
  sentAt: WhenTyped
  receivedAt: WhenTyped
  content: string
  quotes: string[]
  outcome: string
  /** Number of an exhibit; empty for none. */
  exhibit: string
  /** Why an earlier one is corrected by it. */
  reason: string
}

export const emptyCommunication = (): CommunicationDraft => ({
  channel: 'call',
  direction: 'incoming',
  parties: [
    { name: '', role: 'from', address: '' },
    { name: '', role: 'to', address: '' },
  ],
  sentAt: { ...whenUnknown, text: toLocalField(new Date()) },
  receivedAt: whenUnknown,
  content: '',
  quotes: [],
  outcome: '',
  exhibit: '',
  reason: '',
})

export type CommunicationErrors = Partial<Record<keyof CommunicationDraft, string>>

/** What the fields make, or what is wrong with which. */
export function readCommunication(
  draft: CommunicationDraft,
  correcting: boolean,
): { input: Omit<Logged, 'case'> | null; errors: CommunicationErrors } {
  const errors: CommunicationErrors = {}
  const [sent, received] = [readWhen(draft.sentAt), readWhen(draft.receivedAt)]
  const parties = draft.parties.filter(({ name, address }) => name.trim() !== '' || address.trim() !== '')
  if (sent.error !== undefined || !sent.when) errors.sentAt = sent.error ?? words.sayWhenAsFarAsIt
  if (received.error !== undefined) errors.receivedAt = received.error
  if (parties.length === 0) errors.parties = words.nameAtLeastOnePersonUnknown
  if (draft.content.trim() === '') errors.content = words.writeDownWhatWasSaid
  if (draft.quotes.some((quote) => !draft.content.includes(quote))) errors.quotes = words.aQuoteIsNotInThe
  if (correcting && draft.reason.trim() === '') errors.reason = words.sayWhyItIsCorrected
  if (Object.keys(errors).length > 0 || !sent.when) return { input: null, errors }
  const outcome = draft.outcome.trim()
  return {
    errors,
    input: {
      channel: draft.channel,
      direction: draft.direction,
      parties: parties.map(({ name, role, address }) => ({
        name: name.trim() === '' ? address.trim() : name.trim(),
        role,
        ...(address.trim() === '' || name.trim() === '' ? {} : { address: address.trim() }),
      })),
      sentAt: sent.when,
      receivedAt: received.when,
      content: draft.content,
      quotes: draft.quotes,
      outcome: outcome === '' ? null : outcome,
      ...(draft.exhibit === '' ? {} : { exhibit: draft.exhibit }),
    },
  }
}
