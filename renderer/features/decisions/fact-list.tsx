import { Link, getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { plainly, told } from '../../ui/name.ts'
import type { CaseTab } from '../case-tabs.ts'
import type { Fact } from './decision.ts'
import { words } from './catalogue.ts'
import styles from './decisions.module.css'

const route = getRouteApi('/cases/$caseRef')

export const kindWords: Record<Fact['kind'], { word: string; tab: CaseTab }> = {
  report: {
    get word() {
      return words.report
    },
    tab: 'reports',
  },
  exhibit: {
    get word() {
      return words.exhibit
    },
    tab: 'evidence',
  },
  note: {
    get word() {
      return words.note
    },
    tab: 'notebook',
  },
  decision: {
    get word() {
      return words.decision
    },
    tab: 'decisions',
  },
  task: {
    get word() {
      return words.task
    },
    tab: 'tasks',
  },
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
    <section aria-label={words.factsReliedOn2}>
      <h3 className="section-title">{words.factsReliedOn2}</h3>
      {facts.length === 0 && <p className="quiet">{words.noRecordWasNamed}</p>}
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
                <span className="quiet"> {words.asOfEntry(seq)} </span>
                <Link to="/cases/$caseRef" params={{ caseRef }} search={{ tab, item: ref, asOf: seq + 1 }}>
                  {words.asReliedOn}
                </Link>
              </p>
              {excerpt !== '' && <q className="words">{plainly(excerpt)}</q>}
              {changed ? (
                <p className="late-mark">{words.sinceThenEntry({ seq: changed.seq, told: told(changed.summary) })}</p>
              ) : (
                <small>{words.nothingWasRecordedAboutItSince}</small>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
