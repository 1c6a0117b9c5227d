import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Input } from '../../../shared/contract/contract.ts'
import { detailsOfKind, type DetailName } from '../../../shared/contract/subjects.ts'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { optionsOf } from '../../ui/words.ts'
import { SeenBefore } from './seen-before.tsx'
import { detailWords, identifierWords, kindWords, type Detail, type IdentifierType, type Kind } from './words.ts'

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

/** What was typed, as the contract takes it; undefined where a number is none. */
function readDetails(kind: Kind, typed: Details): Input<'subject.add'>['details'] | undefined {
  const read: Record<string, string | number> = {}
  for (const name of detailsOfKind[kind]) {
    const text = typed[name]?.trim() ?? ''
    if (text === '') continue
    if (numbers.has(name) && !Number.isFinite(Number(text))) return undefined
    read[name] = numbers.has(name) ? Number(text) : text
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
        const set = (text: string): void => onChange({ ...details, [name]: text })
        if (long.has(name)) {
          return (
            <Textarea
              key={name}
              label={detailWords[name]}
              autosize
              minRows={2}
              value={value}
              maxLength={10_000}
              onChange={(event) => set(event.currentTarget.value)}
            />
          )
        }
        return (
          <TextInput
            key={name}
            label={detailWords[name]}
            value={value}
            maxLength={500}
            onChange={(event) => set(event.currentTarget.value)}
            error={tried && numbers.has(name) && !Number.isFinite(Number(value)) && 'Write a number, like 38.7139.'}
          />
        )
      })}
    </>
  )
}

/** Puts somebody or something on record; who is on record already shows under the name. */
export function SubjectForm({
  start,
  onDone,
}: {
  start: string
  onDone: (number: string | undefined) => void
}): ReactElement {
  const key = 'subject new'
  const [form, setForm] = useKept<{ kind: Kind; name: string; identifier: string; details: Details }>(key, {
    kind: 'person',
    name: start,
    identifier: '',
    details: {},
  })
  const [tried, setTried] = useState(false)
  const add = useCommand('subject.add')
  const type = firstIdentifier[form.kind]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    const details = readDetails(form.kind, form.details)
    if (form.name.trim() === '' || details === undefined || add.isPending) return
    const value = form.identifier.trim()
    add.mutate(
      {
        kind: form.kind,
        name: form.name,
        details,
        identifiers: type === undefined || value === '' ? [] : [{ type, value }],
      },
      {
        onSuccess: ({ subject }) => {
          forgetKept(key)
          onDone(subject)
        },
      },
    )
  }
  return (
    <Panel title="Put on record" onClose={() => onDone(undefined)} asks>
      <form className="form subject-form" onSubmit={submit}>
        <TextInput
          label="Name"
          description="As it is best known; “Man in a yellow vest” is one."
          value={form.name}
          maxLength={500}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
          error={tried && form.name.trim() === '' && 'Give it a name.'}
        />
        <SeenBefore typed={form.name} />
        <NativeSelect
          label="Kind"
          data={optionsOf(kindWords)}
          value={form.kind}
          onChange={(event) => setForm({ ...form, kind: event.currentTarget.value as Kind })}
        />
        {type && (
          <>
            <TextInput
              label={optionsOf(identifierWords).find(({ value }) => value === type)?.label}
              value={form.identifier}
              maxLength={500}
              onChange={(event) => setForm({ ...form, identifier: event.currentTarget.value })}
            />
            <SeenBefore typed={form.identifier} />
          </>
        )}
        <DetailFields
          kind={form.kind}
          details={form.details}
          onChange={(details) => setForm({ ...form, details })}
          tried={tried}
        />
        <Problem problem={add.error} title="It was not put on record" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={add.isPending}>
            Put on record
          </Act>
        </div>
        <p className="quiet">Aliases and further identifiers are added on its page, each with why.</p>
      </form>
    </Panel>
  )
}

/** Changes a name or details; what was stays in the ledger. */
export function EditSubject({ detail, onDone }: { detail: Detail; onDone: () => void }): ReactElement {
  const key = `subject edit ${detail.id}`
  const before = Object.fromEntries(Object.entries(detail.details).map(([name, value]) => [name, String(value)]))
  const [form, setForm] = useKept<{ name: string; details: Details; reason: string }>(key, {
    name: detail.name,
    details: before,
    reason: '',
  })
  const [tried, setTried] = useState(false)
  const change = useCommand('subject.change')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    const read = readDetails(detail.kind, form.details)
    if (form.name.trim() === '' || read === undefined || change.isPending) return
    const gone = Object.keys(detail.details).filter((name) => !(name in read))
    change.mutate(
      {
        subject: detail.id,
        name: form.name,
        details: { ...read, ...Object.fromEntries(gone.map((name) => [name, null])) },
        ...(form.reason.trim() === '' ? {} : { reason: form.reason }),
      },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title="Edit" kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <TextInput
          label="Name"
          value={form.name}
          maxLength={500}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
          error={tried && form.name.trim() === '' && 'Give it a name.'}
        />
        <DetailFields
          kind={detail.kind}
          details={form.details}
          onChange={(details) => setForm({ ...form, details })}
          tried={tried}
        />
        <TextInput
          label="Reason"
          description="may be left empty"
          value={form.reason}
          maxLength={500}
          onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
        />
        <Problem problem={change.error} title="Nothing was changed" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={change.isPending}>
            Save changes
          </Act>
        </div>
      </form>
    </Panel>
  )
}
