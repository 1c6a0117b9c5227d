import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, type ReactElement } from 'react'
import { useKeys } from '../../session/keys.ts'
import { ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { fromSaid, toLocalField } from '../../ui/time.ts'
import { words } from './catalogue.ts'
import styles from './packet.module.css'

interface HandOverFormProps {
  caseId: string
  packet: { sequence: number; recipient: string }
  onDone: () => void
}

/** Records to whom a packet went, when and how: another act than building it, often by somebody else. */
export function HandOverForm({ caseId, packet: { sequence, recipient }, onDone }: HandOverFormProps): ReactElement {
  const form = useContractForm('packet.handOver', {
    kept: `hand-over ${caseId} ${sequence}`,
    values: () => ({ to: recipient, how: '', at: toLocalField(new Date()) }),
    input: ({ to, how: by, at }) => ({ case: caseId, packet: sequence, to, how: by, at: fromSaid(at) }),
    says: { to: 'Say who has it.', how: words.sayHowItWent },
    onDone,
  })
  // Who has it is proposed: how it went is what is asked. It stands below the table, maybe out of sight.
  const how = useRef<HTMLInputElement>(null)
  useEffect(() => how.current?.focus(), [])
  useKeys(words.handOver, [{ key: 'Escape', says: words.leaveIt, run: onDone }])
  return (
    <ContractForm
      form={form}
      className={styles['packet-form']}
      label={words.handOverOfPacket(sequence)}
      does={words.recordHandOver}
      failed={words.theHandOverWasNotRecorded}
      actions={
        <Button variant="subtle" onClick={onDone}>
          {words.cancel}
        </Button>
      }
    >
      <TextInput label={words.handedOverTo} {...form.field('to')} />
      <TextInput label={words.how} ref={how} placeholder={words.inPersonOnAUsbStick} {...form.field('how')} />
      <InstantField label={words.when} {...form.field('at')} tried={form.tried} past />
    </ContractForm>
  )
}
