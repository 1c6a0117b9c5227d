import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Input } from '../../../shared/contract/contract.ts'
import type { OccurredAt } from '../../../shared/kernel/time.ts'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { readWhen, typedFrom, WhenField, whenUnknown, type WhenTyped } from '../../ui/when-field.tsx'
import { optionsOf } from '../../ui/words.ts'
import { nobodyChosen, SubjectChoice, type Choice } from './subject-choice.tsx'
import {
  confidenceWords,
  kindWords,
  named,
  rolesFor,
  roleWords,
  type Confidence,
  type Detail,
  type Involvement,
  type Kind,
  type Role,
} from './words.ts'

interface How {
  role: Role | ''
  from: WhenTyped
  to: WhenTyped
  confidence: Confidence
  basis: string
}

const notSaid: How = { role: '', from: whenUnknown, to: whenUnknown, confidence: 'high', basis: '' }

interface HowFieldsProps {
  kind: Kind
  how: How
  onChange: (how: How) => void
  tried: boolean
}

/** As what, from when to when, how sure, and why. */
function HowFields({ kind, how, onChange, tried }: HowFieldsProps): ReactElement {
  const roles = rolesFor[kind].map((role) => [role, roleWords[role]] as const)
  return (
    <>
      <div className="pair">
        <NativeSelect
          label="Role"
          data={[{ value: '', label: 'Choose' }, ...optionsOf(Object.fromEntries(roles))]}
          value={how.role}
          onChange={(event) => onChange({ ...how, role: event.currentTarget.value as Role })}
          error={tried && how.role === '' && 'Say as what.'}
        />
        <NativeSelect
          label="How sure it was this one"
          data={optionsOf(confidenceWords)}
          value={how.confidence}
          onChange={(event) => onChange({ ...how, confidence: event.currentTarget.value as Confidence })}
        />
      </div>
      <WhenField
        label="From"
        value={how.from}
        onChange={(from) => onChange({ ...how, from })}
        error={tried ? readWhen(how.from).error : undefined}
      />
      <WhenField
        label="To"
        value={how.to}
        onChange={(to) => onChange({ ...how, to })}
        error={tried ? readWhen(how.to).error : undefined}
      />
      <TextInput
        label="Why"
        placeholder="What it rests on"
        value={how.basis}
        maxLength={500}
        onChange={(event) => onChange({ ...how, basis: event.currentTarget.value })}
      />
    </>
  )
}

/** What the fields say; undefined where they do not say enough. */
function readHow(how: How): { role: Role; from: OccurredAt | null; to: OccurredAt | null } | undefined {
  const [from, to] = [readWhen(how.from), readWhen(how.to)]
  if (how.role === '' || from.error !== undefined || to.error !== undefined) return undefined
  return { role: how.role, from: from.when, to: to.when }
}

/** A new one is known by what was typed: a plate or handle is kept as such. */
function newOne({ typed, kind }: Choice): Input<'subject.add'> {
  const name = typed.trim()
  const type = kind === 'vehicle' ? 'plate' : kind === 'account' ? 'handle' : undefined
  const known = type !== undefined && /^\S+(?:[ -]\S+)?$/.test(name) && /[\d@_]/.test(name)
  return { kind, name, identifiers: known ? [{ type, value: name }] : [] }
}

interface InvolveFormProps {
  /** Of whom, where that is settled. */
  of?: Detail
  /** In which matter, where that is settled. */
  within?: { case: string } | { report: string }
  kicker?: string
  onDone: () => void
}

/** Who was involved in what, and as what: found on record first, put on record where nobody is. */
export function InvolveForm({ of, within, kicker, onDone }: InvolveFormProps): ReactElement {
  const key = `involve ${of?.id ?? ''} ${JSON.stringify(within ?? '')}`
  const [form, setForm] = useKept<{ choice: Choice; where: string; how: How }>(key, {
    choice: of ? { typed: of.name, chosen: of.id, kind: of.kind } : nobodyChosen,
    where: '',
    how: notSaid,
  })
  const [tried, setTried] = useState(false)
  const add = useCommand('subject.add')
  const record = useCommand('involvement.record')
  const { choice, where, how } = form
  const pending = add.isPending || record.isPending

  const send = async (): Promise<void> => {
    setTried(true)
    const read = readHow(how)
    const place = within ?? placeIn(where)
    if (choice.chosen === '' || !read || !place || pending) return
    let subject = choice.chosen
    if (subject === 'new') {
      const added = await add.mutateAsync(newOne(choice)).catch(() => null)
      if (!added) return
      subject = added.id
      // What was put on record stays so, also when the next step fails.
      setForm({ ...form, choice: { ...choice, chosen: subject } })
    }
    const basis = how.basis.trim() === '' ? {} : { basis: how.basis }
    const done = await record
      .mutateAsync({ subject, ...place, ...read, confidence: how.confidence, ...basis })
      .catch(() => null)
    if (!done) return
    forgetKept(key)
    onDone()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <Panel title="Involve" kicker={kicker ?? (of && named(of))} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        {!of && (
          <SubjectChoice
            label="Who or what"
            mayBeNew
            value={choice}
            onChange={(next) => setForm({ ...form, choice: next })}
            error={tried && choice.chosen === '' && 'Choose one on record, or a new one.'}
          />
        )}
        {choice.chosen === 'new' && (
          <NativeSelect
            label="Kind"
            data={optionsOf(kindWords)}
            value={choice.kind}
            onChange={(event) => setForm({ ...form, choice: { ...choice, kind: event.currentTarget.value as Kind } })}
          />
        )}
        {!within && (
          <TextInput
            label="Report or case"
            placeholder="R-0007 or 2026-001"
            value={where}
            maxLength={64}
            onChange={(event) => setForm({ ...form, where: event.currentTarget.value })}
            error={tried && !placeIn(where) && 'Give the number of a report or case.'}
          />
        )}
        <HowFields kind={choice.kind} how={how} onChange={(next) => setForm({ ...form, how: next })} tried={tried} />
        <Problem problem={add.error ?? record.error} title="The involvement was not recorded" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={pending}>
            Record involvement
          </Act>
        </div>
      </form>
    </Panel>
  )
}

function placeIn(text: string): { case: string } | { report: string } | undefined {
  const number = text.trim()
  if (number === '') return undefined
  return /^r-?\d+$/i.test(number) ? { report: number } : { case: number }
}

/** Ends or corrects an involvement; what was recorded first stays beside it. */
export function ChangeInvolvement({
  involvement,
  onDone,
}: {
  involvement: Involvement
  onDone: () => void
}): ReactElement {
  const key = `change ${involvement.id}`
  const [form, setForm] = useKept<{ how: How; reason: string }>(key, {
    how: {
      role: involvement.role,
      from: typedFrom(involvement.from),
      to: typedFrom(involvement.to),
      confidence: involvement.confidence,
      basis: involvement.basis ?? '',
    },
    reason: '',
  })
  const [tried, setTried] = useState(false)
  const change = useCommand('involvement.change')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    const read = readHow(form.how)
    if (!read || form.reason.trim() === '' || change.isPending) return
    const basis = form.how.basis.trim() === '' ? {} : { basis: form.how.basis }
    change.mutate(
      { involvement: involvement.id, ...read, confidence: form.how.confidence, ...basis, reason: form.reason },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel
      title="End or correct"
      kicker={`${named(involvement.subject)} in ${involvement.matter.number}`}
      onClose={onDone}
      asks
    >
      <form className="form" onSubmit={submit}>
        <HowFields
          kind={involvement.subject.kind}
          how={form.how}
          onChange={(how) => setForm({ ...form, how })}
          tried={tried}
        />
        <TextInput
          label="Reason"
          value={form.reason}
          maxLength={500}
          onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
          error={tried && form.reason.trim() === '' && 'Say why.'}
        />
        <Problem problem={change.error} title="The involvement was not changed" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={change.isPending}>
            Save the change
          </Act>
        </div>
      </form>
    </Panel>
  )
}
