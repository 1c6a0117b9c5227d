import type { ReactElement } from 'react'
import type { TriageTemplate } from '../../../shared/contract/triage-template.ts'
import { categoryWords, levels, plural, severityWords } from '../../ui/words.ts'
import { withinWords } from '../intake/index.ts'
import styles from './settings.module.css'

type When = TriageTemplate['rules'][number]['when']

function conditionInWords({ all, any, atLeast }: When, label: (id: string) => string): string[] {
  const named = (ids: readonly string[], with_: string): string => ids.map((id) => `“${label(id)}”`).join(` ${with_} `)
  return [
    ...(all ? [named(all, 'and')] : []),
    ...(any ? [any.length === 1 ? named(any, 'or') : `one of ${named(any, 'or')}`] : []),
    ...(atLeast ? [`at least ${atLeast.many} of ${named(atLeast.of, 'or')}`] : []),
  ]
}

/** What is looked for, which level it leads to, and whom that obliges to tell. */
export function TriagePreview({ method }: { method: TriageTemplate }): ReactElement {
  const label = (id: string): string => method.factors.find((factor) => factor.id === id)?.label ?? id
  return (
    <>
      <h2>{method.title}</h2>
      <p className="quiet">For reports of the category {categoryWords[method.category]}.</p>
      <h3>{plural(method.factors.length, 'factor')}, each answered yes, no or unknown</h3>
      <ul className={styles['settings-lines']}>
        {method.factors.map(({ id, label: words, help }) => (
          <li key={id}>
            <b>{words}</b>
            <span>{help}</span>
          </li>
        ))}
      </ul>
      <h3>The first rule that holds gives the level</h3>
      <ol className={styles['settings-lines']}>
        {method.rules.map(({ level, when, says }) => (
          <li key={`${says} ${JSON.stringify(when)}`}>
            <b>
              <span className={`tag ${level}`}>{severityWords[level]}</span> {says}
            </b>
            <span>when {conditionInWords(when, label).join('; and ')}</span>
          </li>
        ))}
        <li>
          <b>
            <span className={`tag ${method.otherwise.level}`}>{severityWords[method.otherwise.level]}</span>{' '}
            {method.otherwise.says}
          </b>
          <span>when no rule holds</span>
        </li>
      </ol>
      <h3>What a level obliges to</h3>
      <ul className={styles['settings-lines']}>
        {[...levels].reverse().map((level) => (
          <li key={level}>
            <b>
              <span className={`tag ${level}`}>{severityWords[level]}</span>
            </b>
            {method.duties[level].length === 0 && <span>Nobody must be told.</span>}
            {method.duties[level].map(({ tell, within, what }) => (
              <span key={`${tell} ${within} ${what}`}>
                {withinWords(tell, within)}: {what}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}
