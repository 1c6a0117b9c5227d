import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useRef, type ReactElement } from 'react'
import type { Input } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { useDraft } from '../../session/drafts.ts'
import { ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf } from '../../ui/contract-input.ts'
import { DraftWords } from '../../ui/draft-words.tsx'
import { Loading } from '../../ui/empty.tsx'
import { HeldForm } from '../../ui/held-form.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SeenBefore } from '../subjects/index.ts'
import { typedFrom, WhenField } from '../../ui/when-field.tsx'
import { optionsOf } from '../../ui/words.ts'
import { emptyCommunication, readCommunication, type CommunicationDraft } from './communication-draft.ts'
import { channelWords, directionWords, roleWords, type Communication } from './words.ts'
import { words as fixed } from './catalogue.ts'
import styles from './communications.module.css'

interface CommunicationFormProps {
  detail: { id: string; number: string }
  /** The one that the new words are put in place of. */
  corrects?: Communication
  onDone: () => void
}

/** What was said, by whom to whom and when. Kept as a draft while it is typed. */
export function CommunicationForm(props: CommunicationFormProps): ReactElement {
  const draft = useDraft<CommunicationDraft>(`communication:${props.detail.id}:${props.corrects?.id ?? 'new'}`)
  if (draft.found === undefined) return <Loading what={fixed.theDraft} />
  const { detail, corrects, onDone } = props
  const start = { ...(corrects ? draftFrom(corrects) : emptyCommunication()), ...draft.found?.body }
  return (
    <Panel
      title={corrects ? fixed.correctNumber(corrects.number) : fixed.logACommunication}
      kicker={detail.number}
      onClose={onDone}
      asks
    >
      <HeldForm draft={draft}>
        <Form {...props} draft={draft} start={start} />
      </HeldForm>
    </Panel>
  )
}

const draftFrom = (row: Communication): CommunicationDraft => ({
  channel: row.channel,
  direction: row.direction,
  parties: row.parties.map(({ name, role, address }) => ({ name, role, address: address ?? '' })),
  sentAt: typedFrom(row.sentAt),
  receivedAt: typedFrom(row.receivedAt),
  content: row.content,
  quotes: row.quotes,
  outcome: row.outcome ?? '',
  exhibit: row.exhibit ?? '',
  reason: '',
})

interface FormProps extends CommunicationFormProps {
  draft: ReturnType<typeof useDraft<CommunicationDraft>>
  start: CommunicationDraft
}

function Form({ detail, corrects, onDone, draft, start }: FormProps): ReactElement {
  const words = useRef<HTMLTextAreaElement>(null)
  const exhibits = useAsk('exhibit.list', { case: detail.id })
  const form = useContractForm('communication.log', {
    draft,
    values: start,
    wrong: (said) => readCommunication(said, corrects !== undefined).errors,
    input: (said) => {
      const { input } = readCommunication(said, corrects !== undefined)
      if (!input) return undefined
      const corrected = corrects && { corrects: { communication: corrects.id, reason: said.reason.trim() } }
      return { ...input, case: detail.id, ...corrected }
    },
    onDone,
  })
  const { values: said, set: change } = form
  const wrong = (field: 'parties' | 'quotes'): ReactElement | false => {
    const { error } = form.field(field)
    return error !== false && <p className="late">{error}</p>
  }
  const party = (index: number, next: Partial<CommunicationDraft['parties'][number]>): void =>
    change({ parties: said.parties.map((one, at) => (at === index ? { ...one, ...next } : one)) })
  const quoteSelected = (): void => {
    const field = words.current
    if (!field) return
    const quote = said.content.slice(field.selectionStart, field.selectionEnd).trim()
    if (quote !== '' && !said.quotes.includes(quote)) change({ quotes: [...said.quotes, quote] })
  }
  return (
    <ContractForm
      form={form}
      does={corrects ? fixed.putTheseWordsInItsPlace : fixed.logIt}
      failed={fixed.itWasNotLoggedTheDraft}
      actions={<DraftWords state={draft.state} suffix={fixed.notYetLogged} />}
      noValidate
    >
      <div className="pair">
        <NativeSelect label={fixed.channel} data={optionsOf(channelWords)} {...form.field('channel')} />
        <NativeSelect label={fixed.direction} data={optionsOf(directionWords)} {...form.field('direction')} />
      </div>
      <fieldset className={styles['said-people']}>
        <legend>{fixed.whoTookPart}</legend>
        {said.parties.map((one, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows have no name of their own while they are typed
          <div key={index}>
            <NativeSelect
              aria-label={fixed.partOfPerson(index + 1)}
              data={optionsOf(roleWords)}
              value={one.role}
              onChange={(event) =>
                party(index, {
                  role: event.currentTarget.value as Input<'communication.log'>['parties'][number]['role'],
                })
              }
            />
            <TextInput
              aria-label={fixed.nameOfPerson(index + 1)}
              placeholder={fixed.name}
              value={one.name}
              maxLength={limitOf('communication.log', 'parties.name')}
              onChange={(event) => party(index, { name: event.currentTarget.value })}
            />
            <TextInput
              aria-label={fixed.numberOrHandleOfPerson(index + 1)}
              placeholder={fixed.numberOrHandle}
              value={one.address}
              maxLength={limitOf('communication.log', 'parties.address')}
              onChange={(event) => party(index, { address: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              aria-label={fixed.removePerson(index + 1)}
              disabled={said.parties.length === 1}
              onClick={() => change({ parties: said.parties.filter((_, at) => at !== index) })}
            >
              <Icon name="close" size={14} />
            </ActionIcon>
            <SeenBefore className={styles['said-seen']} typed={one.name} kind="person" except={detail.id} />
            <SeenBefore className={styles['said-seen']} typed={one.address} except={detail.id} />
          </div>
        ))}
        <Button
          variant="subtle"
          className="outdent"
          onClick={() => change({ parties: [...said.parties, { name: '', role: 'present', address: '' }] })}
        >
          {fixed.addAPerson}
        </Button>
        {wrong('parties')}
      </fieldset>
      <WhenField label={fixed.sentOrBegan} {...form.field('sentAt')} />
      <WhenField label={fixed.receivedWhereThatIsAnotherTime} {...form.field('receivedAt')} />
      <Textarea
        ref={words}
        label={fixed.whatWasSaid}
        description={fixed.theWordsThemselvesWhereTheyAre}
        autosize
        minRows={4}
        maxRows={14}
        {...form.field('content')}
      />
      <div className={styles['said-quotes']}>
        <Button onClick={quoteSelected}>{fixed.quoteTheSelectedWordsAsThreatening}</Button>
        <ul>
          {said.quotes.map((quote) => (
            <li key={quote}>
              <q>{quote}</q>
              <ActionIcon
                variant="subtle"
                aria-label={fixed.removeTheQuote(quote)}
                onClick={() => change({ quotes: said.quotes.filter((one) => one !== quote) })}
              >
                <Icon name="close" size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
        {wrong('quotes')}
      </div>
      <TextInput label={fixed.whatWasDoneAboutIt} {...form.field('outcome')} />
      <NativeSelect
        label={fixed.theMessageItself}
        data={[
          { value: '', label: fixed.notKeptAsAnExhibit },
          ...(exhibits.data?.items ?? []).map(({ number, fileName }) => ({
            value: number,
            label: `${number} ${fileName}`,
          })),
        ]}
        {...form.field('exhibit')}
      />
      {corrects && (
        <TextInput
          label={fixed.whyItIsCorrected}
          {...form.field('reason')}
          maxLength={limitOf('communication.log', 'corrects.reason')}
        />
      )}
    </ContractForm>
  )
}
