import { useEffect, useRef } from 'react'

/** A row of a list by its id or number: what is asked about a row counts only while the list has it, and as it stands there. */
export const rowOf = <T extends { id: string; number?: string }>(
  items: readonly T[] | undefined,
  ref: string | undefined,
): T | undefined =>
  ref === undefined
    ? undefined
    : items?.find(({ id, number }) => id === ref || (number !== undefined && number === ref))

/** Whether a list has what is open beside it; undefined while its answer is on the way. */
export type Held = boolean | undefined

/** What is known of a list's answer. */
interface Answered {
  open: string | undefined
  /** It is among the rows that are here. */
  isHere: boolean
  /** What is remembered of the list may be from before something was recorded. */
  isFetching: boolean
  /** All rows of the list are here. */
  isWhole: boolean
  /** What the list says of a record on another page; undefined: it has not answered. */
  beyond: boolean | null | undefined
}

/** Whether a list of which only some rows are here has what is open beside it. */
export function heldIn({ open, isHere, isFetching, isWhole, beyond }: Answered): Held {
  if (open === undefined) return undefined
  if (isHere) return true
  if (isFetching) return undefined
  return isWhole ? false : (beyond ?? undefined)
}

/** What becomes of the selection when its list has changed: `next` goes to the row that took its place. */
export type Step = 'stay' | 'widen' | 'leave' | 'next'

/** How the selection stands to its list. */
export interface Standing {
  asked: string | undefined
  /** The list that it was last seen in; undefined: it was not seen in one yet. */
  seenIn: string | undefined
  /** The list was widened for it, and with which question it was answered; undefined: not yet answered. */
  widened: { question: string | undefined } | undefined
  /** What last went from the list by itself, and from which: going back to it reads it, and the list stays as it is. */
  gone: { asked: string; question: string } | undefined
}

export const nobody: Standing = { asked: undefined, seenIn: undefined, widened: undefined, gone: undefined }

/**
 * One rule for every list with something open beside it. A link to what the list leaves out widens the list. What was in
 * the list and is filtered out is left. What goes without the list's question having changed (it was promoted, say) gives
 * its place to the next row once nothing is asked about it; whoever goes back to it reads it, and nothing is done to it.
 */
export function follow(
  before: Standing,
  now: { asked: string | undefined; held: Held; question: string; busy?: boolean | undefined },
): { step: Step; standing: Standing } {
  const { asked, held, question, busy = false } = now
  const standing = before.asked === asked ? before : { ...nobody, asked, gone: before.gone }
  const { seenIn, widened, gone } = standing
  if (asked === undefined || held === undefined) return { step: 'stay', standing }
  if (held)
    return { step: 'stay', standing: { ...standing, seenIn: question, gone: gone?.asked === asked ? undefined : gone } }
  if (gone?.asked === asked) return { step: gone.question === question ? 'stay' : 'leave', standing }
  if (seenIn !== undefined) {
    if (seenIn !== question) return { step: 'leave', standing }
    return busy ? { step: 'stay', standing } : { step: 'next', standing: { ...standing, gone: { asked, question } } }
  }
  if (!widened) return { step: 'widen', standing: { ...standing, widened: { question: undefined } } }
  if (widened.question === undefined) return { step: 'stay', standing: { ...standing, widened: { question } } }
  return { step: widened.question === question ? 'stay' : 'leave', standing }
}

interface Following {
  /** What is open beside the list. */
  asked: string | undefined
  held: Held
  /** What the list was asked, as a text: its filter, its order. */
  question: string
  /** Its place in the list; -1 when it is not among the rows that are here. */
  place: number
  /** Something is being asked about it, a reason typed: it keeps its place until that is done. */
  busy?: boolean
  /** Makes the list hold everything; says whether it held less. */
  onWiden: () => boolean
  /** The list was narrowed and has it no more. */
  onLeave: () => void
  /** It went from the list by itself, from this place; left out: it stays to be read, for it fills a page of its own. */
  onGone?: (place: number) => void
}

/** Keeps what is open beside a list to what the list has. */
export function useFollow(following: Following): void {
  const { asked, held, question, place, busy, onWiden, onLeave, onGone } = following
  const standing = useRef(nobody)
  const last = useRef(0)
  useEffect(() => {
    if (place >= 0) last.current = place
  }, [place])
  useEffect(() => {
    const next = follow(standing.current, { asked, held, question, busy })
    standing.current = next.standing
    if (next.step === 'leave') onLeave()
    if (next.step === 'next') onGone?.(last.current)
    if (next.step === 'widen' && !onWiden()) standing.current = { ...next.standing, widened: { question } }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a change of the list or of what is asked moves it
  }, [asked, held, question, busy])
}
