import { whyNotOccurredAt, type OccurredAt, type Precision } from '../../shared/kernel/time.ts'

// Times as people type them in a hurry. What happened lies behind: of two possible readings the past one is taken, and
// it is shown before anything is filed.

const longMonths = 'january february march april may june july august september october november december'.split(' ')
const longWeekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')

const day = 86_400_000
/** A clock that is a little ahead of ours still means today. */
const ahead = 5 * 60_000

/** A wall clock as if it were UTC, so that days can be counted on it. */
const asUtc = (wall: string): number => Date.parse(`${wall}${'0000-01-01T00:00:00'.slice(wall.length)}Z`)
const wallAt = (ms: number, length: number): string => new Date(ms).toISOString().slice(0, length)

type Read = Pick<OccurredAt, 'value' | 'precision'>
const lengths: Record<number, Precision> = { 4: 'year', 7: 'month', 10: 'day', 13: 'hour', 16: 'minute', 19: 'second' }

/** A name or its beginning, of three letters or more: `tue`, `tues`, `tuesday`. */
function placeIn(names: readonly string[], typed: string): number {
  return typed.length < 3
    ? -1
    : names.findIndex((name) => name.startsWith(typed) || (typed === 'sept' && name === 'september'))
}

/**
 * What a text says of a time, on the wall clock of the place, where it is `now` (like 2026-11-23T06:42). undefined when it
 * says none that can be told for sure: 3/4 may be two days.
 */
export function readLoosely(typed: string, now: string): Read | undefined {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ').replace(/,$/, '')
  const here = asUtc(now)
  if (text === 'now' || text === 'just now') return exactly(now.slice(0, 16))
  const ago = /^(?:about )?(\d{1,4}|an?) ?(min|mins|minutes?|h|hrs?|hours?|d|days?|weeks?) ago$/.exec(text)
  if (ago) return readAgo(ago[1] ?? '', ago[2] ?? '', here)
  const { rest, clock, wrong } = takeClock(text)
  if (wrong) return undefined
  if (rest === '') return clock === null ? undefined : withClock(latestDay(here, clock), clock)
  const date = readDay(rest, here, clock)
  if (date === undefined || clock === null) return date === undefined ? undefined : exactly(date)
  return date.length === 10 ? withClock(date, clock) : undefined
}

function exactly(value: string): Read | undefined {
  const precision = lengths[value.length]
  return precision && whyNotOccurredAt({ value, precision, zone: 'UTC' }) === undefined
    ? { value, precision }
    : undefined
}

const withClock = (date: string, clock: string): Read | undefined => exactly(`${date}T${clock}`)

/** Today, or yesterday where the clock is still to come today. */
const latestDay = (here: number, clock: string): string =>
  wallAt(asUtc(`${wallAt(here, 10)}T${clock}`) > here + ahead ? here - day : here, 10)

function readAgo(many: string, unit: string, here: number): Read | undefined {
  const count = /^an?$/.test(many) ? 1 : Number(many)
  if (unit.startsWith('m')) return exactly(wallAt(here - count * 60_000, 16))
  if (unit.startsWith('h')) return exactly(wallAt(here - count * 3_600_000, 13))
  return exactly(wallAt(here - count * day * (unit.startsWith('w') ? 7 : 1), 10))
}

/** Takes a time of day off a text: `6:42`, `06.42`, `22:10:05`, `6 am`, `6:42pm`, `22h`, `noon`, `midnight`. */
function takeClock(text: string): { rest: string; clock: string | null; wrong?: boolean } {
  const named = /(?:^|[ ,]|at )(noon|midnight)$/.exec(text)
  if (named)
    return {
      rest: text.slice(0, named.index).replace(/[ ,]+(?:at)?$/, ''),
      clock: named[1] === 'noon' ? '12:00' : '00:00',
    }
  const found =
    /(?:^|[ ,t])(?:at )?(\d{1,2}):(\d\d)(?::(\d\d))? ?(am|pm|h)?$/.exec(text) ??
    /(?:^|[ ,])(?:at )?(\d{1,2})()() ?(am|pm|h)$/.exec(text) ??
    /^(?:(?:today|yesterday) )?(?:at )?(\d{1,2})\.(\d\d)()()$/.exec(text)
  if (!found) return { rest: text, clock: null }
  const [whole, hourText = '', minutes = '', seconds = '', half = ''] = found
  const twelve = half === 'am' || half === 'pm'
  const hour = Number(hourText)
  if (twelve ? hour < 1 || hour > 12 : hour > 23) return { rest: '', clock: null, wrong: true }
  const h = twelve ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour
  const said = /^(today|yesterday) /.exec(whole)?.[1]
  return {
    rest:
      said ??
      text
        .slice(0, found.index)
        .replace(/[ ,]+$/, '')
        .replace(/ at$/, ''),
    clock: [String(h).padStart(2, '0'), minutes, seconds].filter((part) => part !== '').join(':'),
  }
}

/** A day, a month or a year, as its part of a value. */
function readDay(text: string, here: number, clock: string | null): string | undefined {
  if (/^\d{4}(?:-\d\d){0,2}$/.test(text)) return text
  const days: Record<string, number> = { today: 0, yesterday: 1, tomorrow: -1, 'the day before yesterday': 2 }
  if (Object.hasOwn(days, text)) return wallAt(here - (days[text] ?? 0) * day, 10)
  const weekday = /^(last |next |on )?([a-z]+)$/.exec(text)
  const at = weekday ? placeIn(longWeekdays, weekday[2] ?? '') : -1
  if (at >= 0) return wallAt(here + weekdayAway(at, weekday?.[1]?.trim(), here, clock) * day, 10)
  return readDate(text, here)
}

/** Days from today to a weekday: the last one that was, today included unless its clock is still to come. */
function weekdayAway(at: number, which: string | undefined, here: number, clock: string | null): number {
  const back = (new Date(here).getUTCDay() - at + 7) % 7
  if (which === 'next') return 7 - back
  if (which === 'last' && back === 0) return -7
  const toCome = back === 0 && clock !== null && asUtc(`${wallAt(here, 10)}T${clock}`) > here + ahead
  return toCome ? -7 : -back
}

const pad = (value: number | string): string => String(value).padStart(2, '0')

/** `14 Nov`, `Nov 14, 2026`, `14 November 2025`, `Nov 2026`, `14.11.`, `14.11.2026`, `25/12/2026`; without a year the last one. */
function readDate(text: string, here: number): string | undefined {
  const dotted = /^(\d{1,2})([./])(\d{1,2})(?:\2(\d{4})?)?$/.exec(text)
  if (dotted) return inOrder(Number(dotted[1]), Number(dotted[3]), dotted[2] === '.', dotted[4], here)
  const words =
    /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,]+)?(\d{1,2})(?:st|nd|rd|th)? ?(?:of )?([a-z]+)\.?,?(?: (\d{4}))?$/.exec(
      text,
    ) ?? /^()([a-z]+)\.? ?(\d{4})?$/.exec(text)
  const turned = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/.exec(text)
  const [date = '', name = '', year] = turned ? [turned[2], turned[1], turned[3]] : (words?.slice(1) ?? [])
  const month = placeIn(longMonths, name)
  if (month < 0) return undefined
  return dateOf(date === '' ? null : Number(date), month + 1, year, here)
}

/** With dots the day comes first; with slashes nobody knows, unless one of the two can be no month. */
function inOrder(a: number, b: number, dots: boolean, year: string | undefined, here: number): string | undefined {
  if (dots || a > 12) return dateOf(a, b, year, here)
  return b > 12 ? dateOf(b, a, year, here) : undefined
}

function dateOf(date: number | null, month: number, year: string | undefined, here: number): string {
  const rest = `-${pad(month)}${date === null ? '' : `-${pad(date)}`}`
  if (year !== undefined) return `${year}${rest}`
  const thisYear = new Date(here).getUTCFullYear()
  return asUtc(`${thisYear}${rest}`) > here + day ? `${thisYear - 1}${rest}` : `${thisYear}${rest}`
}
