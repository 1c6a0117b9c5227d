import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { withoutBlanks } from '../../ui/contract-input.ts'
import { InstantField } from '../../ui/instant-field.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'

type Action = Input<'exhibit.recordCustody'>['action']

const actionWords: Record<Action, string> = {
  transfer: 'Transfer',
  'check-out': 'Check out',
  'check-in': 'Check in',
  access: 'Look at',
  test: 'Test',
  return: 'Return',
}

interface CustodyFormProps {
  exhibit: Output<'exhibit.get'>
  onDone: () => void
}

/** One more link of the chain. When it happened and when it is written down are two times. */
export function CustodyForm({ exhibit, onDone }: CustodyFormProps): ReactElement {
  const form = useContractForm('exhibit.recordCustody', {
    kept: `custody ${exhibit.id}`,
    values: () => ({
      action: 'transfer',
      from: '',
      to: '',
      custodyAt: toLocalField(new Date()),
      place: '',
      method: '',
      purpose: '',
    }),
    input: ({ custodyAt, ...values }) => ({
      ...withoutBlanks('exhibit.recordCustody', { exhibit: exhibit.id, ...values }),
      custodyAt: fromLocalField(custodyAt),
    }),
    needed: ({ action }) => (action === 'transfer' ? ['to'] : []),
    says: { to: 'Say who has it now.' },
    onDone,
  })
  const actions = Object.entries(actionWords).map(([value, label]) => ({ value, label }))
  return (
    <FormPanel
      form={form}
      title="Record custody"
      kicker={`Exhibit ${exhibit.number}`}
      failed="Custody was not recorded"
      onClose={onDone}
    >
      <NativeSelect label="What was done" data={actions} {...form.field('action')} />
      <TextInput label="From" {...form.field('from')} />
      <TextInput label="To" {...form.field('to')} />
      <InstantField label="When" {...form.field('custodyAt')} tried={form.tried} />
      <TextInput label="Where" {...form.field('place')} />
      <TextInput label="How" {...form.field('method')} />
      <Textarea label="Purpose" rows={2} {...form.field('purpose')} />
    </FormPanel>
  )
}
