import { NativeSelect, Textarea } from '@mantine/core'
import type { ReactElement } from 'react'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { fromLocalField } from '../../ui/time.ts'
import { optionsOf } from '../../ui/words.ts'
import { dutyWords, type About, type MonitoringDuty } from './closure.ts'
import { words } from './catalogue.ts'

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
    says: { what: words.sayWhatIsToBeLooked, owner: words.sayWhoLooksAfterIt },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.setADuty}
      kicker={detail.number}
      does={words.setDuty}
      failed={words.theDutyWasNotSet}
      says={words.itComesBackOnItsDay}
      onClose={onDone}
    >
      <NativeSelect label={words.kind} data={optionsOf(dutyWords)} {...form.field('kind')} />
      <Textarea
        label={words.what}
        placeholder={words.askTheFrontDeskWhetherHe}
        autosize
        minRows={2}
        {...form.field('what')}
      />
      <MemberChoice label={words.owner} may="work" {...form.field('owner')} />
      <InstantField label={words.due} {...form.field('due')} tried={form.tried} />
    </FormPanel>
  )
}
