import { TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SeverityChoice } from '../../ui/severity.tsx'

/** A level and what it rests on. */
export function SeverityForm({ report, onDone }: { report: Output<'report.get'>; onDone: () => void }): ReactElement {
  const key = `severity ${report.id}`
  const [form, setForm] = useKept(key, { level: report.severity, reason: report.severityReason ?? '' })
  const [tried, setTried] = useState(false)
  const change = useCommand('report.setSeverity')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (form.level === null || form.reason.trim() === '' || change.isPending) return
    change.mutate(
      { report: report.id, severity: { level: form.level, reason: form.reason } },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title="Set severity" kicker={report.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <blockquote className="verbatim short" tabIndex={0}>
          {report.narrative}
        </blockquote>
        <SeverityChoice value={form.level} onChange={(level) => setForm({ ...form, level })} />
        {tried && form.level === null && <p className="late">Choose a level.</p>}
        <TextInput
          label="Reason"
          placeholder="What was observed that makes it so"
          value={form.reason}
          maxLength={500}
          onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
          error={tried && form.reason.trim() === '' && 'Say what it rests on.'}
        />
        <Problem problem={change.error} title="The severity was not set" />
        <div className="actions">
          <Act needs="report.triage" type="submit" variant="filled" disabled={change.isPending}>
            Set severity
          </Act>
        </div>
      </form>
    </Panel>
  )
}
