import { NativeSelect, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { optionsOf } from '../../ui/words.ts'
import { levelWords, type About, type Closure } from './closure.ts'

interface ResidualFormProps {
  detail: About
  said: Closure['residual']
  onDone: () => void
}

/** What risk remains, in a word and with its reason. */
export function ResidualForm({ detail, said, onDone }: ResidualFormProps): ReactElement {
  const form = useContractForm('closure.conclude', {
    kept: `residual ${detail.id}`,
    values: { level: said?.level ?? '', text: said?.text ?? '' },
    input: ({ level, text }) =>
      level === said?.level && text === said.text ? null : { case: detail.id, residual: { level, text } },
    says: { level: 'Say how much remains.', text: 'Say why.' },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title="Residual risk"
      kicker={detail.number}
      does="Record"
      failed="It was not recorded"
      says="A moderate or high risk needs somebody to watch it, or a safeguard, before closing."
      onClose={onDone}
    >
      <NativeSelect
        label="Risk that remains"
        data={[{ value: '', label: 'Choose a word' }, ...optionsOf(levelWords)]}
        {...form.field('level')}
      />
      <Textarea
        label="Why"
        placeholder="What was done against it, what is still not known"
        autosize
        minRows={4}
        {...form.field('text')}
      />
    </FormPanel>
  )
}
