import { clsx } from 'clsx'
import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { SeverityChoice } from '../../ui/severity.tsx'
import { words } from './catalogue.ts'
import styles from './intake.module.css'

/** A level and what it rests on. */
export function SeverityForm({ report, onDone }: { report: Output<'report.get'>; onDone: () => void }): ReactElement {
  const form = useContractForm('report.setSeverity', {
    kept: `severity ${report.id}`,
    values: { level: report.severity, reason: report.severityReason ?? '' },
    input: (severity) => ({ report: report.id, severity }),
    says: { level: words.chooseALevel, reason: words.sayWhatItRestsOn },
    onDone,
  })
  const { error } = form.field('level')
  return (
    <FormPanel
      form={form}
      title={words.setSeverity2}
      kicker={report.number}
      failed={words.theSeverityWasNotSet}
      onClose={onDone}
    >
      <blockquote className={clsx('verbatim', styles.short)} tabIndex={0}>
        {report.narrative}
      </blockquote>
      <SeverityChoice {...form.field('level')} />
      {error && <p className="late">{error}</p>}
      <TextInput label={words.reason} placeholder={words.whatWasObservedThatMakesIt} {...form.field('reason')} />
    </FormPanel>
  )
}
