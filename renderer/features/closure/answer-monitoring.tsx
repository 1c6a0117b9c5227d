import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { ContractForm, useContractForm } from '../../ui/contract-form.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { plainly } from '../../ui/name.ts'
import { Panel } from '../../ui/panel.tsx'
import { instantOrNull } from '../../ui/time.ts'
import type { About, MonitoringDuty } from './closure.ts'
import { OwnerAgain } from './owner-again.tsx'
import { words } from './catalogue.ts'

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
    { value: 'done', label: words.done },
    ...(closed
      ? [
          ...(mayReopen ? [{ value: 'reopen', label: words.escalatedReOpenTheCase }] : []),
          { value: 'report', label: words.escalatedWithAReport },
        ]
      : [{ value: 'escalated', label: words.escalated }]),
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
    says: { note: words.sayWhatWasSeenOrDone, report: words.nameTheReport },
    onDone,
  })
  return (
    <Panel title={words.answerNumber(duty.number)} kicker={detail.number} onClose={onDone} asks>
      <p className="words">{plainly(duty.what)}</p>
      <ContractForm form={form} does={words.recordAnswer} failed={words.theAnswerWasNotRecorded}>
        <NativeSelect label={words.whatBecameOfIt} data={ways} {...form.field('how')} />
        {form.values.how === 'reopen' && <OwnerAgain detail={detail} {...form.field('owner')} />}
        {form.values.how === 'report' && (
          <TextInput
            label={words.report}
            placeholder="R-0007"
            description={words.fileItInTheQueueFirst}
            {...form.field('report')}
          />
        )}
        <Textarea
          label={words.note}
          placeholder={words.whatWasSeenAskedOrDone}
          autosize
          minRows={3}
          {...form.field('note')}
        />
        <InstantField label={words.dueAgain} empty={words.doneWith} {...form.field('next')} tried={form.tried} />
      </ContractForm>
    </Panel>
  )
}
