import { clsx } from 'clsx'
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { FormField, FormTemplate } from '../../../shared/contract/forms.ts'
import { FormAnswer } from '../../ui/forms/form-answer.tsx'
import { InstantField } from '../../ui/instant-field.tsx'
import { SeverityChoice } from '../../ui/severity.tsx'
import { WhenField } from '../../ui/when-field.tsx'
import { channelWords, optionsOf } from '../../ui/words.ts'
import { SeenBefore } from '../subjects/index.ts'
import { readPlace } from '../../ui/place-typed.ts'
import type { ReportDraft, ReportErrors } from './report-draft.ts'
import { words } from './catalogue.ts'
import styles from './report-form.module.css'

interface ReportFieldsProps {
  report: ReportDraft
  form: FormTemplate
  onChange: (next: Partial<ReportDraft>) => void
  errors: ReportErrors
}

const channelOptions = [
  {
    value: '',
    get label() {
      return words.howDidItComeIn
    },
  },
  ...optionsOf(channelWords).filter(({ value }) => value !== 'import'),
]
type Fact = keyof FormTemplate['asks']
const facts: readonly Fact[] = ['occurredAt', 'place', 'reporter', 'immediateDanger']

/** The form's required facts, the reporter's words, and folded below them what there may be time for. */
export function ReportFields(props: ReportFieldsProps): ReactElement {
  const { report, form, onChange, errors } = props
  const later = form.fields.filter(({ required }) => !required)
  // What was given already, by another form or before leaving, is not hidden; nor is what is wrong.
  const given = later.some(({ id }) => (report.answers[id] ?? '') !== '' || errors.answers?.[id] !== undefined)
  const aside = ['receivedAt', 'level', 'severityReason', 'reporter', 'when', 'place'] as const
  const wrong = aside.some((name) => errors[name] !== undefined)
  const [open, setOpen] = useState(given || report.reporter !== '' || report.level !== null)
  const factsAsked = (asked: 'required' | 'optional'): Fact[] => facts.filter((fact) => form.asks[fact] === asked)
  return (
    <>
      <div className={styles.first}>
        {form.fields
          .filter(({ required }) => required)
          .map((field) => (
            <Answer key={field.id} field={field} {...props} />
          ))}
        {factsAsked('required').map((fact) => (
          <CommonFact key={fact} fact={fact} {...props} />
        ))}
        <NativeSelect
          label={words.channel}
          aria-required
          data={channelOptions}
          value={report.cameBy}
          onChange={(event) => onChange({ cameBy: event.currentTarget.value as ReportDraft['cameBy'] })}
          error={errors.cameBy}
        />
      </div>
      <Textarea
        label={form.narrative.label.en}
        description={form.narrative.help?.en}
        aria-required
        autosize
        minRows={6}
        maxRows={18}
        value={report.narrative}
        onChange={(event) => onChange({ narrative: event.currentTarget.value })}
        error={errors.narrative}
      />
      <details className={styles.later} open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {words.whenThereIsTime}{' '}
          <span className="quiet">{words.moreFields(later.length + factsAsked('optional').length + 3)}</span>
        </summary>
        <div className={styles.rest}>
          {factsAsked('optional').map((fact) => (
            <CommonFact key={fact} fact={fact} {...props} />
          ))}
          {later.map((field) => (
            <Answer key={field.id} field={field} {...props} />
          ))}
          <InstantField
            label={words.received}
            empty={words.now}
            past
            value={report.receivedAt}
            onChange={(receivedAt) => onChange({ receivedAt })}
            tried={errors.receivedAt !== undefined}
          />
          <div>
            <SeverityChoice value={report.level} onChange={(level) => onChange({ level })} />
            {errors.level && <p className="late">{errors.level}</p>}
          </div>
          <TextInput
            label={words.reasonForTheSeverity}
            value={report.severityReason}
            maxLength={500}
            onChange={(event) => onChange({ severityReason: event.currentTarget.value })}
            error={errors.severityReason}
          />
        </div>
      </details>
    </>
  )
}

/** What a field's words are looked up as among the subjects; of a telephone number any. */
const subjectOf = {
  person: 'person',
  vehicle: 'vehicle',
  account: 'account',
  place: 'place',
  phone: undefined,
} as const
const isNamed = (kind: FormField['kind']): kind is keyof typeof subjectOf => Object.hasOwn(subjectOf, kind)

function Answer({ field, report, onChange, errors }: ReportFieldsProps & { field: FormField }): ReactElement {
  return (
    <div className={field.kind === 'text' || field.kind === 'choices' ? 'wide' : undefined}>
      <FormAnswer
        field={field}
        language="en"
        zone={report.when.zone}
        value={report.answers[field.id] ?? ''}
        onChange={(answer) => onChange({ answers: { ...report.answers, [field.id]: answer } })}
        error={errors.answers?.[field.id]}
      />
      {isNamed(field.kind) && <SeenBefore typed={report.answers[field.id] ?? ''} kind={subjectOf[field.kind]} />}
    </div>
  )
}

/** One of the facts that every report can have. */
function CommonFact({ fact, report, form, onChange, errors }: ReportFieldsProps & { fact: Fact }): ReactElement {
  const place = readPlace(report.place)
  switch (fact) {
    case 'occurredAt':
      return (
        <div className="wide">
          <WhenField
            label={words.happened}
            value={report.when}
            onChange={(when) => onChange({ when })}
            error={errors.when}
          />
        </div>
      )
    case 'place':
      return (
        <div>
          <TextInput
            label={words.place}
            aria-required={form.asks.place === 'required'}
            description={
              place?.latitude === undefined
                ? words.aNameCoordinatesOrBoth
                : words.atNameLatitudeLongitude({
                    name: place.name ?? words.aPoint,
                    latitude: place.latitude,
                    longitude: place.longitude ?? 0,
                  })
            }
            value={report.place}
            maxLength={500}
            onChange={(event) => onChange({ place: event.currentTarget.value })}
            error={errors.place}
          />
          <SeenBefore typed={report.place} kind="place" />
        </div>
      )
    case 'reporter':
      return (
        <div className={clsx('wide', styles.reporter)}>
          <TextInput
            label={words.reporter}
            value={report.anonymous ? '' : report.reporter}
            disabled={report.anonymous}
            maxLength={500}
            onChange={(event) => onChange({ reporter: event.currentTarget.value })}
            error={errors.reporter}
          />
          <TextInput
            label={words.howToReachThem}
            value={report.anonymous ? '' : report.contact}
            disabled={report.anonymous}
            maxLength={500}
            onChange={(event) => onChange({ contact: event.currentTarget.value })}
          />
          <SeenBefore typed={report.anonymous ? '' : report.reporter} kind="person" />
          <SeenBefore typed={report.anonymous ? '' : report.contact} />
          <Checkbox
            className="wide"
            label={words.theReporterStaysAnonymous}
            checked={report.anonymous}
            onChange={(event) => onChange({ anonymous: event.currentTarget.checked })}
          />
        </div>
      )
    case 'immediateDanger':
      break
  }
  return (
    <Checkbox
      label={words.immediateDanger2}
      checked={report.immediateDanger}
      onChange={(event) => onChange({ immediateDanger: event.currentTarget.checked })}
    />
  )
}
