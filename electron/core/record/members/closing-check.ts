import type { ClosureCheck } from '../../../../shared/contract/closure.ts'
import { showDay } from '../../../../shared/kernel/show.ts'
import { endOfDay } from '../../../../shared/kernel/time.ts'
import type { Reader } from '../vault/index.ts'

/** A case that is to be closed. */
export interface Closing {
  db: Reader
  /** Id of the case. */
  case: string
  zone: string
  /** Milliseconds since 1970. */
  now: number
  /** When its monitoring duties are due, in milliseconds since 1970. */
  watched: readonly number[]
}

/** What a feature has open in a case, as checks of its closing; those that are settled may be left out. */
export type ClosingCheck = (closing: Closing) => ClosureCheck[]

/** `open`: what is still to be done, in words; null: it is settled. `tab` and `item` lead to it. */
export const check = (what: string, open: string | null, tab: string, item: string | null = null): ClosureCheck => ({
  what,
  open,
  tab,
  item,
})

/** What is to be looked at again on a day, and would be forgotten with the case, unless a duty is due by then. */
export function openUntilDay(
  { zone, now, watched }: Closing,
  done: string,
  day: string,
  instead: string,
): string | null {
  const end = endOfDay(day, zone)
  if (watched.some((due) => due <= end)) return null
  return end < now
    ? `It was to be ${done} on ${showDay(day)}: ${instead}.`
    : `It is to be ${done} on ${showDay(day)}: make it a monitoring duty that is due by then, or ${instead}.`
}
