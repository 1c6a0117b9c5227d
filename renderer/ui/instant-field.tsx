import { TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { inZone, offsetsWhereTwice } from '../../shared/kernel/time.ts'
import { zoneName } from '../../shared/kernel/zones.ts'
import { dayAndClock, fromLocalField, fromSaid, viewerZone } from './time.ts'
import { words } from './catalogue.ts'

interface InstantFieldProps {
  label: string
  value: string
  onChange: (text: string) => void
  /** What an empty field means. */
  empty?: string
  /** It lies behind, and may be said as people do: how it is understood is shown. */
  past?: boolean
  /** Whether to say what is wrong. */
  tried: boolean
}

/** A date and time of this computer's clock; a time alone means today. */
export function InstantField({ label, value, onChange, empty, tried, past = false }: InstantFieldProps): ReactElement {
  const read = past ? fromSaid(value) : fromLocalField(value)
  const wrong = value.trim() === '' ? empty === undefined : read === undefined
  const zone = words.timeZoneName(zoneName(viewerZone))
  const twice = read === undefined ? null : offsetsWhereTwice(inZone(read, viewerZone))
  const which =
    twice === null
      ? ''
      : words.shownTwiceAsClocksArePut({ read: read?.slice(-6) ?? '', twice: twice[0], twice2: twice[1] })
  return (
    <TextInput
      label={label}
      placeholder="2026-11-23 06:42"
      description={
        past && read
          ? `${dayAndClock(read)}, ${zone}${which}`
          : `${zone}${empty === undefined ? '' : words.emptyEmpty(empty)}${which}`
      }
      value={value}
      maxLength={24}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={tried && wrong && words.writeItLikeATimeAlone}
    />
  )
}
