import { conventions, language, piece } from '../../shared/kernel/catalogue.ts'
import { stretch } from '../../shared/kernel/show.ts'
import { earliest, inZone, isInstant, type OccurredAt } from '../../shared/kernel/time.ts'
import { ownZone, zoneInFull, zoneName } from '../../shared/kernel/zones.ts'
import { readLoosely } from './loose-time.ts'
import { words as fixed } from './catalogue.ts'

export { stretch }

// How times are said. Wall clocks are shown as stated, in the zone of the place; UTC and the viewer's own zone are beside them.

export const viewerZone = ownZone()

// A list says many times in one frame, so a format is made once for each language and zone, and found without writing out its options.
const looks = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit' },
  dayAndClock: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  toTheSecond: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
  weekday: { weekday: 'short' },
  dayOfYear: { day: 'numeric', month: 'short' },
  weekdayAndDay: { weekday: 'short', day: 'numeric', month: 'short' },
  month: { month: 'long', year: 'numeric' },
  heading: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>
type Look = keyof typeof looks

const formats = new Map<string, Partial<Record<Look, Intl.DateTimeFormat>>>()

function written(at: number, zone: string, look: Look): string {
  const key = `${language()} ${zone}`
  let found = formats.get(key)
  if (!found) formats.set(key, (found = {}))
  found[look] ??= new Intl.DateTimeFormat(conventions(), { timeZone: zone, hourCycle: 'h23', ...looks[look] })
  return piece(found[look].format(at))
}

export const clockOf = (instant: string, zone = viewerZone): string => written(Date.parse(instant), zone, 'clock')
export const dayOf = (instant: string, zone = viewerZone): string => written(Date.parse(instant), zone, 'day')
export const dayAndClock = (instant: string, zone = viewerZone): string =>
  written(Date.parse(instant), zone, 'dayAndClock')
export const monthOf = (at: number): string => written(at, viewerZone, 'month')
export const weekdayAndDay = (at: number): string => written(at, viewerZone, 'weekdayAndDay')
export const weekdayOf = (instant: string): string => written(Date.parse(instant), viewerZone, 'weekday')

export const inUtc = (at: number): string => `${written(at, 'UTC', 'toTheSecond')} UTC`

/** An instant for a place where it stands alone: today only the clock, in this year without the year. */
export function shortly(instant: string, now = Date.now()): string {
  const at = Date.parse(instant)
  const [then, today] = [new Date(at), new Date(now)]
  if (then.toDateString() === today.toDateString()) return clockOf(instant)
  return then.getFullYear() === today.getFullYear() ? written(at, viewerZone, 'dayOfYear') : dayOf(instant)
}

/** A moment to come or just gone: the clock, with the day unless it is today. */
export const dueAt = (instant: string, now: number): string =>
  dayOf(instant) === written(now, viewerZone, 'day')
    ? clockOf(instant)
    : `${shortly(instant, now)}, ${clockOf(instant)}`

/** Whether a time was written down as it happened, so that saying both would say one thing twice. */
export const isPrompt = (when: OccurredAt, recordedAt: string, at = earliest(when)): boolean =>
  when.value.length > 13 && Math.abs(Date.parse(recordedAt) - at) < 120_000

/** All that can be said of an instant, for a hover: UTC to the second, the viewer's clock, and the offset it was stated in. */
export const instantInFull = (instant: string): string => {
  const at = Date.parse(instant)
  const offset = statedOffset(instant)
  const stated =
    offset === undefined ? '' : `\n${fixed.statedAs({ instant: instant.slice(0, 16).replace('T', ' '), offset })}`
  return fixed.thisComputer({
    inUtc: inUtc(at),
    dayAndClock: dayAndClock(instant),
    zoneName: zoneName(viewerZone),
    stated,
  })
}

/** `-05:00` of a stated instant, said as UTC−5; undefined for Z. */
function statedOffset(instant: string): string | undefined {
  const found = /([+-])(\d\d):(\d\d)$/.exec(instant)
  if (!found || instant.endsWith('00:00')) return undefined
  const [, sign = '+', hours = '0', minutes = '00'] = found
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`
}

const wallOf = ({ value }: OccurredAt): number => Date.parse(`${value}${'0000-01-01T00:00:00'.slice(value.length)}Z`)

/** Whether a time names an hour: a day and what is longer has no zone to tell. */
export const hasClock = ({ value }: OccurredAt): boolean => value.length > 10

/** When something happened, no more exactly than it is known: "in 2014", "22 Nov 2026", "23 Nov 2026, 06:42". */
export function occurredInWords(when: OccurredAt): string {
  const wall = wallOf(when)
  const date = written(wall, 'UTC', 'day')
  const clock = when.value.slice(11)
  const words: Record<OccurredAt['precision'], string> = {
    year: fixed.inValue(when.value),
    month: fixed.inWritten(written(wall, 'UTC', 'month')),
    day: date,
    hour: fixed.betweenAnd({ date, clock, clock2: clock }),
    minute: `${date}, ${clock}`,
    second: `${date}, ${clock}`,
  }
  return words[when.precision]
}

/** A day that was said as such, like when something is looked at again. */
export const dayInWords = (day: string): string => occurredInWords({ value: day, zone: 'UTC', precision: 'day' })

/** The part of a time that stands beside a day's heading: a clock, or honestly "during the day". */
export function withinDay(when: OccurredAt): string {
  const clock = when.value.slice(11)
  const words: Record<OccurredAt['precision'], string> = {
    year: fixed.duringTheYear,
    month: fixed.duringTheMonth,
    day: fixed.duringTheDay,
    hour: `${clock}:00–${clock}:59`,
    minute: clock,
    second: clock,
  }
  return words[when.precision]
}

/** The heading under which a time stands: a day, a month or a year. */
export function dayHeading(when: OccurredAt): string {
  const wall = wallOf(when)
  if (when.precision === 'year') return when.value
  if (when.precision === 'month') return written(wall, 'UTC', 'month')
  return written(wall, 'UTC', 'heading')
}

/** UTC and the viewer's clock of an `OccurredAt`; a whole day, month or year has no one instant. */
export function occurredInFull(when: OccurredAt): string {
  const stated = `${when.value.replace('T', ' ')} ${zoneInFull(when.zone)}`
  if (when.precision === 'year' || when.precision === 'month' || when.precision === 'day') {
    return fixed.knownToTheNoCloser({ stated, precision: when.precision })
  }
  const at = earliest(when)
  return fixed.thisComputer2({
    stated,
    inUtc: inUtc(at),
    dayAndClock: dayAndClock(new Date(at).toISOString()),
    zoneName: zoneName(viewerZone),
  })
}

/** Beside a due date, not instead of it: "14 min late" or "in 2 h". */
export function dueInWords(due: string, now: number): { late: boolean; words: string } {
  const left = Date.parse(due) - now
  return left < 0
    ? { late: true, words: fixed.lateStretch(stretch(-left)) }
    : { late: false, words: fixed.inStretch(stretch(left)) }
}

const pad = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0')

/** An instant of this computer's clock, to the minute, as a person would type it: `2026-11-23 06:42`. */
export const toLocalField = (at: Date): string =>
  `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${pad(at.getHours())}:${pad(at.getMinutes())}`

/** What lies behind, as people say it (`yesterday 22:10`), as an instant with this computer's offset; undefined when it is no instant. */
export const fromSaid = (text: string, now = new Date()): string | undefined =>
  fromLocalField(text) ?? fromLocalField(readLoosely(text, toLocalField(now).replace(' ', 'T'))?.value ?? '')

/** A time that may be left empty: null then. What is no time stays as it was typed, and the contract refuses it. */
export const instantOrNull = (text: string): string | null =>
  text.trim() === '' ? null : (fromLocalField(text) ?? text)

/** The other way: an instant with this computer's offset. A time alone means today; undefined when it is not a time. */
export function fromLocalField(text: string): string | undefined {
  const typed = text.trim()
  const whole = /^\d{1,2}:\d\d$/.test(typed)
    ? `${toLocalField(new Date()).slice(0, 10)} ${typed.padStart(5, '0')}`
    : typed
  const parts = /^(\d{4}-\d\d-\d\d)[ T]+(\d\d:\d\d)(?: ?([+-]\d\d:\d\d))?$/.exec(whole)
  if (!parts) return undefined
  const wall = `${parts[1]}T${parts[2]}`
  const at = new Date(wall)
  if (Number.isNaN(at.getTime()) || toLocalField(at).slice(0, 10) !== parts[1]) return undefined
  // Of an hour that comes twice, the one with the offset that was written.
  const said = parts[3] === undefined ? undefined : `${wall}:00${parts[3]}`
  if (said !== undefined) return isInstant(said) && inZone(said, viewerZone).value === wall ? said : undefined
  const offset = -at.getTimezoneOffset()
  return `${wall}:00${offset < 0 ? '-' : '+'}${pad(offset / 60)}:${pad(offset % 60)}`
}
