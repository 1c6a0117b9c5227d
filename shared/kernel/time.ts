import { fixedOffset, isTellable, offsetZone, whyNotZone } from './zones.ts'

export const precisions = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
export type Precision = (typeof precisions)[number]

/**
 * When something happened, as people say it: local time in a zone (a place's of the IANA list, UTC, or a fixed offset like
 * `+05:30`), as exact as it is known and no more.
 * `value` has just the parts that the precision names: `2026`, `2026-11`, `2026-11-22`, `2026-11-22T06`,
 * `2026-11-22T06:42`, `2026-11-22T06:42:09`.
 */
export interface OccurredAt {
  value: string
  zone: string
  precision: Precision
}

const forms: Record<Precision, RegExp> = {
  year: /^(\d{4})$/,
  month: /^(\d{4})-(\d\d)$/,
  day: /^(\d{4})-(\d\d)-(\d\d)$/,
  hour: /^(\d{4})-(\d\d)-(\d\d)T(\d\d)$/,
  minute: /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/,
  second: /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/,
}

/** Why an `OccurredAt` may not be recorded, in words; undefined when it may. */
export const whyNotOccurredAt = (when: OccurredAt): string | undefined => whyNotLocal(when) ?? whyNotZone(when.zone)

/** Why an `OccurredAt` of the record cannot be told; undefined when it can. Older ones may be in a zone's abbreviation. */
export const whyNotTold = (when: OccurredAt): string | undefined =>
  whyNotLocal(when) ?? (isTellable(when.zone) ? undefined : whyNotZone(when.zone))

/** Why a local time is none of the calendar, or not of its precision. */
function whyNotLocal({ value, precision }: OccurredAt): string | undefined {
  const parts = forms[precision].exec(value)
  if (!parts) return `"${value}" does not have the precision "${precision}" (it should look like ${example(precision)})`
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number)
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  date.setUTCFullYear(year)
  const real =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60 && year > 0
  return real ? undefined : `"${value}" is not a date and time of the calendar`
}

const example = (precision: Precision): string =>
  '2026-11-22T06:42:09'.slice(0, { year: 4, month: 7, day: 10, hour: 13, minute: 16, second: 19 }[precision])

const instantForm = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

/** Whether a text is an instant: ISO 8601 date and time with an offset or Z. */
export function isInstant(text: string): boolean {
  const parts = instantForm.exec(text)
  if (!parts || Number.isNaN(Date.parse(text))) return false
  const [year = 0, month = 0, day = 0] = parts.slice(1, 4).map(Number)
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
}

/** The earliest instant (ms since 1970) that an `OccurredAt` may mean; for sorting, never for showing. */
export const earliest = (when: OccurredAt): number => Math.min(...meantBy(when))

/**
 * Whether the zone's clocks show a time of day once, twice (they were put back) or never (they were put forward over it).
 * A time that is known to the day or less is shown once: no one moment of it is meant.
 */
export function shownBy(when: OccurredAt): 'once' | 'twice' | 'never' {
  if (when.precision === 'year' || when.precision === 'month' || when.precision === 'day') return 'once'
  const [first = 0, second] = meantBy(when)
  if (second !== undefined) return 'twice'
  const wall = Date.parse(`${when.value}${'0000-01-01T00:00:00'.slice(when.value.length)}Z`)
  return first + offsetAt(first, when.zone) === wall ? 'once' : 'never'
}

/** The two offsets from UTC that a time which its zone's clocks show twice may have, as zones, the first of them first; else null. */
export function offsetsWhereTwice(when: OccurredAt): [first: string, second: string] | null {
  if (shownBy(when) !== 'twice') return null
  const [first = 0, second = 0] = meantBy(when)
  const offset = (instant: number): string => offsetZone(Math.round(offsetAt(instant, when.zone) / 60_000))
  return first < second ? [offset(first), offset(second)] : [offset(second), offset(first)]
}

/** The instants at which clocks in the zone show the beginning of a time: two of them in an hour that comes twice. */
function meantBy({ value, zone }: OccurredAt): number[] {
  const full = value + '0000-01-01T00:00:00'.slice(value.length)
  const wall = Date.parse(`${full}Z`)
  // The offsets before and after: they differ when the clock was changed about then.
  const before = offsetAt(wall - 86_400_000, zone)
  const after = offsetAt(wall + 86_400_000, zone)
  if (before === after) return [wall - before]
  const meant = [wall - before, wall - after].filter((instant) => instant + offsetAt(instant, zone) === wall)
  // An hour that was left out is told by the clock as it was before.
  return meant.length > 0 ? [...new Set(meant)] : [wall - before]
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** A zone's offset from UTC in ms at an instant. */
function offsetAt(instant: number, zone: string): number {
  const fixed = fixedOffset(zone)
  if (fixed !== undefined) return fixed * 60_000
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    clocks.set(zone, clock)
  }
  const parts = new Map(clock.formatToParts(instant).map((part) => [part.type, part.value]))
  const get = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name) ?? 0)
  // Not Date.UTC: it takes the years 0 to 99 for 1900 to 1999. The year before 1 AD is 1 BC.
  const wall = new Date(0)
  const year = parts.get('era')?.startsWith('B') ? 1 - get('year') : get('year')
  wall.setUTCFullYear(year, get('month') - 1, get('day'))
  wall.setUTCHours(get('hour'), get('minute'), get('second'))
  return wall.getTime() - Math.floor(instant / 1000) * 1000
}

/** The last second that a time's words name: of a day 23:59:59. */
function lastSecond({ value, zone, precision }: OccurredAt): OccurredAt {
  const [year = 0, month = 12] = value.split('-').map(Number)
  const months = precision === 'year' ? `${value}-12` : value
  const day = months.length > 7 ? months : `${months}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`
  return { value: day + 'T23:59:59'.slice(day.length - 10), zone, precision: 'second' }
}

/** The end (ms since 1970) of the span that an `OccurredAt` may mean: of a day its last moment, of an hour that comes twice the second. */
export const latest = (when: OccurredAt): number => Math.max(...meantBy(lastSecond(when))) + 1000

/** A day's last minute in a zone (ms since 1970): what is to be done on a day is late when the day is over. */
export const endOfDay = (day: string, zone: string): number => {
  const next = new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return earliest({ value: next, zone, precision: 'day' }) - 60_000
}

/** Whether something was written down more than a day after the last moment at which it may have happened. */
export const isLateEntry = (happened: OccurredAt, recordedAt: string): boolean =>
  Date.parse(recordedAt) - latest(happened) > 86_400_000

/** An instant as people in a zone say it, to the minute. */
export function inZone(instant: string, zone: string): OccurredAt {
  const ms = Date.parse(instant)
  const wall = new Date(ms + offsetAt(ms, zone)).toISOString()
  return { value: wall.slice(0, 16), zone, precision: 'minute' }
}

/** The offset of an instant (`-04:00`) where a zone's clocks show its minute twice, as they are put back; else null. */
export function offsetWhereTwice(instant: string, zone: string): string | null {
  if (meantBy(inZone(instant, zone)).length === 1) return null
  const minutes = Math.round(offsetAt(Date.parse(instant), zone) / 60_000)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}
