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
import { words } from './catalogue.ts'
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
      <Problem problem={instruments.error} title={words.theAssessmentFormsCouldNotBe} />
    ) : (
      <Loading what={words.theAssessmentForm} />
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
  if (answer.error) return <Problem problem={answer.error} title={words.theAssessmentFormCouldNotBe} />
  if (!instrument) return <Loading what={words.theAssessmentForm} />
  return <Fields form={form} {...{ detail, draft, forms, instrument, onClose }} />
}

interface FieldsProps extends Omit<ChosenProps, 'start' | 'earlier' | 'onDone'> {
  form: Form<AssessmentDraft>
  instrument: InstrumentTemplate
}

function Fields({ detail, draft, form, forms, instrument, onClose }: FieldsProps): ReactElement {
  const { factors } = form.values
  useKeys(words.newAssessment, [
    { key: 'Mod+Enter', says: words.keyRecord, run: () => form.submit() },
    { key: 'Escape', says: words.goBackTheDraftStays, run: onClose },
  ])
  const wrong = form.field('factors').error
  return (
    <ContractForm
      form={form}
      className={clsx('case-body form', styles['assessment-form'])}
      label={words.assessment}
      does={words.recordTheAssessment}
      failed={words.theAssessmentWasNotRecordedThe}
      actions={
        <>
          <Kbd>{keyCap('Mod+Enter')}</Kbd>
          <Button onClick={onClose}>{words.leave}</Button>
          <DraftWords state={draft.state} suffix={words.notYetRecorded} />
        </>
      }
      noValidate
    >
      <header>
        <h2>{instrument.title}</h2>
        <p className="quiet">{instrument.purpose}</p>
      </header>
      <div className="pair">
        <TextInput label={words.whoOrWhatIsAssessed} autoFocus {...form.field('about')} />
        {forms.length > 1 && (
          <NativeSelect
            label={words.form}
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
        label={words.notKnownAndWouldMatter}
        description={words.oneALine}
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
      <Textarea label={words.why} autosize minRows={3} {...form.field('rationale')} />
      <PlanField
        plan={form.values.plan}
        onChange={(plan) => form.set({ plan })}
        error={form.field('plan').error || undefined}
      />
      <TextInput label={words.lookAtItAgainOn} placeholder="2026-12-02" {...form.field('reassessOn')} maxLength={10} />
    </ContractForm>
  )
}
