import type { ReactElement } from 'react'
import { questionWords } from '../../../shared/contract/cases.ts'
import { isCaseTab, type CaseTab } from '../case-tabs.ts'
import type { CaseDetail } from '../manifest.ts'
import { Timeline } from './timeline.tsx'
import { told } from '../../ui/name.ts'
import { words } from './catalogue.ts'
import styles from './cases.module.css'

type Answer = CaseDetail['answers'][number]

interface BriefTabProps {
  detail: CaseDetail
  onGo: (tab: CaseTab, item?: string) => void
}

/** The six questions, each with its answer and the way to its proof; under them everything in order of time. */
export function BriefTab({ detail, onGo }: BriefTabProps): ReactElement {
  return (
    <div className="case-body" id="case-scroll" tabIndex={0} role="region" aria-label={words.brief}>
      <section className={styles.six} aria-label={words.theSixQuestions}>
        {detail.answers.map(({ question, answer, open, proof }) => (
          <div key={question}>
            <h2 className="section-title">
              {questionWords[question]}
              {open && <span className={styles['open-mark']}>{words.open}</span>}
            </h2>
            <p>
              {told(answer)} {proof && <Proof proof={proof} onGo={onGo} />}
            </p>
          </div>
        ))}
      </section>
      <Timeline caseRef={detail.id} onGo={onGo} />
    </div>
  )
}

function Proof({ proof, onGo }: { proof: NonNullable<Answer['proof']>; onGo: BriefTabProps['onGo'] }): ReactElement {
  const go = (): void => {
    if (isCaseTab(proof.tab)) onGo(proof.tab)
    else document.getElementById('case-timeline')?.scrollIntoView({ block: 'start' })
  }
  return (
    <button type="button" className="link" onClick={go}>
      {proof.label}
    </button>
  )
}
