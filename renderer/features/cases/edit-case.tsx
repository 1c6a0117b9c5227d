import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Input } from '../../../shared/contract/contract.ts'
import { useAsk, useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { CasePeopleFields, FollowUpField } from '../../ui/case-people.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SeverityChoice } from '../../ui/severity.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'
import { categoryWords, optionsOf, statusWords } from '../../ui/words.ts'
import type { CaseDetail } from './case-detail.ts'

const formOf = (detail: CaseDetail) => ({
  title: detail.title,
  category: detail.category,
  playbook: true,
  status: detail.status === 'destroyed' || detail.status === 'closed' ? 'open' : detail.status,
  owner: detail.ownerMember,
  approver: detail.approver?.id ?? null,
  team: detail.team.map(({ id }) => id),
  due: detail.followUpDue === null ? '' : toLocalField(new Date(detail.followUpDue)),
  level: detail.severity?.level ?? null,
  severityReason: detail.severity?.reason ?? '',
  reason: '',
})

const { destroyed: _, closed: _closed, ...workingStatuses } = statusWords

/** Changes of the case's own facts. Old and new values stay in the record. */
export function EditCase({ detail, onDone }: { detail: CaseDetail; onDone: () => void }): ReactElement {
  const key = `edit ${detail.id}`
  const before = formOf(detail)
  const [form, setForm] = useKept(key, before)
  const [tried, setTried] = useState(false)
  const change = useCommand('case.change')
  // Some categories have no playbook.
  const brought =
    useAsk('template.list', { kind: 'playbook' }).data?.items.some(({ key: one }) => one === form.category) ?? false
  const due = form.due.trim() === '' ? null : fromLocalField(form.due)
  const severityOpen = form.level !== null && form.severityReason.trim() === ''

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (form.title.trim() === '' || form.owner === null || due === undefined || severityOpen) return
    const severityChanged = form.level !== before.level || form.severityReason !== before.severityReason
    const input: Input<'case.change'> = {
      case: detail.id,
      ...(form.title === before.title ? {} : { title: form.title }),
      ...(form.category === before.category
        ? {}
        : { category: form.category, ...(form.playbook && brought ? { playbook: form.category } : {}) }),
      ...(form.status === before.status ? {} : { status: form.status }),
      ...(form.owner === before.owner ? {} : { owner: form.owner }),
      ...(form.approver === before.approver ? {} : { approver: form.approver }),
      ...(form.team.join() === before.team.join() ? {} : { team: form.team }),
      ...(form.due === before.due ? {} : { followUpDue: due }),
      ...(form.level !== null && severityChanged
        ? { severity: { level: form.level, reason: form.severityReason } }
        : {}),
      ...(form.reason.trim() === '' ? {} : { reason: form.reason }),
    }
    const done = (): void => {
      forgetKept(key)
      onDone()
    }
    if (Object.keys(input).every((name) => name === 'case' || name === 'reason')) return done()
    change.mutate(input, { onSuccess: done })
  }
  return (
    <Panel title="Edit case" kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <TextInput
          label="Title"
          value={form.title}
          maxLength={500}
          onChange={(event) => setForm({ ...form, title: event.currentTarget.value })}
          error={tried && form.title.trim() === '' && 'Give the case a title.'}
        />
        <NativeSelect
          label="Category"
          data={optionsOf(categoryWords)}
          value={form.category}
          onChange={(event) => setForm({ ...form, category: event.currentTarget.value as typeof form.category })}
        />
        {form.category !== before.category && brought && (
          <Checkbox
            label={`Apply the playbook “${categoryWords[form.category]}”`}
            description="Adds the tasks that the case lacks. What is there stays."
            checked={form.playbook}
            onChange={(event) => setForm({ ...form, playbook: event.currentTarget.checked })}
          />
        )}
        <NativeSelect
          label="Status"
          data={optionsOf(workingStatuses)}
          value={form.status}
          onChange={(event) => setForm({ ...form, status: event.currentTarget.value as typeof form.status })}
        />
        <CasePeopleFields
          value={form}
          onChange={(next) => setForm({ ...form, ...next })}
          tried={tried}
          ofOwner={
            detail.ownerMember === null ? `${detail.owner}, on record so far, is not a member of the vault.` : undefined
          }
        />
        <FollowUpField value={form} onChange={(next) => setForm({ ...form, ...next })} tried={tried} />
        <SeverityChoice value={form.level} onChange={(level) => setForm({ ...form, level })} />
        <TextInput
          label="Reason for the severity"
          value={form.severityReason}
          maxLength={500}
          onChange={(event) => setForm({ ...form, severityReason: event.currentTarget.value })}
          error={tried && severityOpen && 'Say what the severity rests on.'}
        />
        <TextInput
          label="Why it changes"
          value={form.reason}
          maxLength={500}
          onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
        />
        <Problem problem={change.error} title="The case was not changed" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={change.isPending}>
            Save changes
          </Act>
        </div>
        <p className="quiet">The old values stay in the history, beside the new ones and the reason.</p>
      </form>
    </Panel>
  )
}
