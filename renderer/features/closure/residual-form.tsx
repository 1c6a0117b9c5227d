import { NativeSelect, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { optionsOf } from '../../ui/words.ts'
import { levelWords, type About, type Closure } from './closure.ts'

type Residual = NonNullable<Closure['residual']>
interface Form {
  level: Residual['level'] | ''
  text: string
}

/** What risk remains, in a word and with its reason. */
export function ResidualForm({
  detail,
  said,
  onDone,
}: {
  detail: About
  said: Residual | null
  onDone: () => void
}): ReactElement {
  const key = `residual ${detail.id}`
  const [form, setForm] = useKept<Form>(key, { level: said?.level ?? '', text: said?.text ?? '' })
  const [tried, setTried] = useState(false)
  const conclude = useCommand('closure.conclude')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    const { level, text } = form
    if (level === '' || text.trim() === '' || conclude.isPending) return
    const done = (): void => {
      forgetKept(key)
      onDone()
    }
    if (level === said?.level && text === said.text) return done()
    conclude.mutate({ case: detail.id, residual: { level, text } }, { onSuccess: done })
  }
  return (
    <Panel title="Residual risk" kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <NativeSelect
          label="Risk that remains"
          value={form.level}
          data={[{ value: '', label: 'Choose a word' }, ...optionsOf(levelWords)]}
          onChange={(event) => setForm({ ...form, level: event.currentTarget.value as Form['level'] })}
          error={tried && form.level === '' && 'Say how much remains.'}
        />
        <Textarea
          label="Why"
          placeholder="What was done against it, what is still not known"
          autosize
          minRows={4}
          value={form.text}
          onChange={(event) => setForm({ ...form, text: event.currentTarget.value })}
          error={tried && form.text.trim() === '' && 'Say why.'}
        />
        <Problem problem={conclude.error} title="It was not recorded" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={conclude.isPending}>
            Record
          </Act>
        </div>
        <p className="quiet">A moderate or high risk needs somebody to watch it, or a safeguard, before closing.</p>
      </form>
    </Panel>
  )
}
