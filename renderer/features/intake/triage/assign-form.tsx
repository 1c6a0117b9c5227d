import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Output } from '../../../../shared/contract/contract.ts'
import { useAsk } from '../../../session/client.ts'
import { useVault } from '../../../session/session.ts'
import { FormPanel, useContractForm } from '../../../ui/contract-form.tsx'

interface AssignFormProps {
  report: Output<'report.get'>
  onDone: () => void
}

const triaging: ReadonlySet<string> = new Set(['investigator', 'supervisor'])

/** Who has the report for triage: the member at work is proposed. */
export function AssignForm({ report, onDone }: AssignFormProps): ReactElement {
  const own = useVault()?.member
  const form = useContractForm('report.assign', {
    values: { to: report.assignee === null ? (own?.id ?? '') : '' },
    also: { report: report.id },
    onDone,
  })
  const members = useAsk('member.list', {})
  const able = (members.data?.items ?? [])
    .filter(({ state, roles }) => state === 'active' && roles.some((role) => triaging.has(role)))
    .map(({ id, name, own: self }) => ({ value: id, label: self ? `${name} (you)` : name }))
  return (
    <FormPanel
      form={form}
      title="Assign report"
      kicker={report.number}
      does={form.values.to === '' ? 'Give it back to the desk' : 'Assign report'}
      failed="The report was not assigned"
      onClose={onDone}
    >
      <p>{report.assignee === null ? 'Nobody has it yet.' : `${report.assignee} has it now.`}</p>
      <NativeSelect label="For triage by" data={[{ value: '', label: 'nobody' }, ...able]} {...form.field('to')} />
    </FormPanel>
  )
}
