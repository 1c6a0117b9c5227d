import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import type { CaseTab } from '../case-tabs.ts'
import { words } from './catalogue.ts'
import { SourceLink } from './source-link.tsx'
import type { Asked, Contradiction } from './types.ts'
import styles from './assertions.module.css'

interface QuestionsProps {
  items: readonly Contradiction[]
  writes: boolean
  onGo: (tab: CaseTab, item?: string) => void
  onItem: (id: string) => void
  onAsk: (asked: Asked) => void
}

const tones: Record<Contradiction['state'], string> = {
  unanswered: 'high',
  open: 'moderate',
  explained: 'good',
  stands: 'critical',
}

/** What cannot all be so, each with the way to both places and what was answered. */
export function Questions({ items, writes, onGo, onItem, onAsk }: QuestionsProps): ReactElement {
  return (
    <section className="card" aria-label={words.contradictions}>
      <header>
        <h2>{words.contradictions}</h2>
        <span className="quiet">{words.asQuestions}</span>
      </header>
      {items.length === 0 && <p className="quiet">{words.noneFound}</p>}
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.key} className={item.state === 'explained' ? styles.settled : undefined}>
            <p>
              <span className={`tag ${tones[item.state]}`}>{words.states[item.state]}</span>{' '}
              <span className="quiet">{item.key}</span>
            </p>
            <p className="words">{plainly(item.question)}</p>
            <ul className={styles.between}>
              {item.between.map(({ id, number, says, text, source }) => (
                <li key={id}>
                  <button type="button" className="link" onClick={() => onItem(id)}>
                    {number}
                  </button>{' '}
                  {plainly(says)}: {plainly(text)} <SourceLink source={source} onGo={onGo} />
                </li>
              ))}
            </ul>
            {item.answer && (
              <p>
                {plainly(item.answer.reason)}{' '}
                {item.answer.proof && <SourceLink source={item.answer.proof} onGo={onGo} />}{' '}
                <small>{words.answeredBy({ by: item.answer.by, at: <At at={item.answer.at} /> })}</small>
              </p>
            )}
            {writes && (
              <div className="actions">
                <Act needs="case.write" onClick={() => onAsk({ what: 'answer', contradiction: item })}>
                  {item.answer ? words.answerAnew : words.answer}
                </Act>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
