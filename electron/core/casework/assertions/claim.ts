import { plainWords } from '../../../../shared/kernel/normal-form.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import type { Checked } from './spans.ts'

/** What an assertion claims, as the rules look at it. */
export interface Claim {
  id: string
  number: string
  /** The subject that it is about (the one it was merged into), and its name. */
  who: { id: string; name: string } | null
  event: string | null
  place: { name?: string | undefined; latitude?: number | undefined; longitude?: number | undefined } | null
  began: OccurredAt | null
  ended: OccurredAt | null
  order: { relation: 'before' | 'after'; event: string } | null
  clock: (Checked & { device: string }) | null
}

export interface Question {
  rule: 'two-places' | 'two-accounts' | 'order' | 'clock'
  question: string
  /** Ids of the claims, in the order in which they were made. */
  between: string[]
}

/** A name of an event or a place as it is compared. */
export const wordsForm = (text: string): string => plainWords(text).replace(/^(?:the|a|an) /, '')
