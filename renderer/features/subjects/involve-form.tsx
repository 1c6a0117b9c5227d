import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Input } from '../../../shared/contract/contract.ts'
import { useCommand } from '../../session/client.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf, orNothing } from '../../ui/contract-input.ts'
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
import { words } from './catalogue.ts'

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
  onChange: (how: Partial<How>) => void
  tried: boolean
}

/** As what, from when to when, how sure, and why. */
function HowFields({ kind, how, onChange, tried }: HowFieldsProps): ReactElement {
  const roles = rolesFor[kind].map((role) => [role, roleWords[role]] as const)
  return (
    <>
      <div className="pair">
        <NativeSelect
          label={words.role}
          data={[{ value: '', label: words.choose }, ...optionsOf(Object.fromEntries(roles))]}
          value={how.role}
          onChange={(event) => onChange({ role: event.currentTarget.value as Role })}
          error={tried && how.role === '' && words.sayAsWhat}
        />
        <NativeSelect
          label={words.howSureItWasThisOne}
          data={optionsOf(confidenceWords)}
          value={how.confidence}
          onChange={(event) => onChange({ confidence: event.currentTarget.value as Confidence })}
        />
      </div>
      <WhenField
        label={words.from}
        value={how.from}
        onChange={(from) => onChange({ from })}
        error={tried ? readWhen(how.from).error : undefined}
      />
      <WhenField
        label={words.to}
        value={how.to}
        onChange={(to) => onChange({ to })}
        error={tried ? readWhen(how.to).error : undefined}
      />
      <TextInput
        label={words.why}
        placeholder={words.whatItRestsOn}
        value={how.basis}
        maxLength={limitOf('involvement.record', 'basis')}
        onChange={(event) => onChange({ basis: event.currentTarget.value })}
      />
    </>
  )
}

/** What the fields say, as the contract takes it; a time that is not one stays as it was typed, which it refuses. */
function readHow({ role, from, to, confidence, basis }: How): Record<keyof How, unknown> {
  const when = (typed: WhenTyped): unknown => {
    const read = readWhen(typed)
    return read.error === undefined ? read.when : typed.text
  }
  return { role, from: when(from), to: when(to), confidence, basis: orNothing(basis) }
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
  const add = useCommand('subject.add')
  const record = useCommand('involvement.record')
  const form = useContractForm('involvement.record', {
    kept: `involve ${of?.id ?? ''} ${JSON.stringify(within ?? '')}`,
    values: {
      subject: of ? { typed: of.name, chosen: of.id, kind: of.kind } : nobodyChosen,
      where: '',
      ...notSaid,
    },
    input: ({ subject, where, ...how }) => ({
      subject: subject.chosen,
      ...(within ?? placeIn(where)),
      ...readHow(how),
    }),
    needed: () => (within ? [] : ['where']),
    says: { subject: words.chooseOneOnRecordOrA, where: words.giveTheNumberOfAReport },
    action: {
      pending: add.isPending || record.isPending,
      problem: add.error ?? record.error,
      send: (input, done) => {
        const send = (subject: string): void => record.mutate({ ...input, subject }, { onSuccess: done })
        if (input.subject !== 'new') return send(input.subject)
        add.mutate(newOne(choice), {
          onSuccess: ({ id }) => {
            // What was put on record stays so, also when the next step fails.
            form.set({ subject: { ...choice, chosen: id } })
            send(id)
          },
        })
      },
    },
    onDone,
  })
  const { subject: choice } = form.values
  return (
    <FormPanel
      form={form}
      title={words.involve}
      kicker={kicker ?? (of && named(of))}
      does={words.recordInvolvement}
      failed={words.theInvolvementWasNotRecorded}
      onClose={onDone}
    >
      {!of && <SubjectChoice label={words.whoOrWhat} mayBeNew {...form.field('subject')} />}
      {choice.chosen === 'new' && (
        <NativeSelect
          label={words.kind}
          data={optionsOf(kindWords)}
          value={choice.kind}
          onChange={(event) => form.set({ subject: { ...choice, kind: event.currentTarget.value as Kind } })}
        />
      )}
      {!within && (
        <TextInput
          label={words.reportOrCase}
          placeholder={words.rOr}
          {...form.field('where')}
          maxLength={limitOf('involvement.record', 'case')}
        />
      )}
      <HowFields kind={choice.kind} how={form.values} onChange={form.set} tried={form.tried} />
    </FormPanel>
  )
}

function placeIn(text: string): { case: string } | { report: string } | undefined {
  const number = text.trim()
  if (number === '') return undefined
  return /^r-?\d+$/i.test(number) ? { report: number } : { case: number }
}

interface ChangeInvolvementProps {
  involvement: Involvement
  onDone: () => void
}

/** Ends or corrects an involvement; what was recorded first stays beside it. */
export function ChangeInvolvement({ involvement, onDone }: ChangeInvolvementProps): ReactElement {
  const form = useContractForm('involvement.change', {
    kept: `change ${involvement.id}`,
    values: {
      role: involvement.role as How['role'],
      from: typedFrom(involvement.from),
      to: typedFrom(involvement.to),
      confidence: involvement.confidence,
      basis: involvement.basis ?? '',
      reason: '',
    },
    input: ({ reason, ...how }) => ({ involvement: involvement.id, ...readHow(how), reason }),
    says: { reason: words.sayWhy },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.endOrCorrect}
      kicker={words.inNamedNumber({ named: named(involvement.subject), number: involvement.matter.number })}
      does={words.saveTheChange}
      failed={words.theInvolvementWasNotChanged}
      onClose={onDone}
    >
      <HowFields kind={involvement.subject.kind} how={form.values} onChange={form.set} tried={form.tried} />
      <TextInput label={words.reason} {...form.field('reason')} />
    </FormPanel>
  )
}
