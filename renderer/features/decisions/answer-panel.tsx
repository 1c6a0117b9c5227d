import { Button, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useAsk, useCommand } from '../../session/client.ts'
import { byCommand, ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf, orNothing } from '../../ui/contract-input.ts'
import { plainly } from '../../ui/name.ts'
import { Panel } from '../../ui/panel.tsx'
import { count } from '../../ui/words.ts'
import type { Decision } from './decision.ts'
import { words } from './catalogue.ts'

/** What is asked about a decision; `size`: how many entries the ledger had when it was shown. */
export type Asked = { what: 'approve' | 'return' | 'withdraw'; decision: Decision; size: number } | undefined

interface AnswerPanelProps {
  asked: NonNullable<Asked>
  detail: { id: string; number: string }
  onDone: () => void
}

/** Answers a decision as it was shown, or takes it back. What was shown is frozen when the panel opens. */
export function AnswerPanel({ asked, detail, onDone }: AnswerPanelProps): ReactElement {
  const { what, decision } = asked
  const { title, failed } = words.answers[what]
  const [shown, setShown] = useState(asked.size)
  const now = useAsk('decision.list', { case: detail.id })
  const command = useCommand(`decision.${what}`)
  const form = useContractForm(`decision.${what}`, {
    kept: `${what} ${decision.id}`,
    values: { reason: '' },
    input: ({ reason }) => ({
      case: detail.id,
      decision: decision.id,
      ...(what === 'withdraw' ? {} : { shown }),
      ...(what === 'approve' ? { remark: orNothing(reason) } : { reason }),
    }),
    says: { reason: words.sayWhy },
    action: byCommand(command),
    onDone,
  })
  const readAgain = (): void => {
    setShown(now.data?.size ?? shown)
    command.reset()
  }
  return (
    <Panel title={title} kicker={`${detail.number}, ${decision.number}`} onClose={onDone} asks>
      <p>
        <b>{plainly(decision.question)}</b> {plainly(decision.choice)}
      </p>
      <ContractForm
        form={form}
        does={title}
        failed={failed}
        after={command.error?.code === 'CONFLICT' && <Button onClick={readAgain}>{words.iHaveReadWhatChanged}</Button>}
        says={what === 'withdraw' ? words.itStaysOnRecordWithWho : words.whatYouHaveBeforeYouIs(count(shown))}
      >
        {what === 'approve' ? (
          <TextInput
            label={words.remark}
            description={words.mayBeLeftEmpty}
            {...form.field('reason')}
            maxLength={limitOf('decision.approve', 'remark')}
          />
        ) : (
          <Textarea label={words.reason} autosize minRows={3} {...form.field('reason')} />
        )}
      </ContractForm>
    </Panel>
  )
}
