import { NativeSelect, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { optionsOf } from '../../ui/words.ts'
import { levelWords, type About, type Closure } from './closure.ts'
import { words } from './catalogue.ts'

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
    says: { level: words.sayHowMuchRemains, text: words.sayWhy },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.residualRisk}
      kicker={detail.number}
      does={words.record}
      failed={words.itWasNotRecorded}
      says={words.aModerateOrHighRiskNeeds}
      onClose={onDone}
    >
      <NativeSelect
        label={words.riskThatRemains}
        data={[{ value: '', label: words.chooseAWord }, ...optionsOf(levelWords)]}
        {...form.field('level')}
      />
      <Textarea
        label={words.why}
        placeholder={words.whatWasDoneAgainstItWhat}
        autosize
        minRows={4}
        {...form.field('text')}
      />
    </FormPanel>
  )
}
