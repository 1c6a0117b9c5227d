import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import type { Asked, DeviceClock } from './types.ts'
import styles from './assertions.module.css'

interface ClocksProps {
  items: readonly DeviceClock[]
  writes: boolean
  onAsk: (asked: Asked) => void
}

const seconds = (ms: number): string => String(Math.round(ms) / 1000)

/** How far the clocks of devices were off, by whom and against what that was checked. */
export function Clocks({ items, writes, onAsk }: ClocksProps): ReactElement {
  return (
    <section className="card" aria-label={words.clocks}>
      <header>
        <h2>{words.clocks}</h2>
        {writes && (
          <Act needs="case.write" onClick={() => onAsk({ what: 'clock' })}>
            {words.checkClock}
          </Act>
        )}
      </header>
      {items.length === 0 && <p className="quiet">{words.noClocks}</p>}
      <ul className={styles.list}>
        {items.map((clock) => (
          <li key={clock.id}>
            <p>
              <b>{clock.number}</b> {plainly(clock.device)}:{' '}
              {words.offBy({
                seconds: seconds(clock.offsetMs),
                uncertainty: seconds(clock.uncertaintyMs),
                against: plainly(clock.checkedAgainst),
              })}
              , <At at={clock.checkedAt} full />
            </p>
            {clock.exhibits.length > 0 && (
              <p className="quiet">{clock.exhibits.map(({ number }) => number).join(', ')}</p>
            )}
            {clock.withdrawn ? (
              <small>
                {words.withdrawnBy({
                  by: clock.withdrawn.by,
                  at: <At at={clock.withdrawn.at} />,
                  reason: plainly(clock.withdrawn.reason),
                })}
              </small>
            ) : (
              writes && (
                <div className="actions">
                  <Act needs="case.write" variant="subtle" onClick={() => onAsk({ what: 'drop-clock', clock })}>
                    {words.withdraw}
                  </Act>
                </div>
              )
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
