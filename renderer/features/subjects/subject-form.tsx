import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ChangeEvent, ReactElement } from 'react'
import { detailsOfKind, type DetailName } from '../../../shared/contract/subjects.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf, orNothing } from '../../ui/contract-input.ts'
import { optionsOf } from '../../ui/words.ts'
import { SeenBefore } from './seen-before.tsx'
import { detailWords, identifierWords, kindWords, type Detail, type IdentifierType, type Kind } from './words.ts'
import { words } from './catalogue.ts'

type Details = Partial<Record<DetailName, string>>

/** The identifier that a kind is first known by. */
const firstIdentifier: Record<Kind, IdentifierType | undefined> = {
  person: 'phone',
  organization: undefined,
  place: undefined,
  vehicle: 'plate',
  account: 'handle',
}

const long = new Set<DetailName>(['description', 'access'])
const numbers = new Set<DetailName>(['latitude', 'longitude'])

/** What was typed, as the contract takes it; what should be a number and is none stays a text, which it refuses. */
function readDetails(kind: Kind, typed: Details): Record<string, string | number> {
  const read: Record<string, string | number> = {}
  for (const name of detailsOfKind[kind]) {
    const text = typed[name]?.trim() ?? ''
    if (text !== '') read[name] = numbers.has(name) && Number.isFinite(Number(text)) ? Number(text) : text
  }
  return read
}

interface FieldsProps {
  kind: Kind
  details: Details
  onChange: (details: Details) => void
  tried: boolean
}

function DetailFields({ kind, details, onChange, tried }: FieldsProps): ReactElement {
  return (
    <>
      {detailsOfKind[kind].map((name) => {
        const value = details[name] ?? ''
        const common = {
          label: detailWords[name],
          value,
          maxLength: limitOf('subject.add', `details.${name}`),
          onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
            onChange({ ...details, [name]: event.currentTarget.value }),
        }
        if (long.has(name)) return <Textarea key={name} {...common} autosize minRows={2} />
        return (
          <TextInput
            key={name}
            {...common}
            error={tried && numbers.has(name) && !Number.isFinite(Number(value)) && words.writeANumberLike}
          />
        )
      })}
    </>
  )
}

interface NewSubject {
  kind: Kind
  name: string
  identifier: string
  details: Details
}

interface SubjectFormProps {
  start: string
  onDone: (number: string | undefined) => void
}

/** Puts somebody or something on record; who is on record already shows under the name. */
export function SubjectForm({ start, onDone }: SubjectFormProps): ReactElement {
  const form = useContractForm('subject.add', {
    kept: 'subject new',
    values: (): NewSubject => ({ kind: 'person', name: start, identifier: '', details: {} }),
    input: ({ kind, name, identifier, details }) => {
      const value = orNothing(identifier.trim())
      return {
        kind,
        name,
        details: readDetails(kind, details),
        identifiers: firstIdentifier[kind] && value ? [{ type: firstIdentifier[kind], value }] : [],
      }
    },
    says: { name: words.giveItAName },
    onDone: (added) => onDone(added?.subject),
  })
  const { kind, details } = form.values
  const type = firstIdentifier[kind]
  return (
    <FormPanel
      form={form}
      className="form"
      title={words.putOnRecord}
      failed={words.itWasNotPutOnRecord}
      says={words.aliasesAndFurtherIdentifiersAreAdded}
      onClose={() => onDone(undefined)}
    >
      <TextInput label={words.name} description={words.asItIsBestKnownMan} {...form.field('name')} />
      <SeenBefore typed={form.values.name} />
      <NativeSelect label={words.kind} data={optionsOf(kindWords)} {...form.field('kind')} />
      {type && (
        <>
          <TextInput
            label={optionsOf(identifierWords).find(({ value }) => value === type)?.label}
            {...form.field('identifier')}
            maxLength={limitOf('subject.add', 'identifiers.value')}
          />
          <SeenBefore typed={form.values.identifier} />
        </>
      )}
      <DetailFields kind={kind} details={details} onChange={(next) => form.set({ details: next })} tried={form.tried} />
    </FormPanel>
  )
}

/** Changes a name or details; what was stays in the ledger. */
export function EditSubject({ detail, onDone }: { detail: Detail; onDone: () => void }): ReactElement {
  const before: Details = Object.fromEntries(
    Object.entries(detail.details).map(([name, value]) => [name, String(value)]),
  )
  const form = useContractForm('subject.change', {
    kept: `subject edit ${detail.id}`,
    values: { name: detail.name, details: before, reason: '' },
    input: ({ name, details, reason }) => {
      const read = readDetails(detail.kind, details)
      const gone = Object.keys(detail.details).filter((one) => !(one in read))
      return {
        subject: detail.id,
        name,
        details: { ...read, ...Object.fromEntries(gone.map((one) => [one, null])) },
        reason: orNothing(reason),
      }
    },
    says: { name: words.giveItAName },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.edit}
      kicker={detail.number}
      does={words.saveChanges}
      failed={words.nothingWasChanged}
      onClose={onDone}
    >
      <TextInput label={words.name} {...form.field('name')} />
      <DetailFields
        kind={detail.kind}
        details={form.values.details}
        onChange={(details) => form.set({ details })}
        tried={form.tried}
      />
      <TextInput label={words.reason} description={words.mayBeLeftEmpty} {...form.field('reason')} />
    </FormPanel>
  )
}
