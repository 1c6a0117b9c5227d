import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Output } from '../../../../shared/contract/contract.ts'
import { useCommand } from '../../../app/client.ts'
import { forgetKept, useKept } from '../../../app/kept.ts'
import { Act } from '../../../app/may.tsx'
import { InstantField } from '../../../ui/instant-field.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { fromLocalField, toLocalField } from '../../../ui/time.ts'

const hour = 3_600_000
const inHours = (hours: number): string => toLocalField(new Date(Date.now() + hours * hour))
/** Nine o'clock of the next day. */
const tomorrow = (): string => `${inHours(24).slice(0, 10)} 09:00`

const proposals = [
  { label: '1 hour', at: () => inHours(1) },
  { label: '4 hours', at: () => inHours(4) },
  { label: 'Tomorrow, 09:00', at: tomorrow },
]

interface SnoozeFormProps {
  report: Output<'report.get'>
  onDone: () => void
}

/** Until when a report is put aside, and what is waited for. It comes back by itself. */
export function SnoozeForm({ report, onDone }: SnoozeFormProps): ReactElement {
  const key = `snooze ${report.id}`
  const [form, setForm] = useKept(key, () => ({ until: inHours(1), reason: '' }))
  const [tried, setTried] = useState(false)
  const snooze = useCommand('report.snooze')
  const until = fromLocalField(form.until)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (until === undefined || form.reason.trim() === '' || snooze.isPending) return
    snooze.mutate(
      { report: report.id, until, reason: form.reason },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title="Snooze report" kicker={report.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <TextInput
          label="Reason"
          placeholder="What is waited for"
          value={form.reason}
          maxLength={500}
          onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
          error={tried && form.reason.trim() === '' && 'Say what is waited for.'}
        />
        <InstantField
          label="Until"
          value={form.until}
          onChange={(next) => setForm({ ...form, until: next })}
          tried={tried}
        />
        <div className="actions">
          {proposals.map(({ label, at }) => (
            <Button key={label} variant="subtle" onClick={() => setForm({ ...form, until: at() })}>
              {label}
            </Button>
          ))}
        </div>
        <Problem problem={snooze.error} title="The report was not put aside" />
        <div className="actions">
          <Act needs="report.triage" type="submit" variant="filled" disabled={snooze.isPending}>
            Snooze report
          </Act>
        </div>
        <p className="quiet">It comes back by itself. Its duties stay due all the same.</p>
      </form>
    </Panel>
  )
}
