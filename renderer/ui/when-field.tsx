import { TextInput } from '@mantine/core'
import { useId, type ReactElement } from 'react'
import { whyNotOccurredAt, type OccurredAt, type Precision } from '../../shared/kernel/time.ts'
import { viewerZone } from './time.ts'

/** What a person has typed about a time, which may not yet be one. */
export interface WhenTyped {
  /** As much as is known: `2014`, `2026-11`, `2026-11-22`, `2026-11-22 06`, `2026-11-22 06:42`, `2026-11-22 06:42:09`. */
  text: string
  zone: string
}

export const whenUnknown: WhenTyped = { text: '', zone: viewerZone }

const lengths: Record<number, Precision> = { 4: 'year', 7: 'month', 10: 'day', 13: 'hour', 16: 'minute', 19: 'second' }

/** The time that was typed: a value, nothing, or what is wrong with it. How exact it is follows from how much was typed. */
export function readWhen({ text, zone }: WhenTyped): { when: OccurredAt | null; error?: string } {
  const value = text.trim().replace(/[ T]+/, 'T')
  if (value === '') return { when: null }
  const precision = lengths[value.length]
  if (!precision) return { when: null, error: 'Write as much as is known of 2026-11-22 06:42:09.' }
  const when: OccurredAt = { value, zone: zone.trim(), precision }
  const wrong = whyNotOccurredAt(when)
  if (wrong === undefined) return { when }
  return {
    when: null,
    error: wrong.includes('zone') ? `${wrong}.` : 'Write as much as is known of 2026-11-22 06:42:09.',
  }
}

export const typedFrom = (when: OccurredAt | null): WhenTyped =>
  when === null ? whenUnknown : { text: when.value.replace('T', ' '), zone: when.zone }

const zones = Intl.supportedValuesOf('timeZone')

interface WhenFieldProps {
  label: string
  value: WhenTyped
  onChange: (next: WhenTyped) => void
  error?: string | undefined
}

/** A time as it is known, and the zone of the place. */
export function WhenField({ label, value, onChange, error }: WhenFieldProps): ReactElement {
  const list = useId()
  const { when } = readWhen(value)
  return (
    <div className="pair">
      <TextInput
        label={label}
        placeholder="2026-11-22 06:42, or less"
        description={when ? `Known to the ${when.precision}.` : 'As much as is known: a year alone will do.'}
        value={value.text}
        maxLength={24}
        error={error}
        onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
      />
      <TextInput
        label="Zone of the place"
        list={list}
        value={value.zone}
        maxLength={64}
        onChange={(event) => onChange({ ...value, zone: event.currentTarget.value })}
      />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  )
}
