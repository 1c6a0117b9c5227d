import { Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { parts, type About, type Part } from './closure.ts'

interface ConcludeFormProps {
  detail: About
  part: Part
  said: { text: string } | null
  onDone: () => void
}

/** One of the texts that conclude a case. */
export function ConcludeForm({ detail, part, said, onDone }: ConcludeFormProps): ReactElement {
  const key = `conclude ${part} ${detail.id}`
  const { title, asks } = parts[part]
  const [text, setText] = useKept(key, said?.text ?? '')
  const [tried, setTried] = useState(false)
  const conclude = useCommand('closure.conclude')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (text.trim() === '' || conclude.isPending) return
    const done = (): void => {
      forgetKept(key)
      onDone()
    }
    if (text === said?.text) return done()
    conclude.mutate({ case: detail.id, [part]: text }, { onSuccess: done })
  }
  return (
    <Panel title="Conclusion" kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <Textarea
          label={title}
          placeholder={asks}
          autosize
          minRows={5}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={tried && text.trim() === '' && 'Write it down, or leave it.'}
        />
        <Problem problem={conclude.error} title="It was not recorded" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={conclude.isPending}>
            Record
          </Act>
        </div>
      </form>
    </Panel>
  )
}
