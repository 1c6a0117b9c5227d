import { NativeSelect, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk, useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { useVault } from '../../app/session.ts'
import { CasePeopleFields, FollowUpField } from '../../ui/case-people.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'
import { categoryWords } from '../../ui/words.ts'
import { SeenInReport } from '../subjects/seen-before.tsx'

interface TriageFormProps {
  report: Output<'report.get'>
  onDone: () => void
}

const inHours = (hours: number): string => toLocalField(new Date(Date.now() + hours * 3_600_000))

/** From a report to a case: what it is called, who has it, when it is looked at next. */
export function PromoteForm({ report, onDone }: TriageFormProps): ReactElement {
  const key = `promote ${report.id}`
  const navigate = useNavigate()
  const member = useVault()?.member.id ?? null
  const [form, setForm] = useKept(key, () => ({
    title: report.place
      ? `${categoryWords[report.category]}, ${report.place}`.slice(0, 200)
      : categoryWords[report.category],
    owner: member,
    approver: null as string | null,
    playbook: report.category as string,
    team: [] as string[],
    due: inHours(report.severity === 'critical' || report.immediateDanger ? 2 : 24),
  }))
  const [tried, setTried] = useState(false)
  const playbooks = useAsk('template.list', { kind: 'playbook' }).data?.items ?? []
  const playbook = playbooks.some(({ key: one }) => one === form.playbook) ? form.playbook : ''
  const promote = useCommand('report.promote')
  const due = form.due.trim() === '' ? null : fromLocalField(form.due)

  const submit = (open: boolean) => (event?: FormEvent) => {
    event?.preventDefault()
    setTried(true)
    if (form.title.trim() === '' || form.owner === null || due === undefined || promote.isPending) return
    promote.mutate(
      {
        report: report.id,
        title: form.title,
        owner: form.owner,
        approver: form.approver,
        team: form.team,
        ...(playbook === '' ? {} : { playbook }),
        followUpDue: due,
      },
      {
        onSuccess: ({ case: caseRef }) => {
          forgetKept(key)
          onDone()
          if (open) void navigate({ to: '/cases/$caseRef', params: { caseRef } })
        },
      },
    )
  }
  return (
    <Panel title="Promote to case" kicker={report.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit(false)}>
        <blockquote className="verbatim short" tabIndex={0}>
          {report.narrative}
        </blockquote>
        <SeenInReport report={report.number} />
        <TextInput
          label="Title"
          value={form.title}
          maxLength={500}
          onChange={(event) => setForm({ ...form, title: event.currentTarget.value })}
          error={tried && form.title.trim() === '' && 'Give the case a title.'}
        />
        <CasePeopleFields value={form} onChange={(next) => setForm({ ...form, ...next })} tried={tried} />
        <NativeSelect
          label="Playbook"
          data={[{ value: '', label: 'None' }, ...playbooks.map((one) => ({ value: one.key, label: one.title }))]}
          value={playbook}
          onChange={(event) => setForm({ ...form, playbook: event.currentTarget.value })}
          description="Its tasks go to the owner, with their due times."
        />
        <FollowUpField value={form} onChange={(next) => setForm({ ...form, ...next })} tried={tried} />
        <Problem problem={promote.error} title="The report was not promoted" />
        <div className="actions">
          <Act needs="report.triage" type="submit" variant="filled" disabled={promote.isPending}>
            Promote to case
          </Act>
          <Act needs="report.triage" onClick={() => submit(true)()} disabled={promote.isPending}>
            Promote and go there
          </Act>
        </div>
        <p className="quiet">The report keeps its number and its words. This is written into the ledger.</p>
      </form>
    </Panel>
  )
}
