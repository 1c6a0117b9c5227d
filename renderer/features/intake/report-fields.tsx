import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { InstantField } from '../../ui/instant-field.tsx'
import { SeverityChoice } from '../../ui/severity.tsx'
import { WhenField } from '../../ui/when-field.tsx'
import { categoryWords, channelWords, optionsOf } from '../../ui/words.ts'
import { SeenBefore } from '../subjects/seen-before.tsx'
import type { ReportDraft, ReportErrors } from './report-draft.ts'

interface ReportFieldsProps {
  report: ReportDraft
  onChange: (next: Partial<ReportDraft>) => void
  errors: ReportErrors
}

const categoryOptions = [{ value: '', label: 'Choose' }, ...optionsOf(categoryWords)]
const channelOptions = optionsOf(channelWords).filter(({ value }) => value !== 'import')

/** What must be known first; below it the rest. */
export function ReportFields({ report, onChange, errors }: ReportFieldsProps): ReactElement {
  return (
    <>
      <div className="first">
        <div className="pair">
          <NativeSelect
            label="Category"
            autoFocus
            data={categoryOptions}
            value={report.category}
            onChange={(event) => onChange({ category: event.currentTarget.value as ReportDraft['category'] })}
            error={errors.category}
          />
          <NativeSelect
            label="Channel"
            data={channelOptions}
            value={report.channel}
            onChange={(event) => onChange({ channel: event.currentTarget.value as ReportDraft['channel'] })}
          />
          <InstantField
            label="Received"
            empty="now"
            value={report.receivedAt}
            onChange={(receivedAt) => onChange({ receivedAt })}
            tried={errors.receivedAt !== undefined}
          />
        </div>
        <Textarea
          label="Narrative"
          description="Verbatim: the reporter’s own words."
          rows={10}
          value={report.narrative}
          onChange={(event) => onChange({ narrative: event.currentTarget.value })}
          error={errors.narrative}
        />
        <Checkbox
          label="Immediate danger"
          checked={report.immediateDanger}
          onChange={(event) => onChange({ immediateDanger: event.currentTarget.checked })}
        />
      </div>
      <div className="rest">
        <h2>When there is time</h2>
        <div className="pair">
          <TextInput
            label="Reporter"
            value={report.anonymous ? '' : report.reporter}
            disabled={report.anonymous}
            maxLength={500}
            onChange={(event) => onChange({ reporter: event.currentTarget.value })}
            error={errors.reporter}
          />
          <TextInput
            label="How to reach them"
            value={report.anonymous ? '' : report.contact}
            disabled={report.anonymous}
            maxLength={500}
            onChange={(event) => onChange({ contact: event.currentTarget.value })}
          />
        </div>
        <SeenBefore typed={report.anonymous ? '' : report.reporter} kind="person" />
        <SeenBefore typed={report.anonymous ? '' : report.contact} />
        <Checkbox
          label="The reporter stays anonymous"
          checked={report.anonymous}
          onChange={(event) => onChange({ anonymous: event.currentTarget.checked })}
        />
        <WhenField label="Happened" value={report.when} onChange={(when) => onChange({ when })} error={errors.when} />
        <TextInput
          label="Place"
          value={report.place}
          maxLength={500}
          onChange={(event) => onChange({ place: event.currentTarget.value })}
        />
        <SeenBefore typed={report.place} kind="place" />
        <SeverityChoice value={report.level} onChange={(level) => onChange({ level })} />
        {errors.level && <p className="late">{errors.level}</p>}
        <TextInput
          label="Reason for the severity"
          value={report.severityReason}
          maxLength={500}
          onChange={(event) => onChange({ severityReason: event.currentTarget.value })}
          error={errors.severityReason}
        />
      </div>
    </>
  )
}
