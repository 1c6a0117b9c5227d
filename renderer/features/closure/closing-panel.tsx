import { Button, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { count } from '../../ui/words.ts'
import type { About, Closure } from './closure.ts'

interface ClosingPanelProps {
  what: 'request' | 'withdraw' | 'approve' | 'return'
  detail: About
  closure: Closure
  /** How many entries the ledger had when the closing was shown. */
  shown: number
  onDone: () => void
}

const seals =
  'A closed case is sealed: nothing of its record can be changed until it is re-opened with a reason. Its evidence can still be verified and handed on, its duties answered.'

const panels = {
  request: { title: 'Ask to close the case', failed: 'The case is not being closed', asks: 'Remark' },
  withdraw: { title: 'Take the request back', failed: 'The request still waits', asks: 'Reason' },
  approve: { title: 'Approve closing', failed: 'The case was not closed', asks: 'Remark' },
  return: { title: 'Return the request', failed: 'The request still waits', asks: 'Reason' },
}

/** Asks for the closing, answers it, or takes it back. What the approver was shown is frozen when the panel opens. */
export function ClosingPanel({ what, detail, closure, shown: first, onDone }: ClosingPanelProps): ReactElement {
  const key = `closing ${what} ${detail.id}`
  const [text, setText] = useKept(key, '')
  const [shown, setShown] = useState(first)
  const [tried, setTried] = useState(false)
  const request = useCommand('closure.request')
  const approve = useCommand('closure.approve')
  const giveBack = useCommand('closure.return')
  const withdraw = useCommand('closure.withdraw')
  const command = { request, approve, return: giveBack, withdraw }[what]
  const alone = what === 'request' && closure.approvers.length === 0
  const { failed, asks } = panels[what]
  const title = alone ? 'Close the case' : panels[what].title
  const missing = asks === 'Reason' && text.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (missing || command.isPending) return
    const onSuccess = (): void => {
      forgetKept(key)
      onDone()
    }
    const about = { case: detail.id }
    const remark = text.trim() === '' ? {} : { remark: text.replace(/\s+/g, ' ').trim() }
    if (what === 'request') return request.mutate({ ...about, ...remark }, { onSuccess })
    if (what === 'approve') return approve.mutate({ ...about, shown, ...remark }, { onSuccess })
    if (what === 'return') return giveBack.mutate({ ...about, shown, reason: text }, { onSuccess })
    return withdraw.mutate({ ...about, reason: text }, { onSuccess })
  }
  const readAgain = (): void => {
    setShown(closure.size)
    command.reset()
  }
  return (
    <Panel title={title} kicker={detail.number} onClose={onDone} asks>
      <form className="form" onSubmit={submit}>
        <Textarea
          label={asks}
          description={asks === 'Remark' ? 'may be left empty' : undefined}
          autosize
          minRows={2}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={tried && missing && 'Say why.'}
        />
        <Problem problem={command.error} title={failed}>
          {command.error?.code === 'CONFLICT' && shown !== closure.size && (
            <Button onClick={readAgain}>I have read what changed</Button>
          )}
        </Problem>
        <div className="actions">
          <Act
            needs={what === 'approve' || what === 'return' ? 'case.approve' : 'case.write'}
            type="submit"
            variant="filled"
            disabled={command.isPending}
          >
            {title}
          </Act>
        </div>
        {(what === 'request' || what === 'approve') && <p className="quiet">{seals}</p>}
        {alone && <p className="quiet">No other member of this vault may approve; the record says so.</p>}
        {(what === 'approve' || what === 'return') && (
          <p className="quiet">
            What you have before you is kept with the answer: the record of {count(shown)} entries.
          </p>
        )}
      </form>
    </Panel>
  )
}
