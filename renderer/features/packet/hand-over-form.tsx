import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { useKeys } from '../../app/keys.ts'
import { Act } from '../../app/may.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'

interface HandOverFormProps {
  caseId: string
  packet: { sequence: number; recipient: string }
  onDone: () => void
}

/** Records to whom a packet went, when and how: another act than building it, often by somebody else. */
export function HandOverForm({ caseId, packet: { sequence, recipient }, onDone }: HandOverFormProps): ReactElement {
  const key = `hand-over ${caseId} ${sequence}`
  const [form, setForm] = useKept(key, () => ({ to: recipient, how: '', at: toLocalField(new Date()) }))
  const [tried, setTried] = useState(false)
  const record = useCommand('packet.handOver')
  const at = fromLocalField(form.at)
  // Who has it is proposed: how it went is what is asked. It stands below the table, maybe out of sight.
  const how = useRef<HTMLInputElement>(null)
  useEffect(() => how.current?.focus(), [])
  useKeys('Hand-over', [{ key: 'Escape', says: 'leave it', run: onDone }])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (at === undefined || form.to.trim() === '' || form.how.trim() === '' || record.isPending) return
    record.mutate(
      { case: caseId, packet: sequence, to: form.to, how: form.how, at },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <form className="packet-form" onSubmit={submit} aria-label={`Hand-over of packet ${sequence}`}>
      <TextInput
        label="Handed over to"
        value={form.to}
        maxLength={500}
        onChange={(event) => setForm({ ...form, to: event.currentTarget.value })}
        error={tried && form.to.trim() === '' && 'Say who has it.'}
      />
      <TextInput
        label="How"
        ref={how}
        placeholder="In person, on a USB stick"
        value={form.how}
        maxLength={500}
        onChange={(event) => setForm({ ...form, how: event.currentTarget.value })}
        error={tried && form.how.trim() === '' && 'Say how it went.'}
      />
      <InstantField
        label="When"
        value={form.at}
        onChange={(value) => setForm({ ...form, at: value })}
        tried={tried}
        past
      />
      <div className="actions">
        <Act needs="packet.build" type="submit" variant="filled" disabled={record.isPending}>
          Record hand-over
        </Act>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
      <Problem problem={record.error} title="The hand-over was not recorded" />
    </form>
  )
}
