import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { Empty } from '../../ui/empty.tsx'
import { plainly } from '../../ui/name.ts'
import { At } from '../../ui/when.tsx'
import type { CaseTab } from '../case-tabs.ts'
import { FactList, EntryLink } from '../decisions/index.ts'
import { standardWords } from '../../../shared/contract/closure.ts'
import { findingWords, type Allegation, type Closure } from './closure.ts'
import type { Asked } from './panels.tsx'
import { words } from './catalogue.ts'
import styles from './closure.module.css'

interface AllegationsProps {
  closure: Closure
  writes: boolean
  onGo: (tab: CaseTab, item?: string) => void
  onAsk: (asked: Asked) => void
}

/** What was alleged, by which standard it is judged, and what was found. */
export function Allegations({ closure: { allegations }, writes, onGo, onAsk }: AllegationsProps): ReactElement {
  return (
    <section className={clsx('card', styles['closure-card'])} aria-label={words.allegationsAndFindings}>
      <header className={styles['closure-head']}>
        <h2>{words.allegationsAndFindings}</h2>
        {writes && (
          <Act needs="case.write" onClick={() => onAsk({ what: 'allege' })}>
            {words.writeAnAllegation}
          </Act>
        )}
      </header>
      {allegations.length === 0 && <Empty says={words.noAllegationIsWrittenDownEach} />}
      <ul className={styles['closure-list']}>
        {allegations.map((allegation) => (
          <li key={allegation.id} id={`closure-${allegation.number}`}>
            <One allegation={allegation} onGo={onGo} />
            {writes && !allegation.withdrawn && (
              <div className="actions">
                <Act needs="case.write" onClick={() => onAsk({ what: 'find', allegation })}>
                  {allegation.finding ? words.findAnew : words.find}
                </Act>
                <Act needs="case.write" onClick={() => onAsk({ what: 'drop', allegation })}>
                  {words.withdraw}
                </Act>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function One({ allegation, onGo }: { allegation: Allegation; onGo: AllegationsProps['onGo'] }): ReactElement {
  const { number, text, standard, finding, withdrawn } = allegation
  return (
    <div className={styles['closure-one']}>
      <p className={styles['closure-line']}>
        <span className="quiet">{number}</span>
        {withdrawn ? (
          <span className="tag">{words.withdrawn}</span>
        ) : finding ? (
          <span className="tag good">{findingWords[finding.finding]}</span>
        ) : (
          <span className="tag high">{words.noFinding}</span>
        )}
        <span className="quiet">{words.judgedByStandard(standardWords[standard])}</span>
      </p>
      <p className="words">{plainly(text)}</p>
      {withdrawn && (
        <small>
          {words.withdrawnBy(withdrawn.by)} <At at={withdrawn.at} full />: {plainly(withdrawn.reason)}
        </small>
      )}
      {finding && (
        <>
          <p className="verbatim">{finding.basis}</p>
          <small>
            {words.foundBy(finding.by)} <At at={finding.at} full />, <EntryLink seq={finding.seq} />
          </small>
          {finding.facts.length > 0 && <FactList facts={finding.facts} onGo={onGo} />}
        </>
      )}
    </div>
  )
}
