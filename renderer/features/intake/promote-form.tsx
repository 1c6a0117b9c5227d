import { clsx } from 'clsx'
import { NativeSelect, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import { useVault } from '../../session/session.ts'
import { CasePeopleFields, FollowUpField } from '../../ui/case-people.tsx'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { instantOrNull, toLocalField } from '../../ui/time.ts'
import { categoryWords } from '../../ui/words.ts'
import { SeenInReport } from '../subjects/index.ts'
import { words } from './catalogue.ts'
import styles from './intake.module.css'

interface TriageFormProps {
  report: Output<'report.get'>
  onDone: () => void
}

const inHours = (hours: number): string => toLocalField(new Date(Date.now() + hours * 3_600_000))

/** From a report to a case: what it is called, who has it, when it is looked at next. */
export function PromoteForm({ report, onDone }: TriageFormProps): ReactElement {
  const navigate = useNavigate()
  const member = useVault()?.member.id ?? null
  const playbooks = useAsk('template.list', { kind: 'playbook' }).data?.items ?? []
  const known = (wanted: string): string => (playbooks.some(({ key }) => key === wanted) ? wanted : '')
  const form = useContractForm('report.promote', {
    kept: `promote ${report.id}`,
    values: () => ({
      title: report.place
        ? `${categoryWords[report.category]}, ${report.place}`.slice(0, 200)
        : categoryWords[report.category],
      owner: member,
      approver: null as string | null,
      playbook: report.category as string,
      team: [] as string[],
      due: inHours(report.severity === 'critical' || report.immediateDanger ? 2 : 24),
    }),
    input: ({ playbook, due, ...values }) => ({
      report: report.id,
      ...values,
      ...(known(playbook) === '' ? {} : { playbook }),
      followUpDue: instantOrNull(due),
    }),
    says: { title: words.giveTheCaseATitle },
    onDone,
  })
  const show = ({ case: caseRef }: Output<'report.promote'>): void =>
    void navigate({ to: '/cases/$caseRef', params: { caseRef } })
  return (
    <FormPanel
      form={form}
      title={words.promoteToCase}
      kicker={report.number}
      failed={words.theReportWasNotPromoted}
      says={words.theReportKeepsItsNumberAnd}
      actions={
        <Act needs="report.triage" onClick={() => form.submit(undefined, show)} disabled={form.pending}>
          {words.promoteAndGoThere}
        </Act>
      }
      onClose={onDone}
    >
      <blockquote className={clsx('verbatim', styles.short)} tabIndex={0}>
        {report.narrative}
      </blockquote>
      <SeenInReport report={report.number} />
      <TextInput label={words.title} {...form.field('title')} />
      <CasePeopleFields value={form.values} onChange={form.set} tried={form.tried} />
      <NativeSelect
        label={words.playbook}
        data={[{ value: '', label: words.none }, ...playbooks.map((one) => ({ value: one.key, label: one.title }))]}
        {...form.field('playbook')}
        value={known(form.values.playbook)}
        description={words.itsTasksGoToTheOwner}
      />
      <FollowUpField value={form.values} onChange={form.set} tried={form.tried} />
    </FormPanel>
  )
}
