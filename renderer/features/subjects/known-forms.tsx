import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { optionsOf } from '../../ui/words.ts'
import { SeenBefore } from './seen-before.tsx'
import { confidenceWords, identifierWords, named, type Detail } from './words.ts'
import { words } from './catalogue.ts'

interface FormProps {
  detail: Detail
  onDone: () => void
}

/** Another name, how sure it is, and why. */
export function AliasForm({ detail, onDone }: FormProps): ReactElement {
  const form = useContractForm('subject.alias', {
    kept: `alias ${detail.id}`,
    values: { name: '', confidence: '', basis: '' },
    also: { subject: detail.id },
    says: { name: words.giveTheOtherName, confidence: words.sayHowSureItIs, basis: words.sayWhatItRestsOn },
    onDone,
  })
  const confidences = [{ value: '', label: words.choose }, ...optionsOf(confidenceWords)]
  return (
    <FormPanel
      form={form}
      title={words.addAlias}
      kicker={named(detail)}
      failed={words.nothingRecorded}
      onClose={onDone}
    >
      <TextInput label={words.alias} {...form.field('name')} />
      <SeenBefore typed={form.values.name} />
      <NativeSelect label={words.confidence} data={confidences} {...form.field('confidence')} />
      <TextInput label={words.why} placeholder={words.whatMakesItTheSame} {...form.field('basis')} />
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
    says: { value: words.writeItDownAsItIsKnown },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.addIdentifier}
      kicker={named(detail)}
      failed={words.nothingRecorded}
      onClose={onDone}
    >
      <NativeSelect label={words.type} data={optionsOf(identifierWords)} {...form.field('type')} />
      <TextInput label={words.value} {...form.field('value')} />
      <SeenBefore typed={form.values.value} />
      <TextInput label={words.why} description={words.mayBeLeftEmpty} {...form.field('basis')} />
    </FormPanel>
  )
}

/** An exhibit that shows it. */
export function PhotoForm({ detail, onDone }: FormProps): ReactElement {
  const form = useContractForm('subject.photo', {
    kept: `photo ${detail.id}`,
    values: { exhibit: '' },
    also: { subject: detail.id },
    says: { exhibit: words.giveTheExhibitsNumber },
    onDone,
  })
  const says = words.thePictureStaysAnExhibitOf
  return (
    <FormPanel
      form={form}
      title={words.addPhoto}
      kicker={named(detail)}
      failed={words.nothingRecorded}
      says={says}
      onClose={onDone}
    >
      <TextInput label={words.exhibit} placeholder="2026-001-E02" {...form.field('exhibit')} />
    </FormPanel>
  )
}
