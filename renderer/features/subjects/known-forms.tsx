import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement, type ReactNode } from 'react'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { optionsOf } from '../../ui/words.ts'
import { SeenBefore } from './seen-before.tsx'
import { confidenceWords, identifierWords, named, type Confidence, type Detail, type IdentifierType } from './words.ts'

interface FormProps {
  detail: Detail
  onDone: () => void
}

interface FrameProps extends FormProps {
  title: string
  ready: boolean
  pending: boolean
  problem: Failure | null
  onSend: () => void
  says?: string
  children: (tried: boolean) => ReactNode
}

/** The panel around the few fields of one thing that becomes known. */
function Frame({ title, detail, ready, pending, problem, onSend, says, onDone, children }: FrameProps): ReactElement {
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (ready && !pending) onSend()
  }
  return (
    <Panel title={title} kicker={named(detail)} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        {children(tried)}
        <Problem problem={problem} title="Nothing was recorded" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={pending}>
            {title}
          </Act>
        </div>
        {says !== undefined && <p className="quiet">{says}</p>}
      </form>
    </Panel>
  )
}

/** Another name, how sure it is, and why. */
export function AliasForm({ detail, onDone }: FormProps): ReactElement {
  const key = `alias ${detail.id}`
  const [form, setForm] = useKept<{ name: string; confidence: Confidence | ''; basis: string }>(key, {
    name: '',
    confidence: '',
    basis: '',
  })
  const add = useCommand('subject.alias')
  const { name, confidence, basis } = form
  const done = (): void => {
    forgetKept(key)
    onDone()
  }
  return (
    <Frame
      title="Add alias"
      detail={detail}
      onDone={onDone}
      ready={name.trim() !== '' && confidence !== '' && basis.trim() !== ''}
      pending={add.isPending}
      problem={add.error}
      onSend={() =>
        confidence !== '' && add.mutate({ subject: detail.id, name, confidence, basis }, { onSuccess: done })
      }
    >
      {(tried) => (
        <>
          <TextInput
            label="Alias"
            value={name}
            maxLength={500}
            onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
            error={tried && name.trim() === '' && 'Give the other name.'}
          />
          <SeenBefore typed={name} />
          <NativeSelect
            label="Confidence"
            data={[{ value: '', label: 'Choose' }, ...optionsOf(confidenceWords)]}
            value={confidence}
            onChange={(event) => setForm({ ...form, confidence: event.currentTarget.value as Confidence })}
            error={tried && confidence === '' && 'Say how sure it is.'}
          />
          <TextInput
            label="Why"
            placeholder="What makes it the same"
            value={basis}
            maxLength={500}
            onChange={(event) => setForm({ ...form, basis: event.currentTarget.value })}
            error={tried && basis.trim() === '' && 'Say what it rests on.'}
          />
        </>
      )}
    </Frame>
  )
}

/** A telephone, plate, badge, handle or document by which it is known. */
export function IdentifierForm({ detail, onDone }: FormProps): ReactElement {
  const key = `identifier ${detail.id}`
  const [form, setForm] = useKept<{ type: IdentifierType; value: string; basis: string }>(key, {
    type: detail.kind === 'vehicle' ? 'plate' : detail.kind === 'account' ? 'handle' : 'phone',
    value: '',
    basis: '',
  })
  const add = useCommand('subject.identify')
  const { type, value, basis } = form
  const done = (): void => {
    forgetKept(key)
    onDone()
  }
  return (
    <Frame
      title="Add identifier"
      detail={detail}
      onDone={onDone}
      ready={value.trim() !== ''}
      pending={add.isPending}
      problem={add.error}
      onSend={() =>
        add.mutate({ subject: detail.id, type, value, ...(basis.trim() === '' ? {} : { basis }) }, { onSuccess: done })
      }
    >
      {(tried) => (
        <>
          <NativeSelect
            label="Type"
            data={optionsOf(identifierWords)}
            value={type}
            onChange={(event) => setForm({ ...form, type: event.currentTarget.value as IdentifierType })}
          />
          <TextInput
            label="Value"
            value={value}
            maxLength={500}
            onChange={(event) => setForm({ ...form, value: event.currentTarget.value })}
            error={tried && value.trim() === '' && 'Write it down as it is known.'}
          />
          <SeenBefore typed={value} />
          <TextInput
            label="Why"
            description="may be left empty"
            value={basis}
            maxLength={500}
            onChange={(event) => setForm({ ...form, basis: event.currentTarget.value })}
          />
        </>
      )}
    </Frame>
  )
}

/** An exhibit that shows it. */
export function PhotoForm({ detail, onDone }: FormProps): ReactElement {
  const key = `photo ${detail.id}`
  const [exhibit, setExhibit] = useKept(key, '')
  const link = useCommand('subject.photo')
  const done = (): void => {
    forgetKept(key)
    onDone()
  }
  return (
    <Frame
      title="Add photo"
      detail={detail}
      onDone={onDone}
      ready={exhibit.trim() !== ''}
      pending={link.isPending}
      problem={link.error}
      onSend={() => link.mutate({ subject: detail.id, exhibit }, { onSuccess: done })}
      says="The picture stays an exhibit of its case; here it is only shown."
    >
      {(tried) => (
        <TextInput
          label="Exhibit"
          placeholder="2026-001-E02"
          value={exhibit}
          maxLength={64}
          onChange={(event) => setExhibit(event.currentTarget.value)}
          error={tried && exhibit.trim() === '' && 'Give the exhibit’s number.'}
        />
      )}
    </Frame>
  )
}
