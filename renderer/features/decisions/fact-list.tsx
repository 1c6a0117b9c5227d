import { Link, getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { plainly, told } from '../../ui/name.ts'
import type { CaseTab } from '../case-tabs.ts'
import type { Fact } from './decision.ts'
import styles from './decisions.module.css'

const route = getRouteApi('/cases/$caseRef')

export const kindWords: Record<Fact['kind'], { word: string; tab: CaseTab }> = {
  report: { word: 'Report', tab: 'reports' },
  exhibit: { word: 'Exhibit', tab: 'evidence' },
  note: { word: 'Note', tab: 'notebook' },
  decision: { word: 'Decision', tab: 'decisions' },
  task: { word: 'Task', tab: 'tasks' },
}

/** The records a decision rests on, each with what it says, the entry that pins it, and whether it changed since. */
export function FactList({
  facts,
  onGo,
}: {
  facts: readonly Fact[]
  onGo: (tab: CaseTab, item?: string) => void
}): ReactElement {
  const { caseRef } = route.useParams()
  return (
    <section aria-label="Facts relied on">
      <h3 className="section-title">Facts relied on</h3>
      {facts.length === 0 && <p className="quiet">No record was named.</p>}
      <ul className={styles['fact-list']}>
        {facts.map(({ kind, ref, label, excerpt, seq, changed }) => {
          const { word, tab } = kindWords[kind]
          return (
            <li key={ref}>
              <p>
                {word}{' '}
                <button type="button" className="link" onClick={() => onGo(tab, ref)}>
                  {plainly(label)}
                </button>
                <span className="quiet"> as of entry {seq} </span>
                <Link to="/cases/$caseRef" params={{ caseRef }} search={{ tab, item: ref, asOf: seq + 1 }}>
                  As relied on
                </Link>
              </p>
              {excerpt !== '' && <q className="words">{plainly(excerpt)}</q>}
              {changed ? (
                <p className="late-mark">
                  Since then entry {changed.seq}: {told(changed.summary)}
                </p>
              ) : (
                <small>Nothing was recorded about it since.</small>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
