import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { dayAndClock } from '../../ui/time.ts'
import { words } from './catalogue.ts'
import styles from './custody.module.css'

type Shown = Output<'custody.show'>
type Step = Shown['steps'][number]

interface Stay {
  holder: string
  since: string
  how: string
  state: 'held' | 'out' | 'outside' | 'ended'
  asked: boolean
}

const moves: ReadonlySet<Step['action']> = new Set(['collect', 'transfer', 'check-out', 'check-in', 'return', 'store'])
const ends: ReadonlySet<Step['action']> = new Set(['split', 'combine', 'dispose', 'destroy'])

/** The holders one after another: each step that moved it begins a stay. */
function stays({ steps, gaps, standing }: Shown): Stay[] {
  const questioned = new Set(gaps.flatMap((gap) => gap.steps.slice(-1)))
  const found: Stay[] = []
  for (const step of steps) {
    if (!moves.has(step.action) && !ends.has(step.action)) continue
    const keeper = found.findLast(({ state }) => state === 'held')?.holder
    const state = ends.has(step.action)
      ? 'ended'
      : step.outside
        ? 'outside'
        : step.action === 'check-out'
          ? 'out'
          : 'held'
    const holder =
      state === 'ended'
        ? words.noHolder
        : (step.to ?? (step.action === 'check-in' ? keeper : found.at(-1)?.holder) ?? standing.holder ?? '?')
    found.push({ holder, since: step.custodyAt, how: words.done[step.action], state, asked: questioned.has(step.seq) })
  }
  return found
}

const rowHeight = 46

/** The chain of custody as a picture: a station for each holder, broken where something is asked. */
export function ChainPicture({ shown }: { shown: Shown }): ReactElement {
  const all = stays(shown)
  const height = all.length * rowHeight
  const text = all.map(({ holder, since, how }) => `${how}: ${holder}, ${dayAndClock(since)}`).join('; ')
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 320 ${height}`}
      role="img"
      aria-label={`${words.chainAsPicture}: ${text}`}
    >
      {all.map(({ asked, since }, at) =>
        at === 0 ? null : (
          <line
            key={`${since} ${String(at)}`}
            x1="14"
            x2="14"
            y1={(at - 1) * rowHeight + 24}
            y2={at * rowHeight + 8}
            data-asked={asked}
          />
        ),
      )}
      {all.map(({ holder, since, how, state }, at) => (
        <g key={`${since} ${holder} ${String(at)}`} transform={`translate(0 ${at * rowHeight})`} data-state={state}>
          <circle cx="14" cy="16" r="7" />
          <text x="34" y="16">
            {holder.length > 40 ? `${holder.slice(0, 39)}…` : holder}
          </text>
          <text x="34" y="32" data-quiet="true">
            {how} · {dayAndClock(since)}
          </text>
        </g>
      ))}
    </svg>
  )
}
