import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'

type Action = Input<'exhibit.recordCustody'>['action']

const actionWords: Record<Action, string> = {
  transfer: 'Transfer',
  'check-out': 'Check out',
  'check-in': 'Check in',
  access: 'Look at',
  test: 'Test',
  return: 'Return',
}

interface CustodyTyped {
  action: Action
  from: string
  to: string
  at: string
  place: string
  method: string
  purpose: string
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)

interface CustodyFormProps {
  exhibit: Output<'exhibit.get'>
  onDone: () => void
}

/** One more link of the chain. When it happened and when it is written down are two times. */
export function CustodyForm({ exhibit, onDone }: CustodyFormProps): ReactElement {
  const key = `custody ${exhibit.id}`
  const [form, setForm] = useKept<CustodyTyped>(key, () => ({
    action: 'transfer',
    from: '',
    to: '',
    at: toLocalField(new Date()),
    place: '',
    method: '',
    purpose: '',
  }))
  const [tried, setTried] = useState(false)
  const record = useCommand('exhibit.recordCustody')
  const custodyAt = fromLocalField(form.at)
  const noTo = form.action === 'transfer' && form.to.trim() === ''

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (custodyAt === undefined || noTo || record.isPending) return
    record.mutate(
      {
        exhibit: exhibit.id,
        action: form.action,
        custodyAt,
        from: orNull(form.from),
        to: orNull(form.to),
        place: orNull(form.place),
        method: orNull(form.method),
        purpose: orNull(form.purpose),
      },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  const line = (name: 'from' | 'to' | 'place' | 'method', label: string, error?: string | false): ReactElement => (
    <TextInput
      label={label}
      value={form[name]}
      maxLength={500}
      error={error}
      onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })}
    />
  )
  return (
    <Panel title="Record custody" kicker={`Exhibit ${exhibit.number}`} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <NativeSelect
          label="What was done"
          data={Object.entries(actionWords).map(([value, label]) => ({ value, label }))}
          value={form.action}
          onChange={(event) => setForm({ ...form, action: event.currentTarget.value as Action })}
        />
        {line('from', 'From')}
        {line('to', 'To', tried && noTo && 'Say who has it now.')}
        <InstantField label="When" value={form.at} onChange={(at) => setForm({ ...form, at })} tried={tried} />
        {line('place', 'Where')}
        {line('method', 'How')}
        <Textarea
          label="Purpose"
          rows={2}
          value={form.purpose}
          onChange={(event) => setForm({ ...form, purpose: event.currentTarget.value })}
        />
        <Problem problem={record.error} title="Custody was not recorded" />
        <div className="actions">
          <Act needs="exhibit.write" type="submit" variant="filled" disabled={record.isPending}>
            Record custody
          </Act>
        </div>
      </form>
    </Panel>
  )
}
