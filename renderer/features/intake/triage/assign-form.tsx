import { NativeSelect } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Output } from '../../../../shared/contract/contract.ts'
import { useAsk, useCommand } from '../../../app/client.ts'
import { Act } from '../../../app/may.tsx'
import { useVault } from '../../../app/session.ts'
import { Panel } from '../../../ui/panel.tsx'
import { Problem } from '../../../ui/problem.tsx'

interface AssignFormProps {
  report: Output<'report.get'>
  onDone: () => void
}

const triaging: ReadonlySet<string> = new Set(['investigator', 'supervisor'])

/** Who has the report for triage: the member at work is proposed. */
export function AssignForm({ report, onDone }: AssignFormProps): ReactElement {
  const own = useVault()?.member
  const [to, setTo] = useState<string | null>(report.assignee === null ? (own?.id ?? null) : null)
  const assign = useCommand('report.assign')
  const members = useAsk('member.list', {})
  const able = (members.data?.items ?? [])
    .filter(({ state, roles }) => state === 'active' && roles.some((role) => triaging.has(role)))
    .map(({ id, name, own: self }) => ({ value: id, label: self ? `${name} (you)` : name }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!assign.isPending) assign.mutate({ report: report.id, to }, { onSuccess: onDone })
  }
  return (
    <Panel title="Assign report" kicker={report.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <p>{report.assignee === null ? 'Nobody has it yet.' : `${report.assignee} has it now.`}</p>
        <NativeSelect
          label="For triage by"
          data={[{ value: '', label: 'nobody' }, ...able]}
          value={to ?? ''}
          onChange={(event) => setTo(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
        <Problem problem={assign.error} title="The report was not assigned" />
        <div className="actions">
          <Act needs="report.triage" type="submit" variant="filled" disabled={assign.isPending}>
            {to === null ? 'Give it back to the desk' : 'Assign report'}
          </Act>
        </div>
      </form>
    </Panel>
  )
}
