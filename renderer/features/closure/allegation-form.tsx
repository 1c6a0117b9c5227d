import { NativeSelect, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { optionsOf } from '../../ui/words.ts'
import { standardWords } from '../../../shared/contract/closure.ts'
import type { About } from './closure.ts'
import { words } from './catalogue.ts'

export function AllegationForm({ detail, onDone }: { detail: About; onDone: () => void }): ReactElement {
  const form = useContractForm('closure.allege', {
    kept: `allegation ${detail.id}`,
    values: { text: '', standard: 'preponderance' },
    also: { case: detail.id },
    says: { text: words.sayWhatIsAlleged },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.writeAnAllegation}
      kicker={detail.number}
      does={words.recordAllegation}
      failed={words.theAllegationWasNotRecorded}
      onClose={onDone}
    >
      <Textarea
        label={words.allegation}
        placeholder={words.whoIsSaidToHaveDone}
        autosize
        minRows={3}
        {...form.field('text')}
      />
      <NativeSelect label={words.standardOfProof} data={optionsOf(standardWords)} {...form.field('standard')} />
    </FormPanel>
  )
}
