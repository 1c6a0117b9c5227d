import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { fromLocalField, viewerZone, zoneName } from './time.ts'

interface InstantFieldProps {
  label: string
  value: string
  onChange: (text: string) => void
  /** What an empty field means. */
  empty?: string
  /** Whether to say what is wrong. */
  tried: boolean
}

/** A date and time of this computer's clock; a time alone means today. */
export function InstantField({ label, value, onChange, empty, tried }: InstantFieldProps): ReactElement {
  const wrong = value.trim() === '' ? empty === undefined : fromLocalField(value) === undefined
  return (
    <TextInput
      label={label}
      placeholder="2026-11-23 06:42"
      description={`${zoneName(viewerZone)} time${empty === undefined ? '' : `; empty: ${empty}`}`}
      value={value}
      maxLength={24}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={tried && wrong && 'Write it like 2026-11-23 06:42; a time alone means today.'}
    />
  )
}
