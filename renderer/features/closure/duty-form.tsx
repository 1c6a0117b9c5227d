import { NativeSelect, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { fromLocalField } from '../../ui/time.ts'
import { optionsOf } from '../../ui/words.ts'
import { dutyWords, type About, type Duty } from './closure.ts'

interface Form {
  kind: Duty['kind']
  what: string
  owner: string | null
  due: string
}

/** Gives a member something to look after by a day. */
export function DutyForm({
  detail,
  kind,
  onDone,
}: {
  detail: About
  kind: Duty['kind']
  onDone: () => void
}): ReactElement {
  const key = `duty ${kind} ${detail.id}`
  const [form, setForm] = useKept<Form>(key, { kind, what: '', owner: null, due: '' })
  const [tried, setTried] = useState(false)
  const watch = useCommand('closure.watch')
  const due = fromLocalField(form.due)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    const { what, owner } = form
    if (what.trim() === '' || owner === null || due === undefined || watch.isPending) return
    watch.mutate(
      { case: detail.id, kind: form.kind, what, owner, due },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title="Set a duty" kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <NativeSelect
          label="Kind"
          value={form.kind}
          data={optionsOf(dutyWords)}
          onChange={(event) => setForm({ ...form, kind: event.currentTarget.value as Form['kind'] })}
        />
        <Textarea
          label="What"
          placeholder="Ask the front desk whether he was seen"
          autosize
          minRows={2}
          value={form.what}
          maxLength={500}
          onChange={(event) => setForm({ ...form, what: event.currentTarget.value })}
          error={tried && form.what.trim() === '' && 'Say what is to be looked after.'}
        />
        <MemberChoice
          label="Owner"
          may="work"
          value={form.owner}
          onChange={(owner) => setForm({ ...form, owner })}
          error={tried && form.owner === null && 'Say who looks after it.'}
        />
        <InstantField label="Due" value={form.due} onChange={(next) => setForm({ ...form, due: next })} tried={tried} />
        <Problem problem={watch.error} title="The duty was not set" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={watch.isPending}>
            Set duty
          </Act>
        </div>
        <p className="quiet">
          It comes back on its day, when the case is closed too. The next day is set when it is answered.
        </p>
      </form>
    </Panel>
  )
}
