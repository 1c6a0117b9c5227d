import { NativeSelect, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { fromLocalField } from '../../ui/time.ts'
import { optionsOf } from '../../ui/words.ts'
import { dutyWords, type About, type MonitoringDuty } from './closure.ts'

interface DutyFormProps {
  detail: About
  kind: MonitoringDuty['kind']
  onDone: () => void
}

/** Gives a member something to look after by a day. */
export function DutyForm({ detail, kind, onDone }: DutyFormProps): ReactElement {
  const form = useContractForm('monitoring.add', {
    kept: `duty ${kind} ${detail.id}`,
    values: { kind, what: '', owner: null as string | null, due: '' },
    input: (values) => ({ case: detail.id, ...values, due: fromLocalField(values.due) }),
    says: { what: 'Say what is to be looked after.', owner: 'Say who looks after it.' },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title="Set a duty"
      kicker={detail.number}
      does="Set duty"
      failed="The duty was not set"
      says="It comes back on its day, when the case is closed too. The next day is set when it is answered."
      onClose={onDone}
    >
      <NativeSelect label="Kind" data={optionsOf(dutyWords)} {...form.field('kind')} />
      <Textarea
        label="What"
        placeholder="Ask the front desk whether he was seen"
        autosize
        minRows={2}
        {...form.field('what')}
      />
      <MemberChoice label="Owner" may="work" {...form.field('owner')} />
      <InstantField label="Due" {...form.field('due')} tried={form.tried} />
    </FormPanel>
  )
}
