import { TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'

/** A report is declined with a reason, and stays searchable. */
export function DeclineForm({ report, onDone }: { report: Output<'report.get'>; onDone: () => void }): ReactElement {
  const key = `decline ${report.id}`
  const [reason, setReason] = useKept(key, '')
  const [tried, setTried] = useState(false)
  const decline = useCommand('report.decline')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() === '' || decline.isPending) return
    decline.mutate(
      { report: report.id, reason },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title="Decline report" kicker={report.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <blockquote className="verbatim short" tabIndex={0}>
          {report.narrative}
        </blockquote>
        <TextInput
          label="Reason"
          placeholder="Why no case is opened"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reason.trim() === '' && 'Say why no case is opened.'}
        />
        <Problem problem={decline.error} title="The report was not declined" />
        <div className="actions">
          <Act needs="report.triage" type="submit" variant="filled" disabled={decline.isPending}>
            Decline report
          </Act>
        </div>
        <p className="quiet">A declined report stays searchable and counts when later ones resemble it.</p>
      </form>
    </Panel>
  )
}
