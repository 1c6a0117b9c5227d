import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { plainly } from '../../ui/name.ts'
import { Panel } from '../../ui/panel.tsx'
import { instantOrNull } from '../../ui/time.ts'
import type { About, MonitoringDuty } from './closure.ts'
import { OwnerAgain } from './owner-again.tsx'

interface AnswerDutyProps {
  detail: About
  duty: MonitoringDuty
  closed: boolean
  mayReopen: boolean
  onDone: () => void
}

/** What became of a monitoring duty on its day. */
export function AnswerDuty({ detail, duty, closed, mayReopen, onDone }: AnswerDutyProps): ReactElement {
  const ways = [
    { value: 'done', label: 'Done' },
    ...(closed
      ? [
          ...(mayReopen ? [{ value: 'reopen', label: 'Escalated: re-open the case' }] : []),
          { value: 'report', label: 'Escalated with a report' },
        ]
      : [{ value: 'escalated', label: 'Escalated' }]),
  ]
  const form = useContractForm('monitoring.answer', {
    kept: `answer ${duty.id}`,
    values: { how: 'done', note: '', next: '', report: '', owner: detail.ownerMember },
    input: ({ how, note, next, report, owner }) => ({
      case: detail.id,
      duty: duty.id,
      outcome: how === 'done' ? 'done' : 'escalated',
      note,
      next: instantOrNull(next),
      ...(how === 'reopen' ? { reopen: true } : {}),
      ...(how === 'reopen' && owner !== null && owner !== detail.ownerMember ? { owner } : {}),
      ...(how === 'report' ? { report } : {}),
    }),
    says: { note: 'Say what was seen or done.', report: 'Name the report.' },
    onDone,
  })
  return (
    <Panel title={`Answer ${duty.number}`} kicker={detail.number} onClose={onDone} asks>
      <p className="words">{plainly(duty.what)}</p>
      <ContractForm form={form} does="Record answer" failed="The answer was not recorded">
        <NativeSelect label="What became of it" data={ways} {...form.field('how')} />
        {form.values.how === 'reopen' && <OwnerAgain detail={detail} {...form.field('owner')} />}
        {form.values.how === 'report' && (
          <TextInput
            label="Report"
            placeholder="R-0007"
            description="File it in the queue first."
            {...form.field('report')}
          />
        )}
        <Textarea
          label="Note"
          placeholder="What was seen, asked or done"
          autosize
          minRows={3}
          {...form.field('note')}
        />
        <InstantField label="Due again" empty="done with" {...form.field('next')} tried={form.tried} />
      </ContractForm>
    </Panel>
  )
}
