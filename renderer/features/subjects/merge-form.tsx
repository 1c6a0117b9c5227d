import { Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { nobodyChosen, SubjectChoice } from './subject-choice.tsx'
import { named, type Detail } from './words.ts'

/** Keeps this record under another one that is of the same. */
export function MergeForm({ detail, onDone }: { detail: Detail; onDone: () => void }): ReactElement {
  const key = `subject merge ${detail.id}`
  const navigate = useNavigate()
  const [form, setForm] = useKept(key, { into: nobodyChosen, reason: '' })
  const [tried, setTried] = useState(false)
  const merge = useCommand('subject.merge')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (form.into.chosen === '' || form.reason.trim() === '' || merge.isPending) return
    merge.mutate(
      { subject: detail.id, into: form.into.chosen, reason: form.reason },
      {
        onSuccess: ({ subject }) => {
          forgetKept(key)
          onDone()
          void navigate({ to: '/subjects/$subjectRef', params: { subjectRef: subject } })
        },
      },
    )
  }
  return (
    <Panel title="Merge into another record" kicker={named(detail)} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <SubjectChoice
          label="The record that is kept"
          kind={detail.kind}
          but={detail.id}
          value={form.into}
          onChange={(into) => setForm({ ...form, into })}
          error={tried && form.into.chosen === '' && 'Choose the record that is kept.'}
        />
        <Textarea
          label="Reason"
          placeholder="What shows that they are one"
          autosize
          minRows={2}
          maxLength={500}
          value={form.reason}
          onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
          error={tried && form.reason.trim() === '' && 'Say what shows that they are one.'}
        />
        <Problem problem={merge.error} title="The records were not merged" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={merge.isPending}>
            Merge records
          </Act>
        </div>
        <p className="quiet">
          Nothing is moved: the kept record shows all of both with its origin, and they can be taken apart again.
        </p>
      </form>
    </Panel>
  )
}
