import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { At } from '../../ui/when.tsx'
import { EntryLink } from '../decisions/index.ts'
import { levelTones, levelWords, type Closure, type Part } from './closure.ts'
import type { Asked } from './panels.tsx'
import { words } from './catalogue.ts'
import styles from './closure.module.css'

interface ConclusionsProps {
  closure: Closure
  writes: boolean
  onAsk: (asked: Asked) => void
}

const anchors: Record<Part, string> = {
  outcome: 'outcome',
  actionsTaken: 'actions',
  worked: 'worked',
  didNot: 'didNot',
}

/** What the case came to, what was done, what risk remains; and what is learnt from it. */
export function Conclusions({ closure, writes, onAsk }: ConclusionsProps): ReactElement {
  const text = (part: Part): ReactElement => (
    <Stated
      key={part}
      id={anchors[part]}
      title={words.parts[part].title}
      said={closure[part]}
      asks={words.parts[part].asks}
    >
      {writes && (
        <Act needs="case.write" onClick={() => onAsk({ what: 'conclude', part })}>
          {closure[part] ? words.change : words.write}
        </Act>
      )}
    </Stated>
  )
  const { residual } = closure
  return (
    <>
      <section className={clsx('card', styles['closure-card'])} aria-label={words.conclusion}>
        <header className={styles['closure-head']}>
          <h2>{words.conclusion}</h2>
        </header>
        {text('outcome')}
        {text('actionsTaken')}
        <Stated
          id="residual"
          title={words.residualRisk}
          said={residual}
          mark={residual && <span className={`tag ${levelTones[residual.level]}`}>{levelWords[residual.level]}</span>}
          asks={words.whatRiskRemainsAndWhyIt}
        >
          {writes && (
            <Act needs="case.write" onClick={() => onAsk({ what: 'residual' })}>
              {residual ? words.change : words.sayWhatRemains}
            </Act>
          )}
        </Stated>
      </section>
      <section className={clsx('card', styles['closure-card'])} aria-label={words.postIncidentReview}>
        <header className={styles['closure-head']}>
          <h2>{words.postIncidentReview}</h2>
          {writes && (
            <Act needs="case.write" onClick={() => onAsk({ what: 'watch', kind: 'change' })}>
              {words.askForAChange}
            </Act>
          )}
        </header>
        {text('worked')}
        {text('didNot')}
      </section>
    </>
  )
}

interface StatedProps {
  id: string
  title: string
  said: { text: string; by: string; at: string; seq: number } | null
  /** What it asks for while nothing was said. */
  asks: string
  mark?: ReactElement | null
  children: ReactElement | false
}

const Stated = ({ id, title, said, asks, mark, children }: StatedProps): ReactElement => (
  <div className={styles.stated} id={`closure-${id}`}>
    <h3 className="section-title">
      {title} {mark}
    </h3>
    <div>
      {said ? (
        <>
          <p className="verbatim">{said.text}</p>
          <small>
            {said.by}, <At at={said.at} full />, <EntryLink seq={said.seq} />
          </small>
        </>
      ) : (
        <p className="quiet">{asks}.</p>
      )}
    </div>
    {children}
  </div>
)
