import { Button, Textarea } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useCommand } from '../../session/client.ts'
import { byCommand, FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf, orNothing } from '../../ui/contract-input.ts'
import { count } from '../../ui/words.ts'
import type { About, Closure } from './closure.ts'
import { words } from './catalogue.ts'

interface ClosingPanelProps {
  what: 'request' | 'withdraw' | 'approve' | 'return'
  detail: About
  closure: Closure
  /** How many entries the ledger had when the closing was shown. */
  shown: number
  onDone: () => void
}

/** Asks for the closing, answers it, or takes it back. What the approver was shown is frozen when the panel opens. */
export function ClosingPanel({ what, detail, closure, shown: first, onDone }: ClosingPanelProps): ReactElement {
  const [shown, setShown] = useState(first)
  const answers = what === 'approve' || what === 'return'
  const alone = what === 'request' && closure.approvers.length === 0
  const { title, failed, asks } = words.panels[what]
  const reasoned = what === 'withdraw' || what === 'return'
  const command = useCommand(`closure.${what}`)
  const form = useContractForm(`closure.${what}`, {
    kept: `closing ${what} ${detail.id}`,
    values: { text: '' },
    input: ({ text }) => ({
      case: detail.id,
      ...(answers ? { shown } : {}),
      ...(reasoned ? { reason: text } : { remark: orNothing(text.replace(/\s+/g, ' ').trim()) }),
    }),
    needed: () => (reasoned ? ['text'] : []),
    says: { text: words.sayWhy },
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
      title={alone ? words.closeTheCase : title}
      kicker={detail.number}
      failed={failed}
      after={
        command.error?.code === 'CONFLICT' &&
        shown !== closure.size && <Button onClick={readAgain}>{words.iHaveReadWhatChanged}</Button>
      }
      says={
        <>
          {(what === 'request' || what === 'approve') && <p className="quiet">{words.seals}</p>}
          {alone && <p className="quiet">{words.noApproverSaid}</p>}
          {answers && <p className="quiet">{words.whatYouHaveBeforeYouIs(count(shown))}</p>}
        </>
      }
      onClose={onDone}
    >
      <Textarea
        label={asks}
        description={reasoned ? undefined : words.mayBeLeftEmpty}
        autosize
        minRows={2}
        {...form.field('text')}
        maxLength={limitOf(`closure.${what}`, asks.toLowerCase())}
      />
    </FormPanel>
  )
}
