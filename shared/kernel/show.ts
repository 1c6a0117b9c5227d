import { inZone, type OccurredAt } from './time.ts'
import { zoneName } from './zones.ts'

// Words for what the record holds. Times say no more than is known, and never leave the zone out.

/** A name of the record as people say it: `text-message` → `text message`; `e-mail` stays. */
export const spoken = (name: string): string => (name === 'e-mail' ? name : name.replaceAll('-', ' '))

/** With a large first letter. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const monthName = (digits: string): string => months[Number(digits) - 1] ?? digits

/** When something happened, as exactly as is known: `2014`, `Nov 2026`, `22 Nov 2026`, `22 Nov 2026, 06:42 (New York)`. */
export function showOccurred({ value, zone, precision }: OccurredAt): string {
  const [date = '', time = ''] = value.split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  if (precision === 'year') return year
  if (precision === 'month') return `${monthName(month)} ${year}`
  const shown = `${Number(day)} ${monthName(month)} ${year}`
  if (precision === 'day') return shown
  const clock = precision === 'hour' ? `${time} h` : time
  return `${shown}, ${clock} (${zoneName(zone)})`
}

/** A day of the calendar: `2 Dec 2026`. */
export const showDay = (value: string): string => showOccurred({ value, zone: 'UTC', precision: 'day' })

/** An instant with the offset in which it was given: `23 Nov 2026, 06:42 −05:00`; Z becomes `UTC`. */
export function showInstant(instant: string): string {
  const [, year = '', month = '', day = '', clock = '', offset = ''] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.exec(instant) ?? []
  if (year === '') return instant
  return `${Number(day)} ${monthName(month)} ${year}, ${clock} ${offset === 'Z' ? 'UTC' : offset.replace('-', '−')}`
}

/** Times told in one zone that is named once, where they are shown. */
export interface Saying {
  /** An instant (ISO 8601): `23 Nov 2026, 06:42`. */
  at: (instant: string) => string
  /** When something happened; the zone where it is another: `22 Nov 2026, 18:05 (Lisbon)`. */
  occurred: (when: OccurredAt) => string
}

export function sayingIn(zone: string): Saying {
  const occurred = (when: OccurredAt): string =>
    when.zone === zone ? showOccurred(when).replace(` (${zoneName(zone)})`, '') : showOccurred(when)
  return { at: (instant) => occurred(inZone(instant, zone)), occurred }
}

/** A size in bytes for people: `1.9 MB`. Decimal units, as storage is sold. */
export function showSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  let value = bytes
  let unit = 'B'
  for (unit of ['kB', 'MB', 'GB', 'TB']) {
    value /= 1000
    if (value < 999.5) break
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${unit}`
}

/** `1 exhibit`, `2 exhibits`. */
export const count = (n: number, noun: string, nouns = `${noun}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? noun : nouns}`

/** So many minutes to the minute, in the largest unit that holds them whole: `14 d`, `36 h`, `90 min`. */
export const span = (minutes: number): string =>
  minutes % 1440 === 0 ? `${minutes / 1440} d` : minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`

/** A stretch of time, in at most two units: "14 min", "1 h 36", "1 d 16 h", "3 months". */
export function stretch(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${String(minutes % 60).padStart(2, '0')}`
  const days = Math.floor(hours / 24)
  if (days < 7) return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`
  if (days < 60) return `${days} d`
  if (days < 730) return `${Math.floor(days / 30.44)} months`
  return `${Math.floor(days / 365.25)} years`
}

/** How far off its plan something was, in minutes: `44 min late`, `1 h 36 early`, `on time`. */
export const lateness = (minutes: number): string =>
  minutes === 0 ? 'on time' : `${stretch(Math.abs(minutes) * 60_000)} ${minutes > 0 ? 'late' : 'early'}`
