import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { optionsOf } from '../../ui/words.ts'
import { readWhen, WhenField } from '../../ui/when-field.tsx'
import { words } from './catalogue.ts'
import { nothingTyped, saidIn } from './said-in.ts'
import type { About, Element } from './types.ts'

interface AssertionFormProps {
  detail: About
  element: Element | undefined
  onDone: (id: string | undefined) => void
}

/** One sentence, who says it and where; and what it is about, so that it can be set against others. */
export function AssertionForm({ detail, element, onDone }: AssertionFormProps): ReactElement {
  const form = useContractForm('assertion.add', {
    kept: `assertion ${detail.id} ${element?.number ?? ''}`,
    values: { ...nothingTyped, elements: element?.number ?? '' },
    input: (typed) => saidIn(detail.id, typed),
    wrong: ({ from, until }) => ({ from: readWhen(from).error, until: readWhen(until).error }),
    says: { text: words.sayWhatIsSaid, at: words.sayWhereItStands, says: words.sayWhoSaysIt },
    onDone: (made) => onDone(made?.assertion),
  })
  return (
    <FormPanel
      form={form}
      title={words.newAssertion}
      kicker={element ? `${detail.number} · ${element.number}` : detail.number}
      does={words.recordAssertion}
      failed={words.assertionNotRecorded}
      onClose={() => onDone(undefined)}
    >
      <Textarea label={words.text} autosize minRows={2} {...form.field('text')} />
      <TextInput label={words.source} description={words.sourceHint} {...form.field('at')} />
      <TextInput label={words.says} description={words.saysHint} {...form.field('says')} />
      <NativeSelect label={words.knowledge} data={optionsOf(words.knowledges)} {...form.field('knowledge')} />
      {form.values.knowledge === 'hearsay' && <TextInput label={words.heardFrom} {...form.field('heardFrom')} />}
      <TextInput label={words.about} description={words.saysHint} {...form.field('about')} />
      <TextInput label={words.event} description={words.eventHint} {...form.field('event')} />
      <TextInput label={words.place} description={words.placeHint} {...form.field('place')} />
      <WhenField
        label={words.began}
        value={form.values.from}
        onChange={(from) => form.set({ from })}
        error={form.field('from').error}
      />
      <WhenField
        label={words.ended}
        value={form.values.until}
        onChange={(until) => form.set({ until })}
        error={form.field('until').error}
      />
      <TextInput label={words.elements} description={words.elementsHint} {...form.field('elements')} />
    </FormPanel>
  )
}
