import { Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { nobodyChosen, SubjectChoice } from './subject-choice.tsx'
import { named, type Detail } from './words.ts'

/** Keeps this record under another one that is of the same. */
export function MergeForm({ detail, onDone }: { detail: Detail; onDone: () => void }): ReactElement {
  const navigate = useNavigate()
  const form = useContractForm('subject.merge', {
    kept: `subject merge ${detail.id}`,
    values: { into: nobodyChosen, reason: '' },
    input: ({ into, reason }) => ({ subject: detail.id, into: into.chosen, reason }),
    says: { into: 'Choose the record that is kept.', reason: 'Say what shows that they are one.' },
    onDone: (merged) => {
      onDone()
      if (merged) void navigate({ to: '/subjects/$subjectRef', params: { subjectRef: merged.subject } })
    },
  })
  return (
    <FormPanel
      form={form}
      title="Merge into another record"
      kicker={named(detail)}
      does="Merge records"
      failed="The records were not merged"
      says="Nothing is moved: the kept record shows all of both with its origin, and they can be taken apart again."
      onClose={onDone}
    >
      <SubjectChoice label="The record that is kept" kind={detail.kind} but={detail.id} {...form.field('into')} />
      <Textarea
        label="Reason"
        placeholder="What shows that they are one"
        autosize
        minRows={2}
        {...form.field('reason')}
      />
    </FormPanel>
  )
}
