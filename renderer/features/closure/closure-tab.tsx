import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { useMay } from '../../session/may.tsx'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { isCaseTab, type CaseTab } from '../case-tabs.ts'
import { Allegations } from './allegations.tsx'
import { Checklist } from './checklist.tsx'
import { ClosingRequest } from './closing-request.tsx'
import type { About } from './closure.ts'
import { Conclusions } from './conclusions.tsx'
import { Duties } from './monitoring.tsx'
import { ClosurePanel, type Asked } from './panels.tsx'
import { words } from './catalogue.ts'
import styles from './closure.module.css'

interface ClosureTabProps {
  detail: About & { status: string }
  item: string | undefined
  onGo: (tab: CaseTab, item?: string) => void
}

/** What the case comes to, what must be settled before it is closed, and the closing itself. */
export function ClosureTab({ detail, onGo }: ClosureTabProps): ReactElement {
  const past = useIsPast()
  const answer = useAskThen('closure.get', { case: detail.id })
  const [asked, setAsked] = useState<Asked>()
  const sealed = past || detail.status === 'closed' || detail.status === 'destroyed'
  const may = useMay('case.write')
  const writes = may.granted && !sealed
  const answers = may.granted && !past && detail.status !== 'destroyed'
  useKeys(
    words.closure,
    [
      { key: 'a', says: words.keyAllegation, run: () => setAsked({ what: 'allege' }) },
      { key: 'w', says: words.keyDuty, run: () => setAsked({ what: 'watch', kind: 'monitoring' }) },
    ],
    may.now && !sealed,
  )
  const closure = answer.data
  return (
    <div className="with-panel-room">
      <div className={clsx('case-body', styles.closure)} tabIndex={0} role="region" aria-label={words.closure}>
        <Problem problem={answer.error} title={words.theClosureCouldNotBeRead} onRetry={() => void answer.refetch()} />
        {!closure && !answer.error && <Loading what={words.theClosure} />}
        {closure && (
          <>
            <section className={clsx('card', styles['closure-card'])} aria-label={words.closing}>
              <ClosingRequest detail={detail} closure={closure} writes={writes} onAsk={setAsked} />
              {!sealed && (
                <Checklist
                  checks={closure.checks}
                  onGo={(tab, to) => {
                    if (tab === 'closure') document.getElementById(`closure-${to ?? ''}`)?.scrollIntoView()
                    else if (isCaseTab(tab)) onGo(tab, to ?? undefined)
                  }}
                />
              )}
            </section>
            <Allegations closure={closure} writes={writes} onGo={onGo} onAsk={setAsked} />
            <Conclusions closure={closure} writes={writes} onAsk={setAsked} />
            <Duties closure={closure} writes={writes} answers={answers} onAsk={setAsked} />
          </>
        )}
      </div>
      {asked && closure && (
        <ClosurePanel
          key={JSON.stringify(asked)}
          asked={asked}
          detail={detail}
          closure={closure}
          onDone={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}
