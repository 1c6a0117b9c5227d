import { useEffect, useId, useRef, useState, type ReactElement } from 'react'
import { zoneName } from '../../../shared/kernel/zones.ts'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { told } from '../../ui/name.ts'
import { PastBanner } from '../../ui/past-banner.tsx'
import { Problem } from '../../ui/problem.tsx'
import { dayAndClock, viewerZone } from '../../ui/time.ts'
import { words } from './catalogue.ts'
import styles from './cases.module.css'

interface LookBackProps {
  caseId: string
  /** The moment that is shown; null while it is on its way, undefined for now. */
  stood: Output<'case.get'>['stood'] | undefined
  /** Shows the case as it was when the ledger had so many entries; undefined: as it is. */
  onMove: (entries: number | undefined) => void
  onLeave: () => void
}

/** How long the slider rests before its moment is asked for. */
const restsFor = 120
/** More ticks than this would be one line. */
const mostTicks = 200

/** A slider over the entries of a case, from its opening to now. */
export function LookBack({ caseId, stood, onMove, onLeave }: LookBackProps): ReactElement {
  const history = useAsk('case.history', { case: caseId })
  const rows = (history.data?.rows ?? []).toReversed()
  const steps = rows.slice(
    Math.max(
      0,
      rows.findIndex(({ type }) => type === 'case.opened'),
    ),
  )
  const last = steps.length - 1
  const [dragged, setDragged] = useState<number | null>(null)
  const ticks = useId()
  const timer = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const shown = stood ? steps.findLastIndex(({ seq }) => seq < stood.entries) : last
  const place = Math.max(0, dragged ?? shown)
  const step = steps[place]
  const said = step
    ? words.ofDayAndClockZone({
        dayAndClock: dayAndClock(step.at),
        zoneName: zoneName(viewerZone),
        value: place + 1,
        many: steps.length,
        told: told(step.summary),
      })
    : ''
  const move = (next: number): void => {
    setDragged(next)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      setDragged(null)
      const to = steps[next]
      onMove(next === last || !to ? undefined : to.seq + 1)
    }, restsFor)
  }
  return (
    <>
      <Problem problem={history.error} title={words.theEntriesOfTheCaseCould} />
      {last > 0 && (
        <div className={styles['look-back']}>
          <input
            type="range"
            aria-label={words.asItStood}
            aria-valuetext={said}
            min={0}
            max={last}
            value={place}
            autoFocus={stood === undefined}
            list={ticks}
            onChange={(event) => move(Number(event.currentTarget.value))}
          />
          {last <= mostTicks && (
            <datalist id={ticks}>
              {steps.map(({ seq }, index) => (
                <option key={seq} value={index} />
              ))}
            </datalist>
          )}
          <output>{said}</output>
        </div>
      )}
      {stood !== undefined && <PastBanner stood={stood} onLeave={onLeave} />}
    </>
  )
}
