import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { plainly } from '../../ui/name.ts'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { fromLocalField } from '../../ui/time.ts'
import type { About, Duty } from './closure.ts'
import { OwnerAgain } from './owner-again.tsx'

interface AnswerDutyProps {
  detail: About
  duty: Duty
  closed: boolean
  mayReopen: boolean
  onDone: () => void
}

type How = 'done' | 'escalated' | 'reopen' | 'report'

/** What became of a duty on its day. */
export function AnswerDuty({ detail, duty, closed, mayReopen, onDone }: AnswerDutyProps): ReactElement {
  const key = `answer ${duty.id}`
  const [form, setForm] = useKept(key, {
    how: 'done' as How,
    note: '',
    next: '',
    report: '',
    owner: detail.ownerMember,
  })
  const [tried, setTried] = useState(false)
  const answer = useCommand('closure.answer')
  const next = form.next.trim() === '' ? null : fromLocalField(form.next)
  const ways: { value: How; label: string }[] = [
    { value: 'done', label: 'Done' },
    ...(closed
      ? [
          ...(mayReopen ? [{ value: 'reopen' as const, label: 'Escalated: re-open the case' }] : []),
          { value: 'report' as const, label: 'Escalated with a report' },
        ]
      : [{ value: 'escalated' as const, label: 'Escalated' }]),
  ]
  const needsReport = form.how === 'report' && form.report.trim() === ''
  const reopening = {
    reopen: true,
    ...(form.owner === null || form.owner === detail.ownerMember ? {} : { owner: form.owner }),
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (form.note.trim() === '' || next === undefined || needsReport || answer.isPending) return
    answer.mutate(
      {
        case: detail.id,
        duty: duty.id,
        outcome: form.how === 'done' ? 'done' : 'escalated',
        note: form.note,
        next,
        ...(form.how === 'reopen' ? reopening : {}),
        ...(form.how === 'report' ? { report: form.report } : {}),
      },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title={`Answer ${duty.number}`} kicker={detail.number} onClose={onDone} asks>
      <p className="words">{plainly(duty.what)}</p>
      <form className="form" onSubmit={submit}>
        <NativeSelect
          label="What became of it"
          value={form.how}
          data={ways}
          onChange={(event) => setForm({ ...form, how: event.currentTarget.value as How })}
        />
        {form.how === 'reopen' && (
          <OwnerAgain detail={detail} value={form.owner} onChange={(owner) => setForm({ ...form, owner })} />
        )}
        {form.how === 'report' && (
          <TextInput
            label="Report"
            placeholder="R-0007"
            description="File it in the queue first."
            value={form.report}
            onChange={(event) => setForm({ ...form, report: event.currentTarget.value })}
            error={tried && needsReport && 'Name the report.'}
          />
        )}
        <Textarea
          label="Note"
          placeholder="What was seen, asked or done"
          autosize
          minRows={3}
          value={form.note}
          onChange={(event) => setForm({ ...form, note: event.currentTarget.value })}
          error={tried && form.note.trim() === '' && 'Say what was seen or done.'}
        />
        <InstantField
          label="Due again"
          empty="done with"
          value={form.next}
          onChange={(text) => setForm({ ...form, next: text })}
          tried={tried}
        />
        <Problem problem={answer.error} title="The answer was not recorded" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={answer.isPending}>
            Record answer
          </Act>
        </div>
      </form>
    </Panel>
  )
}
