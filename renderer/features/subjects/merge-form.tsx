import { Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { nobodyChosen, SubjectChoice } from './subject-choice.tsx'
import { named, type Detail } from './words.ts'
import { words } from './catalogue.ts'

/** Keeps this record under another one that is of the same. */
export function MergeForm({ detail, onDone }: { detail: Detail; onDone: () => void }): ReactElement {
  const navigate = useNavigate()
  const form = useContractForm('subject.merge', {
    kept: `subject merge ${detail.id}`,
    values: { into: nobodyChosen, reason: '' },
    input: ({ into, reason }) => ({ subject: detail.id, into: into.chosen, reason }),
    says: { into: words.chooseTheRecordThatIsKept, reason: words.sayWhatShowsThatTheyAre },
    onDone: (merged) => {
      onDone()
      if (merged) void navigate({ to: '/subjects/$subjectRef', params: { subjectRef: merged.subject } })
    },
  })
  return (
    <FormPanel
      form={form}
      title={words.mergeIntoAnotherRecord}
      kicker={named(detail)}
      does={words.mergeRecords}
      failed={words.theRecordsWereNotMerged}
      says={words.nothingIsMovedTheKeptRecord}
      onClose={onDone}
    >
      <SubjectChoice label={words.theRecordThatIsKept} kind={detail.kind} but={detail.id} {...form.field('into')} />
      <Textarea
        label={words.reason}
        placeholder={words.whatShowsThatTheyAreOne}
        autosize
        minRows={2}
        {...form.field('reason')}
      />
    </FormPanel>
  )
}
