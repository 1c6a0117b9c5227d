import { TextInput, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement, type ReactNode } from 'react'
import type { Permission } from '../../shared/contract/permissions.ts'
import type { Failure } from '../../shared/kernel/errors.ts'
import { forgetKept, useKept } from '../app/kept.ts'
import { Act } from '../app/may.tsx'
import { Panel } from './panel.tsx'
import { Problem } from './problem.tsx'

interface ReasonFormProps {
  title: string
  kicker: string
  /** The button's words, and what did not happen when it fails. */
  does: string
  failed: string
  /** What `authority` is asked for; left out: it is not asked. */
  authority?: string
  says: ReactNode
  needs: Permission
  /** What else is asked, above the reason. */
  children?: ReactNode
  pending: boolean
  problem: Failure | null
  onSubmit: (given: { authority: string; reason: string }, done: () => void) => void
  onDone: () => void
}

/** Asks on whose authority and why, before something about a case's retention is recorded. */
export function ReasonForm({ authority, onSubmit, onDone, ...form }: ReasonFormProps): ReactElement {
  const key = `${form.title} ${form.kicker}`
  const [given, setGiven] = useKept(key, { authority: '', reason: '' })
  const [tried, setTried] = useState(false)
  const missing = {
    authority: authority !== undefined && given.authority.trim() === '',
    reason: given.reason.trim() === '',
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (missing.authority || missing.reason || form.pending) return
    onSubmit(given, () => {
      forgetKept(key)
      onDone()
    })
  }
  return (
    <Panel title={form.title} kicker={form.kicker} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        {authority !== undefined && (
          <TextInput
            label="Authority"
            placeholder={authority}
            value={given.authority}
            maxLength={500}
            onChange={(event) => setGiven({ ...given, authority: event.currentTarget.value })}
            error={tried && missing.authority && 'Say who or what demands it.'}
          />
        )}
        {form.children}
        <Textarea
          label="Reason"
          autosize
          minRows={3}
          value={given.reason}
          onChange={(event) => setGiven({ ...given, reason: event.currentTarget.value })}
          error={tried && missing.reason && 'Say why.'}
        />
        <Problem problem={form.problem} title={form.failed} />
        <div className="actions">
          <Act needs={form.needs} type="submit" variant="filled" disabled={form.pending}>
            {form.does}
          </Act>
        </div>
        <div className="quiet">{form.says}</div>
      </form>
    </Panel>
  )
}
