import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Output } from '../../../../shared/contract/contract.ts'
import { useAsk } from '../../../session/client.ts'
import { useVault } from '../../../session/session.ts'
import { FormPanel, useContractForm } from '../../../ui/contract-form.tsx'
import { words } from '../catalogue.ts'

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
    .map(({ id, name, own: self }) => ({ value: id, label: self ? words.youName(name) : name }))
  return (
    <FormPanel
      form={form}
      title={words.assignReport2}
      kicker={report.number}
      does={form.values.to === '' ? words.giveItBackToTheDesk : words.assignReport2}
      failed={words.theReportWasNotAssigned}
      onClose={onDone}
    >
      <p>{report.assignee === null ? words.nobodyHasItYet : words.hasItNow(report.assignee)}</p>
      <NativeSelect
        label={words.forTriageBy}
        data={[{ value: '', label: words.nobody }, ...able]}
        {...form.field('to')}
      />
    </FormPanel>
  )
}
