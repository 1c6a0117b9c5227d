import { Button, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useAsk, useCommand } from '../../app/client.ts'
import { forgetKept, useKept } from '../../app/kept.ts'
import { plainly } from '../../ui/name.ts'
import { Act } from '../../app/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { count } from '../../ui/words.ts'
import type { Decision } from './decision.ts'

/** What is asked about a decision; `size`: how many entries the ledger had when it was shown. */
export type Asked = { what: 'approve' | 'return' | 'withdraw'; decision: Decision; size: number } | undefined

interface AnswerPanelProps {
  asked: NonNullable<Asked>
  detail: { id: string; number: string }
  onDone: () => void
}

const words = {
  approve: { title: 'Approve decision', failed: 'The decision was not approved' },
  return: { title: 'Return decision', failed: 'The decision was not returned' },
  withdraw: { title: 'Withdraw decision', failed: 'The decision was not withdrawn' },
}

/** Answers a decision as it was shown, or takes it back. What was shown is frozen when the panel opens. */
export function AnswerPanel({ asked, detail, onDone }: AnswerPanelProps): ReactElement {
  const { what, decision } = asked
  const key = `${what} ${decision.id}`
  const [reason, setReason] = useKept(key, '')
  const [shown, setShown] = useState(asked.size)
  const [tried, setTried] = useState(false)
  const now = useAsk('decision.list', { case: detail.id })
  const approve = useCommand('decision.approve')
  const giveBack = useCommand('decision.return')
  const withdraw = useCommand('decision.withdraw')
  const command = { approve, return: giveBack, withdraw }[what]
  const missing = what !== 'approve' && reason.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (missing || command.isPending) return
    const onSuccess = (): void => {
      forgetKept(key)
      onDone()
    }
    const about = { case: detail.id, decision: decision.id }
    if (what === 'approve') {
      const remark = reason.trim() === '' ? {} : { remark: reason }
      return approve.mutate({ ...about, shown, ...remark }, { onSuccess })
    }
    if (what === 'return') return giveBack.mutate({ ...about, shown, reason }, { onSuccess })
    return withdraw.mutate({ ...about, reason }, { onSuccess })
  }
  const conflict = command.error?.code === 'CONFLICT'
  const readAgain = (): void => {
    setShown(now.data?.size ?? shown)
    command.reset()
  }
  return (
    <Panel title={words[what].title} kicker={`${detail.number}, ${decision.number}`} onClose={onDone} asks>
      <p>
        <b>{plainly(decision.question)}</b> {plainly(decision.choice)}
      </p>
      <form className="form" onSubmit={submit}>
        {what === 'approve' ? (
          <TextInput
            label="Remark"
            description="may be left empty"
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        ) : (
          <Textarea
            label="Reason"
            autosize
            minRows={3}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && missing && 'Say why.'}
          />
        )}
        <Problem problem={command.error} title={words[what].failed}>
          {conflict && <Button onClick={readAgain}>I have read what changed</Button>}
        </Problem>
        <div className="actions">
          <Act
            needs={what === 'withdraw' ? 'case.write' : 'case.approve'}
            type="submit"
            variant="filled"
            disabled={command.isPending}
          >
            {words[what].title}
          </Act>
        </div>
        <p className="quiet">
          {what === 'withdraw'
            ? 'It stays on record, with who withdrew it, when and why.'
            : `What you have before you is kept with the answer: the record of ${count(shown)} entries.`}
        </p>
      </form>
    </Panel>
  )
}
