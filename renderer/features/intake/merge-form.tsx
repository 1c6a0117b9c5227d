import { TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk, useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { categoryWords } from '../../ui/words.ts'

interface MergeFormProps {
  report: Output<'report.get'>
  /** An earlier report that went into a case, and what the two share. */
  suggested: Output<'subject.seen'>['reports'][number] | undefined
  onDone: () => void
}

/** Into which case the report belongs, and why. */
export function MergeForm({ report, suggested, onDone }: MergeFormProps): ReactElement {
  const key = `merge ${report.id}`
  const [form, setForm] = useKept(key, {
    filter: suggested?.caseNumber ?? '',
    into: suggested?.caseNumber ?? '',
    reason: suggested ? `Like ${suggested.number}: ${suggested.why}`.slice(0, 500) : '',
  })
  const [tried, setTried] = useState(false)
  const cases = useAsk('case.list', { filter: form.filter.trim(), which: 'open', limit: 50 }, { keep: true })
  const merge = useCommand('report.merge')

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (form.into === '' || form.reason.trim() === '' || merge.isPending) return
    merge.mutate(
      { report: report.id, into: form.into, reason: form.reason },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title="Merge into case" kicker={report.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <blockquote className="verbatim short" tabIndex={0}>
          {report.narrative}
        </blockquote>
        <TextInput
          label="Find the case"
          placeholder="Number, title or owner"
          value={form.filter}
          maxLength={200}
          onChange={(event) => setForm({ ...form, filter: event.currentTarget.value })}
        />
        <Problem problem={cases.error} title="The cases could not be read" />
        <fieldset className="pick">
          <legend>Case</legend>
          {cases.data?.items.map((row) => (
            <label key={row.id}>
              <input
                type="radio"
                name="into"
                checked={form.into === row.number}
                onChange={() => setForm({ ...form, into: row.number })}
              />
              <span>
                <b>{row.title}</b>
                <small>
                  {row.number} · {categoryWords[row.category]} · {row.owner}
                </small>
              </span>
            </label>
          ))}
          {cases.data?.items.length === 0 && <p className="quiet">No case matches.</p>}
        </fieldset>
        {tried && form.into === '' && <p className="late">Choose the case.</p>}
        <TextInput
          label="Reason"
          placeholder="Why it belongs there"
          value={form.reason}
          maxLength={500}
          onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
          error={tried && form.reason.trim() === '' && 'Say why it belongs there.'}
        />
        <Problem problem={merge.error} title="The report was not merged" />
        <div className="actions">
          <Act needs="report.triage" type="submit" variant="filled" disabled={merge.isPending}>
            Merge report
          </Act>
        </div>
        <p className="quiet">Both keep their own numbers and words.</p>
      </form>
    </Panel>
  )
}
