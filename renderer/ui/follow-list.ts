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

/** What becomes of the selection when its list has changed. */
export type Step = 'stay' | 'widen' | 'leave'

/** How the selection stands to its list. */
export interface Standing {
  asked: string | undefined
  /** The list that it was last seen in; undefined: it was not seen in one yet. */
  seenIn: string | undefined
  /** The list was widened for it, and with which question it was answered; undefined: not yet answered. */
  widened: { question: string | undefined } | undefined
}

export const nobody: Standing = { asked: undefined, seenIn: undefined, widened: undefined }

/**
 * One rule for every list with something open beside it. A link to what the list leaves out widens the list. What was in
 * the list and is filtered out is left. What goes without the list's question having changed (it was promoted, say) stays
 * to be read; `isHeld` says that nothing may be done to it.
 */
export function follow(
  before: Standing,
  now: { asked: string | undefined; held: Held; question: string },
): { step: Step; standing: Standing } {
  const { asked, held, question } = now
  const standing = before.asked === asked ? before : { ...nobody, asked }
  if (asked === undefined || held === undefined) return { step: 'stay', standing }
  if (held) return { step: 'stay', standing: { ...standing, seenIn: question } }
  const { seenIn, widened } = standing
  if (seenIn !== undefined) return { step: seenIn === question ? 'stay' : 'leave', standing }
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
  /** Makes the list hold everything; says whether it held less. */
  onWiden: () => boolean
  /** The list was narrowed and has it no more. */
  onLeave: () => void
}

/** Keeps what is open beside a list to what the list has. */
export function useFollow({ asked, held, question, onWiden, onLeave }: Following): void {
  const standing = useRef(nobody)
  useEffect(() => {
    const next = follow(standing.current, { asked, held, question })
    standing.current = next.standing
    if (next.step === 'leave') onLeave()
    if (next.step === 'widen' && !onWiden()) standing.current = { ...next.standing, widened: { question } }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a change of the list or of what is asked moves it
  }, [asked, held, question])
}
