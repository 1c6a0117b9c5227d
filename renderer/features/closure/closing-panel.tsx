import { Button, Textarea } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useCommand } from '../../session/client.ts'
import { byCommand, FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf, orNothing } from '../../ui/contract-input.ts'
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
  const [shown, setShown] = useState(first)
  const answers = what === 'approve' || what === 'return'
  const alone = what === 'request' && closure.approvers.length === 0
  const { failed, asks } = panels[what]
  const command = useCommand(`closure.${what}`)
  const form = useContractForm(`closure.${what}`, {
    kept: `closing ${what} ${detail.id}`,
    values: { text: '' },
    input: ({ text }) => ({
      case: detail.id,
      ...(answers ? { shown } : {}),
      ...(asks === 'Reason' ? { reason: text } : { remark: orNothing(text.replace(/\s+/g, ' ').trim()) }),
    }),
    needed: () => (asks === 'Reason' ? ['text'] : []),
    says: { text: 'Say why.' },
    action: byCommand(command),
    onDone,
  })
  const readAgain = (): void => {
    setShown(closure.size)
    command.reset()
  }
  return (
    <FormPanel
      form={form}
      title={alone ? 'Close the case' : panels[what].title}
      kicker={detail.number}
      failed={failed}
      after={
        command.error?.code === 'CONFLICT' &&
        shown !== closure.size && <Button onClick={readAgain}>I have read what changed</Button>
      }
      says={
        <>
          {(what === 'request' || what === 'approve') && <p className="quiet">{seals}</p>}
          {alone && <p className="quiet">No other member of this vault may approve; the record says so.</p>}
          {answers && (
            <p className="quiet">
              What you have before you is kept with the answer: the record of {count(shown)} entries.
            </p>
          )}
        </>
      }
      onClose={onDone}
    >
      <Textarea
        label={asks}
        description={asks === 'Remark' ? 'may be left empty' : undefined}
        autosize
        minRows={2}
        {...form.field('text')}
        maxLength={limitOf(`closure.${what}`, asks.toLowerCase())}
      />
    </FormPanel>
  )
}
