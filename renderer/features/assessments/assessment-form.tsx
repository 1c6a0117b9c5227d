import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { InstrumentTemplate } from '../../../shared/contract/instruments.ts'
import { useAsk, useCommand } from '../../app/client.ts'
import { useDraft, type Draft } from '../../app/drafts.ts'
import { keyCap, useKeys } from '../../app/keys.ts'
import { Act } from '../../app/may.tsx'
import { DraftWords } from '../../ui/draft-words.tsx'
import { Kbd, Loading } from '../../ui/empty.tsx'
import { HeldForm } from '../../ui/held-form.tsx'
import { Problem } from '../../ui/problem.tsx'
import { draftAfter, readAssessment, unanswered, type AssessmentDraft } from './assessment-draft.ts'
import { FactorField } from './factor-field.tsx'
import { LevelField } from './level-field.tsx'
import { PlanField } from './plan-field.tsx'
import { kindHeadings, type Assessment } from './words.ts'

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

function Chosen({ draft, start, forms, ...props }: ChosenProps): ReactElement {
  const [form, setForm] = useState(start)
  const answer = useAsk('template.get', { kind: 'assessment', key: form.instrument })
  const change = (next: Partial<AssessmentDraft>): void => {
    const whole = { ...form, ...next }
    setForm(whole)
    draft.put(whole)
  }
  if (answer.error) return <Problem problem={answer.error} title="The assessment form could not be read" />
  if (!answer.data) return <Loading what="the assessment form" />
  const instrument = InstrumentTemplate.parse(answer.data.body)
  return <Fields {...props} draft={draft} form={form} change={change} forms={forms} instrument={instrument} />
}

interface FieldsProps extends Omit<ChosenProps, 'start'> {
  form: AssessmentDraft
  change: (next: Partial<AssessmentDraft>) => void
  instrument: InstrumentTemplate
}

function Fields({ detail, draft, form, change, forms, instrument, onDone, onClose }: FieldsProps): ReactElement {
  const [tried, setTried] = useState(false)
  const make = useCommand('assessment.make')
  const { input, errors: found } = readAssessment(form, instrument)
  const errors = tried ? found : {}
  const submit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault()
    setTried(true)
    if (!input || make.isPending) return
    const made = await make.mutateAsync({ ...input, case: detail.id }).catch(() => null)
    if (!made) return
    await draft.drop().catch(() => undefined)
    onDone(made.id)
  }
  useKeys('New assessment', [
    { key: 'Mod+Enter', says: 'record the assessment', run: () => void submit() },
    { key: 'Escape', says: 'go back; the draft stays', run: onClose },
  ])
  return (
    <form
      className="case-body form assessment-form"
      aria-label="Assessment"
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <header>
        <h2>{instrument.title}</h2>
        <p className="quiet">{instrument.purpose}</p>
      </header>
      <div className="pair">
        <TextInput
          label="Who or what is assessed"
          autoFocus
          value={form.about}
          maxLength={500}
          onChange={(event) => change({ about: event.currentTarget.value })}
          error={errors.about}
        />
        {forms.length > 1 && (
          <NativeSelect
            label="Form"
            data={forms.map(({ key, title }) => ({ value: key, label: title }))}
            value={form.instrument}
            onChange={(event) => change({ instrument: event.currentTarget.value })}
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
                value={form.factors[factor.id] ?? unanswered}
                onChange={(next) => change({ factors: { ...form.factors, [factor.id]: next } })}
              />
            ))}
        </section>
      ))}
      {errors.factors !== undefined && <p className="late">{errors.factors}</p>}
      <Textarea
        label="Not known, and would matter"
        description="One a line."
        autosize
        minRows={2}
        value={form.gaps}
        onChange={(event) => change({ gaps: event.currentTarget.value })}
      />
      <LevelField
        levels={instrument.levels}
        value={form.level}
        onChange={(level) => change({ level })}
        error={errors.level}
      />
      <Textarea
        label="Why"
        autosize
        minRows={3}
        value={form.rationale}
        onChange={(event) => change({ rationale: event.currentTarget.value })}
        error={errors.rationale}
      />
      <PlanField plan={form.plan} onChange={(plan) => change({ plan })} error={errors.plan} />
      <TextInput
        label="Look at it again on"
        placeholder="2026-12-02"
        value={form.reassessOn}
        maxLength={10}
        onChange={(event) => change({ reassessOn: event.currentTarget.value })}
        error={errors.reassessOn}
      />
      <Problem problem={make.error} title="The assessment was not recorded; the draft is kept" />
      <div className="actions">
        <Act needs="case.write" type="submit" variant="filled" disabled={make.isPending}>
          Record the assessment
        </Act>
        <Kbd>{keyCap('Mod+Enter')}</Kbd>
        <Button onClick={onClose}>Leave</Button>
        <DraftWords state={draft.state} suffix=", not yet recorded" />
      </div>
    </form>
  )
}
