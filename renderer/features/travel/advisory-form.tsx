import { Checkbox, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { orNothing } from '../../ui/contract-input.ts'
import { readWhen, WhenField, whenUnknown } from '../../ui/when-field.tsx'
import { placeWords, type Leg } from './words.ts'
import { words } from './catalogue.ts'
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
    says: { title: words.sayWhatItWarnsOf, source: words.sayWhoIssuedIt },
    onDone,
  })
  const { legs: chosen } = form.values
  return (
    <FormPanel
      form={form}
      title={words.attachAnAdvisory}
      kicker={detail.number}
      does={words.attachIt}
      failed={words.theAdvisoryWasNotAttached}
      noValidate
      onClose={onDone}
    >
      <TextInput label={words.title} {...form.field('title')} />
      <TextInput label={words.issuedBy} {...form.field('source')} />
      <TextInput
        label={words.reportItCameBy}
        placeholder="R-0007"
        description={words.theAlertAsItWasTaken}
        {...form.field('report')}
      />
      <Textarea label={words.whatItSays} autosize minRows={2} {...form.field('text')} />
      <WhenField label={words.inForceFrom} {...form.field('effective')} />
      <WhenField label={words.until} {...form.field('expires')} />
      <fieldset className={styles['leg-choice']}>
        <legend>{words.legsThatItConcernsNoneMeans}</legend>
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
