import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { optionsOf } from '../../ui/words.ts'
import { SeenBefore } from './seen-before.tsx'
import { confidenceWords, identifierWords, named, type Detail } from './words.ts'

interface FormProps {
  detail: Detail
  onDone: () => void
}

const failed = 'Nothing was recorded'

/** Another name, how sure it is, and why. */
export function AliasForm({ detail, onDone }: FormProps): ReactElement {
  const form = useContractForm('subject.alias', {
    kept: `alias ${detail.id}`,
    values: { name: '', confidence: '', basis: '' },
    also: { subject: detail.id },
    says: { name: 'Give the other name.', confidence: 'Say how sure it is.', basis: 'Say what it rests on.' },
    onDone,
  })
  const confidences = [{ value: '', label: 'Choose' }, ...optionsOf(confidenceWords)]
  return (
    <FormPanel form={form} title="Add alias" kicker={named(detail)} failed={failed} onClose={onDone}>
      <TextInput label="Alias" {...form.field('name')} />
      <SeenBefore typed={form.values.name} />
      <NativeSelect label="Confidence" data={confidences} {...form.field('confidence')} />
      <TextInput label="Why" placeholder="What makes it the same" {...form.field('basis')} />
    </FormPanel>
  )
}

/** A telephone, plate, badge, handle or document by which it is known. */
export function IdentifierForm({ detail, onDone }: FormProps): ReactElement {
  const form = useContractForm('subject.identify', {
    kept: `identifier ${detail.id}`,
    values: {
      type: detail.kind === 'vehicle' ? 'plate' : detail.kind === 'account' ? 'handle' : 'phone',
      value: '',
      basis: '',
    },
    also: { subject: detail.id },
    says: { value: 'Write it down as it is known.' },
    onDone,
  })
  return (
    <FormPanel form={form} title="Add identifier" kicker={named(detail)} failed={failed} onClose={onDone}>
      <NativeSelect label="Type" data={optionsOf(identifierWords)} {...form.field('type')} />
      <TextInput label="Value" {...form.field('value')} />
      <SeenBefore typed={form.values.value} />
      <TextInput label="Why" description="may be left empty" {...form.field('basis')} />
    </FormPanel>
  )
}

/** An exhibit that shows it. */
export function PhotoForm({ detail, onDone }: FormProps): ReactElement {
  const form = useContractForm('subject.photo', {
    kept: `photo ${detail.id}`,
    values: { exhibit: '' },
    also: { subject: detail.id },
    says: { exhibit: 'Give the exhibit’s number.' },
    onDone,
  })
  const says = 'The picture stays an exhibit of its case; here it is only shown.'
  return (
    <FormPanel form={form} title="Add photo" kicker={named(detail)} failed={failed} says={says} onClose={onDone}>
      <TextInput label="Exhibit" placeholder="2026-001-E02" {...form.field('exhibit')} />
    </FormPanel>
  )
}
