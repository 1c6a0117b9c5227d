import { NativeSelect, TextInput } from '@mantine/core'
import { useId, type ReactElement } from 'react'
import { whyNotOccurredAt, type OccurredAt, type Precision } from '../../shared/kernel/time.ts'
import { viewerZone } from './time.ts'

/** What a person has typed about a time, which may not yet be one. */
export interface WhenTyped {
  precision: Precision | 'unknown'
  /** As the field holds it. */
  text: string
  zone: string
}

export const whenUnknown: WhenTyped = { precision: 'unknown', text: '', zone: viewerZone }

const lengths: Record<Precision, number> = { year: 4, month: 7, day: 10, hour: 13, minute: 16, second: 19 }
const types: Record<Precision, string> = {
  year: 'number',
  month: 'month',
  day: 'date',
  hour: 'datetime-local',
  minute: 'datetime-local',
  second: 'datetime-local',
}

const precisionOptions = [
  { value: 'unknown', label: 'Not known' },
  { value: 'year', label: 'To the year' },
  { value: 'month', label: 'To the month' },
  { value: 'day', label: 'To the day' },
  { value: 'hour', label: 'To the hour' },
  { value: 'minute', label: 'To the minute' },
  { value: 'second', label: 'To the second' },
]

/** The time that was typed: a value, nothing, or what is wrong with it. */
export function readWhen({ precision, text, zone }: WhenTyped): { when: OccurredAt | null; error?: string } {
  if (precision === 'unknown') return { when: null }
  if (text === '') return { when: null, error: 'Say when, or choose "Not known".' }
  const seconds = precision === 'second' && text.length === 16 ? `${text}:00` : text
  const when: OccurredAt = { value: seconds.slice(0, lengths[precision]), zone: zone.trim(), precision }
  const wrong = whyNotOccurredAt(when)
  return wrong ? { when: null, error: `${wrong.charAt(0).toUpperCase()}${wrong.slice(1)}.` } : { when }
}

export const typedFrom = (when: OccurredAt | null): WhenTyped =>
  when === null
    ? whenUnknown
    : {
        precision: when.precision,
        text: when.precision === 'hour' ? `${when.value}:00` : when.value,
        zone: when.zone,
      }

const zones = Intl.supportedValuesOf('timeZone')

interface WhenFieldProps {
  label: string
  value: WhenTyped
  onChange: (next: WhenTyped) => void
  error?: string | undefined
}

/** A time in three parts: how exactly it is known, the time itself, and the zone of the place. */
export function WhenField({ label, value, onChange, error }: WhenFieldProps): ReactElement {
  const list = useId()
  const { precision } = value
  return (
    <div className="when-field" role="group" aria-label={label}>
      <NativeSelect
        label={label}
        aria-label={`${label}: how exactly`}
        data={precisionOptions}
        value={precision}
        onChange={(event) => {
          const next = event.currentTarget.value as WhenTyped['precision']
          onChange({ ...value, precision: next, text: next === 'unknown' ? '' : refit(value.text, next) })
        }}
      />
      {precision !== 'unknown' && (
        <>
          <TextInput
            label="Time"
            aria-label={`${label}: time`}
            type={types[precision]}
            step={precision === 'second' ? 1 : undefined}
            value={value.text}
            error={error}
            onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
          />
          <TextInput
            label="Zone of the place"
            aria-label={`${label}: zone`}
            list={list}
            value={value.zone}
            onChange={(event) => onChange({ ...value, zone: event.currentTarget.value })}
          />
          <datalist id={list}>
            {zones.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </div>
  )
}

/** Keeps what is known when the precision is changed: from a minute to its day, never a made-up minute. */
function refit(text: string, to: Precision): string {
  const keep = text.slice(0, lengths[to])
  if (to === 'hour' && text.length >= 13) return `${text.slice(0, 13)}:00`
  return keep.length === lengths[to] ? keep : ''
}
