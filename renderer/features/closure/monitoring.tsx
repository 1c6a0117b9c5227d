import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { Empty } from '../../ui/empty.tsx'
import { plainly } from '../../ui/name.ts'
import { At, Due } from '../../ui/when.tsx'
import { dutyWords, type Closure, type MonitoringDuty } from './closure.ts'
import type { Asked } from './panels.tsx'
import { words } from './catalogue.ts'
import styles from './closure.module.css'

interface DutiesProps {
  closure: Closure
  /** Whether new ones may be set. */
  writes: boolean
  /** Whether they may be answered: in a closed case too. */
  answers: boolean
  onAsk: (asked: Asked) => void
}

/** Who looks after what by which day; it goes on when the case is closed. */
export function Duties({ closure: { duties }, writes, answers, onAsk }: DutiesProps): ReactElement {
  const sorted = [...duties].sort((a, b) => Number(a.due === null) - Number(b.due === null))
  return (
    <section
      className={clsx('card', styles['closure-card'])}
      aria-label={words.monitoringAndSafeguards}
      id="closure-duties"
    >
      <header className={styles['closure-head']}>
        <h2>{words.monitoringSafeguardsAndChanges}</h2>
        {writes && (
          <Act needs="case.write" onClick={() => onAsk({ what: 'watch', kind: 'monitoring' })}>
            {words.setADutyMore}
          </Act>
        )}
      </header>
      {duties.length === 0 && <Empty says={words.nobodyIsToLookAfterAnything} />}
      <ul className={styles['closure-list']}>
        {sorted.map((duty) => (
          <li key={duty.id} id={`closure-${duty.number}`} className={duty.due === null ? styles.past : undefined}>
            <One duty={duty} />
            {answers && duty.due !== null && (
              <div className="actions">
                <Act needs="case.write" onClick={() => onAsk({ what: 'answer', duty })}>
                  {words.answer}
                </Act>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const One = ({ duty }: { duty: MonitoringDuty }): ReactElement => (
  <div className={styles['closure-one']}>
    <p className={styles['closure-line']}>
      <span className="quiet">{duty.number}</span>
      <span className="tag">{dutyWords[duty.kind]}</span>
      <span>
        {duty.owner.name}, {duty.due === null ? <b>{words.doneWith}</b> : <Due at={duty.due} />}
      </span>
    </p>
    <p className="words">{plainly(duty.what)}</p>
    {duty.answers.toReversed().map(({ seq, outcome, note, by, at, next, report }) => (
      <small key={seq}>
        {words.byOutcomeBy({ outcome, by })} <At at={at} full />
        {report !== null && words.reportReport(report)}: {plainly(note)}
        {next !== null && (
          <>
            {' '}
            {words.next} <At at={next} full />)
          </>
        )}
      </small>
    ))}
  </div>
)
