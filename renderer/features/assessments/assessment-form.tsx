import { clsx } from 'clsx'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { InstrumentTemplate } from '../../../shared/contract/instruments.ts'
import { useAsk } from '../../session/client.ts'
import { useDraft, type Draft } from '../../session/drafts.ts'
import { keyCap, useKeys } from '../../session/keys.ts'
import { ContractForm, useContractForm, type Form } from '../../ui/contract-form.tsx'
import { DraftWords } from '../../ui/draft-words.tsx'
import { Kbd, Loading } from '../../ui/empty.tsx'
import { HeldForm } from '../../ui/held-form.tsx'
import { Problem } from '../../ui/problem.tsx'
import { draftAfter, readAssessment, unanswered, type AssessmentDraft } from './assessment-draft.ts'
import { FactorField } from './factor-field.tsx'
import { LevelField } from './level-field.tsx'
import { PlanField } from './plan-field.tsx'
import { kindHeadings, type Assessment } from './words.ts'
import styles from './assessments.module.css'

interface AssessmentFormProps {
  detail: { id: string; number: string; reports: { id: string; number: string; excerpt: string }[] }
  earlier: readonly Assessment[]
  onDone: (id: string) => void
  onClose: () => void
}

/** A structured judgement while it is being made; kept as a draft. It begins with the answers of the one before. */
export function AssessmentForm(props: AssessmentFormProps): ReactElement {
  const draft = useDraft<AssessmentDraft>(`assessment:${props.detail.id}`)
  const instruments = useAsk('template.list', { kind: 'assessment' })
  const first = instruments.data?.items[0]?.key
  if (draft.found === undefined || first === undefined) {
    return instruments.error ? (
      <Problem problem={instruments.error} title="The assessment forms could not be read" />
    ) : (
      <Loading what="the assessment form" />
    )
  }
  const last = props.earlier.findLast(({ withdrawn }) => withdrawn === null)
  const start = { ...draftAfter(first, last), ...draft.found?.body }
  return (
    <HeldForm draft={draft}>
      <Chosen {...props} draft={draft} start={start} forms={instruments.data?.items ?? []} />
    </HeldForm>
  )
}

interface ChosenProps extends AssessmentFormProps {
  draft: Draft<AssessmentDraft>
  start: AssessmentDraft
  forms: readonly { key: string; title: string }[]
}

function Chosen({ draft, start, forms, detail, onDone, onClose }: ChosenProps): ReactElement {
  const form: Form<AssessmentDraft> = useContractForm('assessment.make', {
    draft,
    values: start,
    wrong: (values) => (instrument ? readAssessment(values, instrument).errors : {}),
    input: (values) => {
      const input = instrument && readAssessment(values, instrument).input
      return input ? { ...input, case: detail.id } : undefined
    },
    onDone: (made) => made && onDone(made.id),
  })
  const answer = useAsk('template.get', { kind: 'assessment', key: form.values.instrument })
  const instrument = answer.data && InstrumentTemplate.parse(answer.data.body)
  if (answer.error) return <Problem problem={answer.error} title="The assessment form could not be read" />
  if (!instrument) return <Loading what="the assessment form" />
  return <Fields form={form} {...{ detail, draft, forms, instrument, onClose }} />
}

interface FieldsProps extends Omit<ChosenProps, 'start' | 'earlier' | 'onDone'> {
  form: Form<AssessmentDraft>
  instrument: InstrumentTemplate
}

function Fields({ detail, draft, form, forms, instrument, onClose }: FieldsProps): ReactElement {
  const { factors } = form.values
  useKeys('New assessment', [
    { key: 'Mod+Enter', says: 'record the assessment', run: () => form.submit() },
    { key: 'Escape', says: 'go back; the draft stays', run: onClose },
  ])
  const wrong = form.field('factors').error
  return (
    <ContractForm
      form={form}
      className={clsx('case-body form', styles['assessment-form'])}
      label="Assessment"
      does="Record the assessment"
      failed="The assessment was not recorded; the draft is kept"
      actions={
        <>
          <Kbd>{keyCap('Mod+Enter')}</Kbd>
          <Button onClick={onClose}>Leave</Button>
          <DraftWords state={draft.state} suffix=", not yet recorded" />
        </>
      }
      noValidate
    >
      <header>
        <h2>{instrument.title}</h2>
        <p className="quiet">{instrument.purpose}</p>
      </header>
      <div className="pair">
        <TextInput label="Who or what is assessed" autoFocus {...form.field('about')} />
        {forms.length > 1 && (
          <NativeSelect
            label="Form"
            data={forms.map(({ key, title }) => ({ value: key, label: title }))}
            {...form.field('instrument')}
          />
        )}
      </div>
      {(['concern', 'protective'] as const).map((kind) => (
        <section key={kind} aria-label={kindHeadings[kind]}>
          <h3 className="section-title">{kindHeadings[kind]}</h3>
          {instrument.factors
            .filter((factor) => factor.kind === kind)
            .map((factor) => (
              <FactorField
                key={factor.id}
                detail={detail}
                factor={factor}
                value={factors[factor.id] ?? unanswered}
                onChange={(next) => form.set({ factors: { ...factors, [factor.id]: next } })}
              />
            ))}
        </section>
      ))}
      {wrong !== false && <p className="late">{wrong}</p>}
      <Textarea
        label="Not known, and would matter"
        description="One a line."
        autosize
        minRows={2}
        {...form.field('gaps')}
      />
      <LevelField
        levels={instrument.levels}
        value={form.values.level}
        onChange={(level) => form.set({ level })}
        error={form.field('level').error || undefined}
      />
      <Textarea label="Why" autosize minRows={3} {...form.field('rationale')} />
      <PlanField
        plan={form.values.plan}
        onChange={(plan) => form.set({ plan })}
        error={form.field('plan').error || undefined}
      />
      <TextInput label="Look at it again on" placeholder="2026-12-02" {...form.field('reassessOn')} maxLength={10} />
    </ContractForm>
  )
}
