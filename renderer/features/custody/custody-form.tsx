import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { recordedActions } from '../../../shared/contract/custody.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { withoutBlanks } from '../../ui/contract-input.ts'
import { InstantField } from '../../ui/instant-field.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'
import { words } from './catalogue.ts'

type Action = Input<'exhibit.recordCustody'>['action']
type Shown = Output<'custody.show'>

const onlyItems: ReadonlySet<Action> = new Set(['store', 'dispose', 'destroy'])
const handsOver: ReadonlySet<Action> = new Set(['transfer', 'check-out', 'return'])
const readsHash: ReadonlySet<Action> = new Set(['check-in', 'test', 'return'])
const isEnd = (action: Action): boolean => action === 'dispose' || action === 'destroy'

/** Which fields a step of this kind has beside when, where, how and why. */
const asks = (action: Action, { kind }: Pick<Shown, 'kind'>) => ({
  to: !isEnd(action) && action !== 'access' && action !== 'test',
  outside: handsOver.has(action),
  expectedBack: action === 'check-out',
  seal: kind === 'item' && action !== 'store' && action !== 'access',
  hash: kind === 'file' && readsHash.has(action),
  condition: kind === 'item',
})

interface CustodyFormProps {
  held: Shown
  onDone: () => void
}

/** One more link of the chain. When it happened and when it is written down are two times. */
export function CustodyForm({ held, onDone }: CustodyFormProps): ReactElement {
  const { standing } = held
  const form = useContractForm('exhibit.recordCustody', {
    kept: `custody ${held.exhibit}`,
    values: () => ({
      action: (standing.state === 'held' ? 'transfer' : 'check-in') as Action,
      from: '',
      to: '',
      custodyAt: toLocalField(new Date()),
      place: '',
      method: '',
      purpose: '',
      authority: '',
      condition: '',
      expectedBack: '',
      outside: false,
      sealBefore: '',
      sealAfter: '',
      hashBefore: '',
      hashAfter: '',
      reason: '',
    }),
    input: ({ custodyAt, expectedBack, outside, ...values }) => {
      const asked = asks(values.action, held)
      const blank = {
        ...(asked.to ? {} : { to: '' }),
        ...(asked.seal ? {} : { sealBefore: '', sealAfter: '' }),
        ...(asked.hash ? {} : { hashBefore: '', hashAfter: '' }),
        ...(asked.condition ? {} : { condition: '' }),
      }
      return {
        ...withoutBlanks('exhibit.recordCustody', { exhibit: held.exhibit, ...values, ...blank }),
        custodyAt: fromLocalField(custodyAt),
        outside: asked.outside && outside,
        expectedBack: asked.expectedBack ? (fromLocalField(expectedBack) ?? null) : null,
      }
    },
    needed: ({ action }) => [
      ...(action === 'transfer' || action === 'check-out' ? (['to'] as const) : []),
      ...(action === 'store' ? (['place'] as const) : []),
      ...(isEnd(action) ? (['authority'] as const) : []),
      ...(standing.seal !== null && asks(action, held).seal ? (['sealBefore'] as const) : []),
      ...(standing.seal !== null && action === 'test' ? (['sealAfter'] as const) : []),
    ],
    says: { to: words.sayWhoHasIt, place: words.sayWhereItLies, authority: words.sayWhoOrdered },
    onDone,
  })
  const asked = asks(form.values.action, held)
  const actions = recordedActions
    .filter((value) => held.kind === 'item' || !onlyItems.has(value))
    .map((value) => ({ value, label: words.does[value] }))
  return (
    <FormPanel
      form={form}
      title={words.recordCustody}
      kicker={words.exhibitNumber(held.number)}
      failed={words.custodyNotRecorded}
      onClose={onDone}
    >
      <NativeSelect label={words.whatWasDone} data={actions} {...form.field('action')} />
      <TextInput label={words.from} placeholder={standing.holder ?? ''} {...form.field('from')} />
      {asked.to && <TextInput label={words.to} {...form.field('to')} />}
      {asked.outside && <Checkbox label={words.itWentOutside} {...form.box('outside')} />}
      <InstantField label={words.when} {...form.field('custodyAt')} tried={form.tried} />
      {asked.expectedBack && (
        <InstantField label={words.dueBack} {...form.field('expectedBack')} empty={words.noTime} tried={form.tried} />
      )}
      {asked.seal && (
        <>
          <TextInput
            label={words.sealBefore}
            description={standing.seal === null ? words.noSealOnRecord : words.sealOnRecord(standing.seal)}
            {...form.field('sealBefore')}
          />
          <TextInput label={words.sealAfter} {...form.field('sealAfter')} />
        </>
      )}
      {asked.hash && (
        <>
          <TextInput label={words.hashBefore} {...form.field('hashBefore')} />
          <TextInput label={words.hashAfter} {...form.field('hashAfter')} />
        </>
      )}
      <TextInput label={words.where} {...form.field('place')} />
      <TextInput label={words.how} {...form.field('method')} />
      {asked.condition && <TextInput label={words.condition} {...form.field('condition')} />}
      <Textarea label={words.purpose} rows={2} {...form.field('purpose')} />
      <TextInput label={words.authority} {...form.field('authority')} />
      {(asked.seal || asked.hash) && (
        <TextInput label={words.reason} description={words.reasonSays} {...form.field('reason')} />
      )}
    </FormPanel>
  )
}
