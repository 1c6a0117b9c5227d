import { Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { plainly } from '../../ui/name.ts'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { named, roleWords, type Involvement } from './words.ts'

interface Brief {
  id: string
  number: string
  name: string
}

/** What is taken back: an alias, identifier or photo; an involvement; a merge. */
export type Withdrawing =
  | { what: 'known'; subject: Brief; id: string; name: string }
  | { what: 'involvement'; involvement: Involvement }
  | { what: 'merge'; subject: Brief }

function inWords(withdrawing: Withdrawing): { title: string; about: string; key: string; says: string } {
  if (withdrawing.what === 'known') {
    return {
      title: 'Withdraw',
      about: `${withdrawing.name}, of ${named(withdrawing.subject)}`,
      key: withdrawing.id,
      says: 'It stays on record, struck through, with your reason; it no longer matches any search.',
    }
  }
  if (withdrawing.what === 'merge') {
    return {
      title: 'Take out again',
      about: named(withdrawing.subject),
      key: withdrawing.subject.id,
      says: 'Each record then has exactly what is its own, also what was added since.',
    }
  }
  const { id, subject, role, matter } = withdrawing.involvement
  return {
    title: 'Withdraw involvement',
    about: `${named(subject)}, ${roleWords[role]} in ${matter.number}`,
    key: id,
    says: 'For what was recorded in error. What has come to an end is ended instead.',
  }
}

/** Takes something back with a reason. Nothing is deleted. */
export function WithdrawForm({ withdrawing, onDone }: { withdrawing: Withdrawing; onDone: () => void }): ReactElement {
  const { title, about, key: id, says } = inWords(withdrawing)
  const key = `withdraw ${id}`
  const [reason, setReason] = useKept(key, '')
  const [tried, setTried] = useState(false)
  const known = useCommand('subject.withdraw')
  const involvement = useCommand('involvement.withdraw')
  const unmerge = useCommand('subject.unmerge')
  const pending = known.isPending || involvement.isPending || unmerge.isPending
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() === '' || pending) return
    const onSuccess = (): void => {
      forgetKept(key)
      onDone()
    }
    if (withdrawing.what === 'known')
      known.mutate({ subject: withdrawing.subject.id, what: withdrawing.id, reason }, { onSuccess })
    else if (withdrawing.what === 'involvement')
      involvement.mutate({ involvement: withdrawing.involvement.id, reason }, { onSuccess })
    else unmerge.mutate({ subject: withdrawing.subject.id, reason }, { onSuccess })
  }
  return (
    <Panel title={title} onClose={onDone} asks>
      <p className="words">{plainly(about)}</p>
      <form className="form" onSubmit={submit}>
        <Textarea
          label="Reason"
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reason.trim() === '' && 'Say why.'}
        />
        <Problem problem={known.error ?? involvement.error ?? unmerge.error} title="Nothing was changed" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={pending}>
            {title}
          </Act>
        </div>
        <p className="quiet">{says}</p>
      </form>
    </Panel>
  )
}
