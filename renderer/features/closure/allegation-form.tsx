import { NativeSelect, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { optionsOf } from '../../ui/words.ts'
import { standardWords } from '../../../shared/contract/closure.ts'
import type { About } from './closure.ts'

export function AllegationForm({ detail, onDone }: { detail: About; onDone: () => void }): ReactElement {
  const form = useContractForm('closure.allege', {
    kept: `allegation ${detail.id}`,
    values: { text: '', standard: 'preponderance' },
    also: { case: detail.id },
    says: { text: 'Say what is alleged.' },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title="Write an allegation"
      kicker={detail.number}
      does="Record allegation"
      failed="The allegation was not recorded"
      onClose={onDone}
    >
      <Textarea
        label="Allegation"
        placeholder="Who is said to have done what, when and where"
        autosize
        minRows={3}
        {...form.field('text')}
      />
      <NativeSelect label="Standard of proof" data={optionsOf(standardWords)} {...form.field('standard')} />
    </FormPanel>
  )
}
