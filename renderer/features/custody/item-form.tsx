import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { withoutBlanks } from '../../ui/contract-input.ts'
import { InstantField } from '../../ui/instant-field.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'
import { words } from './catalogue.ts'

interface ItemFormProps {
  detail: { id: string; number: string }
  onDone: (number: string | undefined) => void
}

const numberIn = (text: string): number | string | undefined =>
  text.trim() === '' ? undefined : /^\d{1,3}$/.test(text.trim()) ? Number(text) : text

/** A physical item that is taken into custody. */
export function ItemForm({ detail, onDone }: ItemFormProps): ReactElement {
  const form = useContractForm('item.add', {
    kept: `item ${detail.id}`,
    values: () => ({
      description: '',
      serialNumber: '',
      bag: '',
      seal: '',
      part: '',
      parts: '',
      storage: '',
      photograph: '',
      collectedBy: '',
      collectedAt: toLocalField(new Date()),
      place: '',
      method: '',
    }),
    input: ({ part, parts, collectedAt, ...values }) => ({
      ...withoutBlanks('item.add', { case: detail.id, ...values }),
      ...(part.trim() === '' ? {} : { part: numberIn(part) }),
      ...(parts.trim() === '' ? {} : { parts: numberIn(parts) }),
      collectedAt: fromLocalField(collectedAt),
    }),
    wrong: ({ part, parts }) => ({
      parts: (part.trim() === '') === (parts.trim() === '') ? undefined : words.sayBoth,
    }),
    onDone: (output) => onDone(output?.number),
  })
  return (
    <FormPanel
      form={form}
      title={words.addItem}
      kicker={detail.number}
      failed={words.itemNotAdded}
      onClose={() => onDone(undefined)}
    >
      <TextInput label={words.whatItIs} {...form.field('description')} />
      <TextInput label={words.serial} {...form.field('serialNumber')} />
      <TextInput label={words.bag} {...form.field('bag')} />
      <TextInput label={words.seal} {...form.field('seal')} />
      <TextInput label={words.whichBag} inputMode="numeric" {...form.field('part')} />
      <TextInput label={words.ofBags} description={words.bagsSays} inputMode="numeric" {...form.field('parts')} />
      <TextInput label={words.storage} {...form.field('storage')} />
      <TextInput label={words.photograph} description={words.photographSays} {...form.field('photograph')} />
      <TextInput label={words.collectedBy} placeholder={words.you} {...form.field('collectedBy')} />
      <InstantField label={words.collectedAt} {...form.field('collectedAt')} tried={form.tried} />
      <TextInput label={words.where} {...form.field('place')} />
      <TextInput label={words.how} {...form.field('method')} />
    </FormPanel>
  )
}
