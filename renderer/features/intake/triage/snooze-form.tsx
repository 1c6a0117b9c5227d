import { Button, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Output } from '../../../../shared/contract/contract.ts'
import { FormPanel, useContractForm } from '../../../ui/contract-form.tsx'
import { InstantField } from '../../../ui/instant-field.tsx'
import { fromLocalField, toLocalField } from '../../../ui/time.ts'
import { words } from '../catalogue.ts'

const hour = 3_600_000
const inHours = (hours: number): string => toLocalField(new Date(Date.now() + hours * hour))
/** Nine o'clock of the next day. */
const tomorrow = (): string => `${inHours(24).slice(0, 10)} 09:00`

const proposals = [
  {
    get label() {
      return words.hour
    },
    at: () => inHours(1),
  },
  {
    get label() {
      return words.hours
    },
    at: () => inHours(4),
  },
  {
    get label() {
      return words.tomorrow
    },
    at: tomorrow,
  },
]

interface SnoozeFormProps {
  report: Output<'report.get'>
  onDone: () => void
}

/** Until when a report is put aside, and what is waited for. It comes back by itself. */
export function SnoozeForm({ report, onDone }: SnoozeFormProps): ReactElement {
  const form = useContractForm('report.snooze', {
    kept: `snooze ${report.id}`,
    values: () => ({ until: inHours(1), reason: '' }),
    input: ({ until, reason }) => ({ report: report.id, until: fromLocalField(until), reason }),
    needed: () => ['until'],
    says: { reason: words.sayWhatIsWaitedFor },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.snoozeReport2}
      kicker={report.number}
      failed={words.theReportWasNotPutAside}
      says={words.itComesBackByItselfIts}
      onClose={onDone}
    >
      <TextInput label={words.reason} placeholder={words.whatIsWaitedFor} {...form.field('reason')} />
      <InstantField label={words.until} {...form.field('until')} tried={form.tried} />
      <div className="actions">
        {proposals.map(({ label, at }) => (
          <Button key={label} variant="subtle" onClick={() => form.set({ until: at() })}>
            {label}
          </Button>
        ))}
      </div>
    </FormPanel>
  )
}
