import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { plainly } from '../../ui/name.ts'
import { optionsOf } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import { numbersIn } from './numbers-in.ts'
import type { About, Assertion, Contradiction } from './types.ts'

interface DoneProps {
  detail: About
  onDone: () => void
}

/** What must be shown for an allegation to be found. */
export function ElementForm({
  detail,
  allegation,
  onDone,
}: DoneProps & { allegation: { number: string; text: string } }): ReactElement {
  const form = useContractForm('element.add', {
    kept: `element ${detail.id} ${allegation.number}`,
    values: { text: '' },
    also: { case: detail.id, allegation: allegation.number },
    says: { text: words.whatMustBeShown },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.elementOf(allegation.number)}
      kicker={plainly(allegation.text)}
      does={words.recordElement}
      failed={words.elementNotRecorded}
      onClose={onDone}
    >
      <Textarea label={words.whatMustBeShown} autosize minRows={2} {...form.field('text')} />
    </FormPanel>
  )
}

/** A piece of evidence, what it does to an assertion, and why. */
export function LinkForm({ assertion, onDone }: { assertion: Assertion; onDone: () => void }): ReactElement {
  const form = useContractForm('assertion.link', {
    kept: `assertion link ${assertion.id}`,
    values: { evidence: '', as: 'supports' as keyof typeof words.bearings, reason: '' },
    also: { assertion: assertion.id },
    says: { evidence: words.sayWhereItStands },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.linkTitle(assertion.number)}
      kicker={plainly(assertion.text)}
      does={words.recordLink}
      failed={words.linkNotRecorded}
      onClose={onDone}
    >
      <TextInput label={words.evidence} description={words.evidenceHint} {...form.field('evidence')} />
      <NativeSelect label={words.as} data={optionsOf(words.bearings)} {...form.field('as')} />
      <Textarea label={words.why} autosize minRows={2} {...form.field('reason')} />
    </FormPanel>
  )
}

/** The sentences that an assertion is made into. */
export function SplitForm({ assertion, onDone }: { assertion: Assertion; onDone: () => void }): ReactElement {
  const form = useContractForm('assertion.split', {
    values: { texts: assertion.compound.join('\n') },
    input: ({ texts }) => ({ assertion: assertion.id, texts: texts.split('\n').filter((one) => one.trim() !== '') }),
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.splitTitle(assertion.number)}
      kicker={plainly(assertion.text)}
      does={words.splitDo}
      failed={words.notSplit}
      onClose={onDone}
    >
      <Textarea
        label={words.sentences}
        description={words.splitHint}
        autosize
        minRows={3}
        {...form.field('texts')}
        maxLength={undefined}
      />
    </FormPanel>
  )
}

/** The elements that an assertion bears on. */
export function PlaceForm({ assertion, onDone }: { assertion: Assertion; onDone: () => void }): ReactElement {
  const form = useContractForm('assertion.place', {
    values: { elements: assertion.elements.map(({ number }) => number).join(', ') },
    input: ({ elements }) => ({ assertion: assertion.id, elements: numbersIn(elements) }),
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.placeTitle(assertion.number)}
      kicker={plainly(assertion.text)}
      does={words.placeDo}
      failed={words.notPlaced}
      onClose={onDone}
    >
      <TextInput label={words.elements} description={words.elementsHint} {...form.field('elements')} />
    </FormPanel>
  )
}

/** How a contradiction is answered, and what shows it. */
export function AnswerForm({
  detail,
  contradiction,
  onDone,
}: DoneProps & { contradiction: Contradiction }): ReactElement {
  const form = useContractForm('contradiction.answer', {
    kept: `contradiction ${contradiction.key}`,
    values: { as: 'explained' as keyof typeof words.answers, reason: '', proof: '' },
    also: { case: detail.id, key: contradiction.key },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.answerTitle(contradiction.key)}
      kicker={plainly(contradiction.question)}
      does={words.recordAnswer}
      failed={words.answerNotRecorded}
      onClose={onDone}
    >
      <NativeSelect label={words.howIsItAnswered} data={optionsOf(words.answers)} {...form.field('as')} />
      <Textarea label={words.why} autosize minRows={2} {...form.field('reason')} />
      <TextInput label={words.whatShowsIt} description={words.evidenceHint} {...form.field('proof')} />
    </FormPanel>
  )
}

const seconds = (typed: string): number => (typed.trim() === '' ? 0 : Number(typed.replace(',', '.')) * 1000)

/** The check of a device's clock. */
export function ClockForm({ detail, onDone }: DoneProps): ReactElement {
  const form = useContractForm('clock.add', {
    kept: `clock ${detail.id}`,
    values: {
      device: '',
      offsetMs: '',
      uncertaintyMs: '',
      driftMsPerDay: '',
      checkedAgainst: '',
      proof: '',
      exhibits: '',
    },
    input: ({ offsetMs, uncertaintyMs, driftMsPerDay, proof, exhibits, ...said }) => ({
      case: detail.id,
      ...said,
      offsetMs: Math.round(seconds(offsetMs)),
      uncertaintyMs: Math.round(seconds(uncertaintyMs)),
      driftMsPerDay: seconds(driftMsPerDay),
      ...(proof.trim() === '' ? {} : { proof }),
      exhibits: numbersIn(exhibits),
    }),
    wrong: (values) =>
      Object.fromEntries(
        (['offsetMs', 'uncertaintyMs', 'driftMsPerDay'] as const).flatMap((field) =>
          Number.isFinite(seconds(values[field])) ? [] : [[field, words.number]],
        ),
      ),
    needed: () => ['offsetMs', 'uncertaintyMs'],
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.clockTitle}
      kicker={detail.number}
      does={words.recordClock}
      failed={words.clockNotRecorded}
      onClose={onDone}
    >
      <TextInput label={words.device} {...form.field('device')} />
      <TextInput label={words.fast} {...form.field('offsetMs')} />
      <TextInput label={words.uncertainty} {...form.field('uncertaintyMs')} />
      <TextInput label={words.drift} {...form.field('driftMsPerDay')} />
      <TextInput label={words.against} {...form.field('checkedAgainst')} />
      <TextInput label={words.whatShowsIt} description={words.evidenceHint} {...form.field('proof')} />
      <TextInput label={words.exhibits} description={words.exhibitsHint} {...form.field('exhibits')} />
    </FormPanel>
  )
}

interface WithdrawProps extends DoneProps {
  title: string
}

export const WithdrawAssertion = ({
  assertion,
  title,
  onDone,
}: Omit<WithdrawProps, 'detail'> & { assertion: Assertion }): ReactElement => (
  <ReasonForm
    call="assertion.withdraw"
    also={{ assertion: assertion.id }}
    title={title}
    kicker={plainly(assertion.text)}
    does={words.withdrawDo}
    failed={words.notWithdrawn}
    says={words.staysOnRecord}
    onDone={onDone}
  />
)

export const UnlinkForm = ({
  assertion,
  link,
  onDone,
}: {
  assertion: Assertion
  link: Assertion['links'][number]
  onDone: () => void
}): ReactElement => (
  <ReasonForm
    call="assertion.unlink"
    also={{ assertion: assertion.id, link: link.id }}
    title={words.takeOffTitle}
    kicker={`${assertion.number} · ${plainly(link.evidence.label)}`}
    does={words.takeOffTitle}
    failed={words.notTakenOff}
    says={words.staysOnRecord}
    onDone={onDone}
  />
)
