import { Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useAsk, useCommand } from '../../app/client.ts'
import { Act, useMay } from '../../app/may.tsx'
import { useVault } from '../../app/session.ts'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'

/** Hands over everything that a member has, after showing what that is. */
export function HandOver({ onDone }: { onDone: () => void }): ReactElement {
  const own = useVault()?.member.id ?? null
  const others = useMay('case.approve').granted
  const [from, setFrom] = useState<string | null>(own)
  const [to, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const held = useAsk('work.held', { member: from ?? undefined }, { keep: true })
  const handOver = useCommand('work.handOver')
  const items = held.data?.items ?? []
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (to === null || note.trim() === '' || handOver.isPending) return
    handOver.mutate({ from: from ?? undefined, to, note }, { onSuccess: onDone })
  }
  return (
    <Panel title="Hand over" kicker="Everything, in one act" onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        {others && <MemberChoice label="From" may="work" value={from} onChange={setFrom} />}
        <MemberChoice
          label="To"
          may="work"
          but={[from]}
          value={to}
          onChange={setTo}
          error={tried && to === null && 'Say who takes over.'}
        />
        <Textarea
          label="Note"
          placeholder="What the other has to know"
          autosize
          minRows={3}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={tried && note.trim() === '' && 'Say what the other has to know.'}
        />
        <h3>{items.length === 0 ? 'Nothing is theirs.' : 'What passes'}</h3>
        <ul className="playbook-adds">
          {items.map(({ noun, ref, title }) => (
            <li key={`${noun} ${ref}`}>
              {title}{' '}
              <small>
                {noun} {ref}
              </small>
            </li>
          ))}
        </ul>
        <Problem problem={held.error ?? handOver.error} title="Nothing was handed over" />
        <div className="actions">
          <Act needs="case.write" type="submit" variant="filled" disabled={items.length === 0 || handOver.isPending}>
            Hand over
          </Act>
        </div>
        <p className="quiet">The note is written into the ledger, under your signature.</p>
      </form>
    </Panel>
  )
}
