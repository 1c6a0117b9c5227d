import { clsx } from 'clsx'
import { Button, TextInput } from '@mantine/core'
import { useId, useState, type ReactElement } from 'react'
import type { InstrumentTemplate } from '../../../shared/contract/instruments.ts'
import { FactChoice } from '../decisions/index.ts'
import type { FactorDraft } from './assessment-draft.ts'
import { answerWords, type Factor } from './words.ts'
import { words } from './catalogue.ts'
import styles from './assessments.module.css'

interface FactorFieldProps {
  detail: { id: string; reports: { id: string; number: string; excerpt: string }[] }
  factor: InstrumentTemplate['factors'][number]
  value: FactorDraft
  onChange: (next: FactorDraft) => void
}

const answers = Object.keys(answerWords) as Factor['answer'][]

/** One factor: present, absent or unknown, and what that rests on. */
export function FactorField({ detail, factor, value, onChange }: FactorFieldProps): ReactElement {
  const name = useId()
  const [citing, setCiting] = useState(false)
  return (
    <fieldset className={clsx(styles.judged, styles[value.answer], styles[factor.kind])}>
      <legend>{factor.label}</legend>
      {factor.help !== undefined && <small>{factor.help}</small>}
      <div className={styles['judged-answers']}>
        {answers.map((answer) => (
          <label key={answer} className={styles[answer]}>
            <input
              type="radio"
              name={name}
              checked={value.answer === answer}
              onChange={() => onChange({ ...value, answer })}
            />
            <span>{answerWords[answer]}</span>
          </label>
        ))}
      </div>
      {value.answer !== 'unknown' && (
        <div className={styles['judged-grounds']}>
          <TextInput
            aria-label={words.whatRestsOn(factor.label)}
            placeholder={words.whatItRestsOn}
            value={value.note}
            maxLength={500}
            onChange={(event) => onChange({ ...value, note: event.currentTarget.value })}
          />
          <Button variant="subtle" aria-expanded={citing} onClick={() => setCiting(!citing)}>
            {value.citations.length === 0
              ? words.citeRecords
              : words.citedRecords(words.records(value.citations.length))}
          </Button>
        </div>
      )}
      {citing && value.answer !== 'unknown' && (
        <FactChoice
          detail={detail}
          decisions={[]}
          chosen={value.citations}
          onChange={(citations) => onChange({ ...value, citations })}
        />
      )}
    </fieldset>
  )
}
