import { NativeSelect, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { toLocalField } from '../../ui/time.ts'
import { readWhen, typedFrom, WhenField, whenUnknown } from '../../ui/when-field.tsx'
import { optionsOf } from '../../ui/words.ts'
import { deviationWords, type Leg } from './words.ts'
import { words } from './catalogue.ts'

interface StepProps {
  detail: { id: string; number: string }
  leg: Leg
  onDone: () => void
}

/** When a leg was really begun and ended. */
export function TimesForm({ detail, leg, onDone }: StepProps): ReactElement {
  const form = useContractForm('travel.report', {
    kept: `leg times ${leg.id}`,
    values: () => ({
      departed: leg.departed ? typedFrom(leg.departed) : { text: '', zone: leg.departure.zone },
      arrived: leg.arrived ? typedFrom(leg.arrived) : { text: '', zone: leg.arrival?.zone ?? leg.departure.zone },
    }),
    wrong: ({ departed, arrived }) => {
      const [from, to] = [readWhen(departed), readWhen(arrived)]
      const nothing = !from.when && !to.when
      return { departed: from.error, arrived: to.error ?? (nothing ? words.giveOneOfTheTwoTimes : undefined) }
    },
    input: ({ departed, arrived }) => ({
      case: detail.id,
      leg: leg.id,
      departed: readWhen(departed).when ?? undefined,
      arrived: readWhen(arrived).when ?? undefined,
    }),
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.reportTimesOf(leg.number)}
      kicker={detail.number}
      does={words.reportTimes}
      failed={words.theTimesWereNotRecorded}
      says={words.thePlanStaysBesideWhatReally}
      noValidate
      onClose={onDone}
    >
      <WhenField label={words.departed} {...form.field('departed')} />
      <WhenField label={words.arrived} {...form.field('arrived')} />
    </FormPanel>
  )
}

/** Something that is not as it was planned; it stays open until it is settled. */
export function DeviationForm({ detail, leg, onDone }: StepProps): ReactElement {
  const form = useContractForm('travel.deviate', {
    kept: `leg deviation ${leg.id}`,
    values: () => ({ kind: 'late', what: '', noticedAt: { ...whenUnknown, text: toLocalField(new Date()) } }),
    wrong: ({ noticedAt }) => {
      const { when, error } = readWhen(noticedAt)
      return { noticedAt: error ?? (when ? undefined : words.sayWhenItWasNoticed) }
    },
    input: ({ noticedAt, kind, what }) => ({
      case: detail.id,
      leg: leg.id,
      kind,
      what: what.trim(),
      noticedAt: readWhen(noticedAt).when,
    }),
    says: { what: words.sayWhatWasNoticed },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.deviationOf(leg.number)}
      kicker={detail.number}
      does={words.noteTheDeviation}
      failed={words.theDeviationWasNotRecorded}
      noValidate
      onClose={onDone}
    >
      <NativeSelect label={words.whatKind} data={optionsOf(deviationWords)} {...form.field('kind')} />
      <Textarea label={words.whatIsNotAsPlanned} autosize minRows={2} {...form.field('what')} />
      <WhenField label={words.noticed} {...form.field('noticedAt')} />
    </FormPanel>
  )
}
