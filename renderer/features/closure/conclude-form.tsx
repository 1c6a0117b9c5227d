import { Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { type About, type Part } from './closure.ts'
import { words } from './catalogue.ts'

interface ConcludeFormProps {
  detail: About
  part: Part
  said: { text: string } | null
  onDone: () => void
}

/** One of the texts that conclude a case. */
export function ConcludeForm({ detail, part, said, onDone }: ConcludeFormProps): ReactElement {
  const { title, asks } = words.parts[part]
  const form = useContractForm('closure.conclude', {
    kept: `conclude ${part} ${detail.id}`,
    values: { text: said?.text ?? '' },
    input: ({ text }) => (text === said?.text ? null : { case: detail.id, [part]: text }),
    needed: () => ['text'],
    says: { text: words.writeItDownOrLeaveIt },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.conclusion}
      kicker={detail.number}
      does={words.record}
      failed={words.itWasNotRecorded}
      onClose={onDone}
    >
      <Textarea label={title} placeholder={asks} autosize minRows={5} {...form.field('text')} />
    </FormPanel>
  )
}
