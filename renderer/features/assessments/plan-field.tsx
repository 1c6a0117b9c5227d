import { ActionIcon, Button, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import type { AssessmentDraft } from './assessment-draft.ts'
import { words } from './catalogue.ts'
import styles from './assessments.module.css'

interface PlanFieldProps {
  plan: AssessmentDraft['plan']
  onChange: (plan: AssessmentDraft['plan']) => void
  error?: string | undefined
}

/** What is done about it, by whom and until when. */
export function PlanField({ plan, onChange, error }: PlanFieldProps): ReactElement {
  const step = (index: number, next: Partial<AssessmentDraft['plan'][number]>): void =>
    onChange(plan.map((one, at) => (at === index ? { ...one, ...next } : one)))
  return (
    <fieldset className={styles['plan-field']}>
      <legend>{words.plan}</legend>
      {plan.map((one, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- steps have no name of their own while they are typed
        <div key={index}>
          <TextInput
            label={words.stepValue(index + 1)}
            value={one.what}
            maxLength={500}
            onChange={(event) => step(index, { what: event.currentTarget.value })}
          />
          <MemberChoice
            label={words.whoDoesStep(index + 1)}
            may="work"
            value={one.who}
            onChange={(who) => step(index, { who })}
          />
          <TextInput
            label={words.until}
            placeholder="2026-12-02"
            value={one.by}
            maxLength={10}
            onChange={(event) => step(index, { by: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={words.removeStep(index + 1)}
            onClick={() => onChange(plan.filter((_, at) => at !== index))}
          >
            <Icon name="close" size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button variant="subtle" className="outdent" onClick={() => onChange([...plan, { what: '', who: null, by: '' }])}>
        {words.addAStep}
      </Button>
      {error !== undefined && <p className="late">{error}</p>}
    </fieldset>
  )
}
