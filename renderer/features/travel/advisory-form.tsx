import { Checkbox, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { orNothing } from '../../ui/contract-input.ts'
import { readWhen, WhenField, whenUnknown } from '../../ui/when-field.tsx'
import { placeWords, type Leg } from './words.ts'
import styles from './travel.module.css'

interface AdvisoryFormProps {
  detail: { id: string; number: string }
  legs: readonly Leg[]
  onDone: () => void
}

/** An advisory or alert that concerns the journey, or legs of it. */
export function AdvisoryForm({ detail, legs, onDone }: AdvisoryFormProps): ReactElement {
  const form = useContractForm('travel.advise', {
    kept: `advisory ${detail.id}`,
    values: {
      title: '',
      source: '',
      text: '',
      report: '',
      effective: whenUnknown,
      expires: whenUnknown,
      legs: [] as string[],
    },
    wrong: ({ effective, expires }) => ({ effective: readWhen(effective).error, expires: readWhen(expires).error }),
    input: (typed) => ({
      case: detail.id,
      title: typed.title.trim(),
      source: typed.source.trim(),
      text: orNothing(typed.text.trim()) ?? null,
      effective: readWhen(typed.effective).when,
      expires: readWhen(typed.expires).when,
      legs: typed.legs,
      report: orNothing(typed.report.trim()),
    }),
    says: { title: 'Say what it warns of.', source: 'Say who issued it.' },
    onDone,
  })
  const { legs: chosen } = form.values
  return (
    <FormPanel
      form={form}
      title="Attach an advisory"
      kicker={detail.number}
      does="Attach it"
      failed="The advisory was not attached"
      noValidate
      onClose={onDone}
    >
      <TextInput label="Title" {...form.field('title')} />
      <TextInput label="Issued by" {...form.field('source')} />
      <TextInput
        label="Report it came by"
        placeholder="R-0007"
        description="The alert as it was taken in; empty: none"
        {...form.field('report')}
      />
      <Textarea label="What it says" autosize minRows={2} {...form.field('text')} />
      <WhenField label="In force from" {...form.field('effective')} />
      <WhenField label="Until" {...form.field('expires')} />
      <fieldset className={styles['leg-choice']}>
        <legend>Legs that it concerns; none means all</legend>
        {legs.map(({ id, number, from, to }) => (
          <Checkbox
            key={id}
            label={`${number} ${placeWords(from)} → ${placeWords(to)}`}
            checked={chosen.includes(id)}
            onChange={({ currentTarget: { checked } }) =>
              form.set({ legs: checked ? [...chosen, id] : chosen.filter((one) => one !== id) })
            }
          />
        ))}
      </fieldset>
    </FormPanel>
  )
}
