import { clsx } from 'clsx'
import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import styles from './intake.module.css'

/** A report is declined with a reason, and stays searchable. */
export function DeclineForm({ report, onDone }: { report: Output<'report.get'>; onDone: () => void }): ReactElement {
  const form = useContractForm('report.decline', {
    kept: `decline ${report.id}`,
    values: { reason: '' },
    also: { report: report.id },
    says: { reason: 'Say why no case is opened.' },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title="Decline report"
      kicker={report.number}
      failed="The report was not declined"
      says="A declined report stays searchable and counts when later ones resemble it."
      onClose={onDone}
    >
      <blockquote className={clsx('verbatim', styles.short)} tabIndex={0}>
        {report.narrative}
      </blockquote>
      <TextInput label="Reason" placeholder="Why no case is opened" {...form.field('reason')} />
    </FormPanel>
  )
}
