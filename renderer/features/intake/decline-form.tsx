import { clsx } from 'clsx'
import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { words } from './catalogue.ts'
import styles from './intake.module.css'

/** A report is declined with a reason, and stays searchable. */
export function DeclineForm({ report, onDone }: { report: Output<'report.get'>; onDone: () => void }): ReactElement {
  const form = useContractForm('report.decline', {
    kept: `decline ${report.id}`,
    values: { reason: '' },
    also: { report: report.id },
    says: { reason: words.sayWhyNoCaseIsOpened },
    onDone,
  })
  return (
    <FormPanel
      form={form}
      title={words.declineReport}
      kicker={report.number}
      failed={words.theReportWasNotDeclined}
      says={words.aDeclinedReportStaysSearchableAnd}
      onClose={onDone}
    >
      <blockquote className={clsx('verbatim', styles.short)} tabIndex={0}>
        {report.narrative}
      </blockquote>
      <TextInput label={words.reason} placeholder={words.whyNoCaseIsOpened} {...form.field('reason')} />
    </FormPanel>
  )
}
