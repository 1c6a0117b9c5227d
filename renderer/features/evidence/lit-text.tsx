import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import styles from './lit-text.module.css'

/** Characters of a text that stand out: found, marked, or looked at. */
export interface Lit {
  from: number
  to: number
  /** What is looked at. */
  here?: boolean
}

interface LitTextProps {
  text: string
  lit: readonly Lit[]
  /** How letters are shown. */
  show: (text: string) => string
}

/** A text in which stretches stand out. */
export function LitText({ text, lit, show }: LitTextProps): ReactElement {
  const own = lit.filter(({ from, to }) => to > 0 && from < text.length && to > from)
  if (own.length === 0) return <>{show(text)}</>
  const edges = new Set([0, text.length])
  for (const { from, to } of own) for (const edge of [from, to]) edges.add(Math.max(0, Math.min(text.length, edge)))
  const cuts = [...edges].toSorted((one, two) => one - two)
  const pieces: ReactNode[] = []
  for (const [n, begin] of cuts.entries()) {
    const end = cuts[n + 1]
    if (end === undefined) break
    const around = own.filter(({ from, to }) => from <= begin && to >= end)
    const words = show(text.slice(begin, end))
    const here = around.some((one) => one.here === true)
    pieces.push(
      around.length === 0 ? (
        words
      ) : (
        <mark
          key={begin}
          className={clsx(styles['lit-words'], here && styles['lit-here'])}
          data-here={here || undefined}
        >
          {words}
        </mark>
      ),
    )
  }
  return <>{pieces}</>
}
