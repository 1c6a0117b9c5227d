import { TextInput } from '@mantine/core'
import { useId, type ReactElement } from 'react'
import {
  inZone,
  offsetsWhereTwice,
  shownBy,
  whyNotOccurredAt,
  type OccurredAt,
  type Precision,
} from '../../shared/kernel/time.ts'
import { whyNotZone, zoneName } from '../../shared/kernel/zones.ts'
import { readLoosely } from './loose-time.ts'
import { occurredInWords, viewerZone } from './time.ts'
import { words } from './catalogue.ts'

/** What a person has typed about a time, which may not yet be one. */
export interface WhenTyped {
  /** As much as is known, as people say it (`6:42`, `Tue`, `14 Nov 22:10`) or exactly: `2014`, `2026-11`, `2026-11-22`, `2026-11-22 06`, `2026-11-22 06:42`, `2026-11-22 06:42:09`. */
  text: string
  zone: string
}

export const whenUnknown: WhenTyped = { text: '', zone: viewerZone }

const lengths: Record<number, Precision> = { 4: 'year', 7: 'month', 10: 'day', 13: 'hour', 16: 'minute', 19: 'second' }

/** The time that was typed: a value, nothing, or what is wrong with it. How exact it is follows from how much was typed. */
export function readWhen({ text, zone }: WhenTyped, now = Date.now()): { when: OccurredAt | null; error?: string } {
  const value = text.trim().replace(/[ T]+/, 'T')
  if (value === '') return { when: null }
  const precision = lengths[value.length]
  const place = zone.trim()
  const whyNot = whyNotZone(place)
  if (whyNot !== undefined) return { when: null, error: `${whyNot}.` }
  const exact: OccurredAt | undefined = precision && { value, zone: place, precision }
  if (exact && whyNotOccurredAt(exact) === undefined) return { when: exact }
  const said = readLoosely(text, inZone(new Date(now).toISOString(), place).value)
  return said ? { when: { ...said, zone: place } } : { when: null, error: words.writeAsMuchAsIsKnown }
}

/** How a time that was typed is understood, with the zone, for whoever is about to file it. */
export const readingOf = (when: OccurredAt): string =>
  words.timeKnownToThe({
    occurred: occurredInWords(when),
    zoneName: zoneName(when.zone),
    precision: when.precision,
    oddHour: oddHour(when),
  })

/** What is to be known of a time that the clocks of its zone show twice, or never, and how it is said for sure. */
function oddHour(when: OccurredAt): string {
  const twice = offsetsWhereTwice(when)
  if (twice) return ` ${words.theClocksThereShowItTwice({ twice: twice[0], twice2: twice[1] })}`
  return shownBy(when) === 'never' ? ` ${words.theClocksThereLeaveItOut}` : ''
}

export const typedFrom = (when: OccurredAt | null): WhenTyped =>
  when === null ? whenUnknown : { text: when.value.replace('T', ' '), zone: when.zone }

const zones = Intl.supportedValuesOf('timeZone')

interface WhenFieldProps {
  label: string
  value: WhenTyped
  onChange: (next: WhenTyped) => void
  error?: string | false | undefined
}

/** A time as it is known, and the zone of the place. */
export function WhenField({ label, value, onChange, error }: WhenFieldProps): ReactElement {
  const list = useId()
  const { when } = readWhen(value)
  return (
    <div className="pair">
      <TextInput
        label={label}
        placeholder={words.yesterdayNov}
        description={when ? readingOf(when) : words.asMuchAsIsKnownA}
        value={value.text}
        maxLength={24}
        error={error}
        onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
        // “Yesterday” said today is another day tomorrow: what was understood is what stays.
        onBlur={() => when && onChange({ ...value, text: typedFrom(when).text })}
      />
      <TextInput
        label={words.zoneOfThePlace}
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
