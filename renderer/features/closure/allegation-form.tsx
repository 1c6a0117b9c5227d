import { NativeSelect, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { optionsOf } from '../../ui/words.ts'
import { standardWords } from '../../../shared/contract/closure.ts'
import type { About, Allegation } from './closure.ts'

interface Form {
  text: string
  standard: Allegation['standard']
}

export function AllegationForm({ detail, onDone }: { detail: About; onDone: () => void }): ReactElement {
  const key = `allegation ${detail.id}`
  const [form, setForm] = useKept<Form>(key, { text: '', standard: 'preponderance' })
  const [tried, setTried] = useState(false)
  const allege = useCommand('closure.allege')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (form.text.trim() === '' || allege.isPending) return
    allege.mutate(
      { case: detail.id, ...form },
      {
        onSuccess: () => {
          forgetKept(key)
          onDone()
        },
      },
    )
  }
  return (
    <Panel title="Write an allegation" kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <Textarea
          label="Allegation"
          placeholder="Who is said to have done what, when and where"
          autosize
          minRows={3}
          value={form.text}
          onChange={(event) => setForm({ ...form, text: event.currentTarget.value })}
          error={tried && form.text.trim() === '' && 'Say what is alleged.'}
        />
        <NativeSelect
          label="Standard of proof"
          value={form.standard}
          data={optionsOf(standardWords)}
          onChange={(event) => setForm({ ...form, standard: event.currentTarget.value as Form['standard'] })}
        />
        <Problem problem={allege.error} title="The allegation was not recorded" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={allege.isPending}>
            Record allegation
          </Act>
        </div>
      </form>
    </Panel>
  )
}
