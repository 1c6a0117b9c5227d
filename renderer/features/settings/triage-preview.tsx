import type { ReactElement } from 'react'
import type { TriageTemplate } from '../../../shared/contract/triage-template.ts'
import { categoryWords, levels, severityWords } from '../../ui/words.ts'
import { withinWords } from '../intake/index.ts'
import { words as fixed } from './catalogue.ts'
import styles from './settings.module.css'

type When = TriageTemplate['rules'][number]['when']

function conditionInWords({ all, any, atLeast }: When, label: (id: string) => string): string[] {
  const named = (ids: readonly string[], with_: string): string => ids.map((id) => `“${label(id)}”`).join(` ${with_} `)
  return [
    ...(all ? [named(all, 'and')] : []),
    ...(any ? [any.length === 1 ? named(any, 'or') : fixed.oneOf(named(any, 'or'))] : []),
    ...(atLeast ? [fixed.atLeastOf({ many: atLeast.many, named: named(atLeast.of, 'or') })] : []),
  ]
}

/** What is looked for, which level it leads to, and whom that obliges to tell. */
export function TriagePreview({ method }: { method: TriageTemplate }): ReactElement {
  const label = (id: string): string => method.factors.find((factor) => factor.id === id)?.label ?? id
  return (
    <>
      <h2>{method.title}</h2>
      <p className="quiet">{fixed.forReportsOfTheCategory(categoryWords[method.category])}</p>
      <h3>{fixed.eachAnsweredYesNoOrUnknown(fixed.factors(method.factors.length))}</h3>
      <ul className={styles['settings-lines']}>
        {method.factors.map(({ id, label: words, help }) => (
          <li key={id}>
            <b>{words}</b>
            <span>{help}</span>
          </li>
        ))}
      </ul>
      <h3>{fixed.theFirstRuleThatHoldsGives}</h3>
      <ol className={styles['settings-lines']}>
        {method.rules.map(({ level, when, says }) => (
          <li key={`${says} ${JSON.stringify(when)}`}>
            <b>
              <span className={`tag ${level}`}>{severityWords[level]}</span> {says}
            </b>
            <span>{fixed.whenCondition(conditionInWords(when, label).join(`${fixed.and2} `))}</span>
          </li>
        ))}
        <li>
          <b>
            <span className={`tag ${method.otherwise.level}`}>{severityWords[method.otherwise.level]}</span>{' '}
            {method.otherwise.says}
          </b>
          <span>{fixed.whenNoRuleHolds}</span>
        </li>
      </ol>
      <h3>{fixed.whatALevelObligesTo}</h3>
      <ul className={styles['settings-lines']}>
        {[...levels].reverse().map((level) => (
          <li key={level}>
            <b>
              <span className={`tag ${level}`}>{severityWords[level]}</span>
            </b>
            {method.duties[level].length === 0 && <span>{fixed.nobodyMustBeTold}</span>}
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
