import { inZone, offsetsWhereTwice, shownBy, earliest, type OccurredAt } from '../../../../shared/kernel/time.ts'
import {
  isZone,
  offsetZone,
  spelledZone,
  whyNotZone,
  zoneName,
  zonesOfAbbreviation,
} from '../../../../shared/kernel/zones.ts'
import { zoneOfDisplayName, zoneOfWindows } from '../reading/windows-zones.ts'
import { allOf, oneOf, textOf, type Component } from './components.ts'

/** A zone's own rules in a file (RFC 5545, section 3.6.5). */
interface Observance {
  /** ms since 1970 of the wall clock at which it begins first, in the clock before it. */
  begins: number
  /** Further times at which it begins. */
  dates: number[]
  rule: Rule | undefined
  /** Minutes ahead of UTC. */
  offset: number
}

interface Rule {
  month: number
  /** 0 is Sunday. */
  weekday: number
  /** Which of the month: 1 the first, -1 the last; 0 where the days are listed. */
  nth: number
  days: number[]
  until: number
}

/** Local times of one calendar, by the zones that it names and the rules that it brings. */
export class CalendarZones {
  private readonly own = new Map<string, Observance[] | undefined>()
  private readonly places = new Map<string, string>()
  private readonly problems: Set<string>
  /** The zone that the calendar says it is of, which is no part of the standard. */
  readonly general: string | undefined

  constructor(calendar: Component, problems: Set<string>) {
    this.problems = problems
    const said = oneOf(calendar, 'X-WR-TIMEZONE')?.value.trim()
    this.general = said === undefined ? undefined : placeOf(said)
    for (const zone of calendar.inside.filter(({ name }) => name === 'VTIMEZONE')) {
      const tzid = textOf(zone, 'TZID')
      if (tzid === undefined) continue
      this.own.set(tzid, observances(zone))
      const place = placeOf(tzid) ?? placeOf(oneOf(zone, 'X-LIC-LOCATION')?.value.trim() ?? '')
      if (place !== undefined) this.places.set(tzid, place)
    }
  }

  /** A local time in the zone that a TZID names; undefined where nothing says what is meant, which is named. */
  at(value: string, precision: 'minute' | 'second', tzid: string | undefined): OccurredAt | undefined {
    if (tzid === undefined) {
      if (this.general === undefined) {
        this.problems.add('A time has no zone: it is meant wherever the traveller is, and is kept in its words.')
        return undefined
      }
      this.problems.add(`A time has no zone; that of the calendar is taken (X-WR-TIMEZONE: ${this.general}).`)
      return this.named({ value, precision, zone: this.general })
    }
    const place = placeOf(tzid) ?? this.places.get(tzid)
    const rules = this.own.get(tzid)
    const offset = rules && offsetAt(rules, value)
    if (place === undefined && offset === undefined) {
      const meant = zonesOfAbbreviation(tzid)
      this.problems.add(
        meant.length > 0
          ? `The zone “${tzid.slice(0, 100)}” is not the name of one zone (it may be ${meant.join(' or ')}); its times are kept in their words.`
          : `The zone “${tzid.slice(0, 100)}” is not on the IANA list, and the file does not say its rules; its times are kept in their words.`,
      )
      return undefined
    }
    if (place === undefined && offset !== undefined) {
      const zone = offsetZone(offset)
      this.problems.add(
        `The zone “${tzid.slice(0, 100)}” is not on the IANA list; its times are told by the rules in the file.`,
      )
      return { value, precision, zone }
    }
    const there: OccurredAt = { value, precision, zone: place ?? 'UTC' }
    if (
      offset !== undefined &&
      shownBy(there) === 'once' &&
      earliest(there) !== earliest({ ...there, zone: offsetZone(offset) })
    ) {
      this.problems.add(
        `The rules in the file for the zone “${tzid.slice(0, 100)}” are not those of ${place ?? ''}: at ${value.replace('T', ' ')} they say ${offsetZone(offset)}, which is taken.`,
      )
      return { value, precision, zone: offsetZone(offset) }
    }
    return this.named(there)
  }

  /** Says of a time that the clocks of its zone show it twice or never. */
  private named(when: OccurredAt): OccurredAt {
    const shown = shownBy(when)
    const [first = '', second = ''] = offsetsWhereTwice(when) ?? []
    if (shown !== 'once')
      this.problems.add(
        `The clocks of ${when.zone} show ${when.value.replace('T', ' ')} ${shown === 'twice' ? `twice, as they are put back: at ${zoneName(first)}, which is taken, and at ${zoneName(second)}` : 'never, as they are put forward'}.`,
      )
    return when
  }
}

/** The zone that a name stands for: itself, what some makers put a path before, or a name of Windows. */
function placeOf(name: string): string | undefined {
  const plain = name.replace(/^"|"$/g, '')
  if (whyNotZone(plain) === undefined) return spelledZone(plain)
  if (/^tzone:\/\/microsoft\/utc$/i.test(plain)) return 'UTC'
  const tail = /[A-Za-z_]+\/[A-Za-z_-]+(?:\/[A-Za-z_-]+)?$/.exec(plain)?.[0]
  const candidates = [tail, tail?.split('/').slice(-2).join('/'), zoneOfWindows(plain) ?? zoneOfDisplayName(plain)]
  const found = candidates.find((one) => one !== undefined && isZone(one))
  return found && spelledZone(found)
}

/** More times than the clocks of a zone were ever changed. */
const mostTimes = 1000

/** The rules of a zone; undefined where one of them is not of the form that zones have. */
function observances(zone: Component): Observance[] | undefined {
  const found: Observance[] = []
  let times = 0
  for (const one of zone.inside.filter(({ name }) => name === 'STANDARD' || name === 'DAYLIGHT')) {
    const begins = localMs(oneOf(one, 'DTSTART')?.value)
    const offset = minutesOf(oneOf(one, 'TZOFFSETTO')?.value)
    const said = oneOf(one, 'RRULE')?.value
    const rule = said === undefined ? undefined : ruleOf(said, begins ?? 0)
    if (begins === undefined || offset === undefined || (said !== undefined && !rule)) return undefined
    const dates = allOf(one, 'RDATE').flatMap(({ value }) => value.split(',').flatMap((date) => localMs(date) ?? []))
    times += 1 + dates.length
    if (times > mostTimes) return undefined
    found.push({ begins, dates, rule, offset })
  }
  return found.length === 0 ? undefined : found
}

/** Minutes ahead of UTC at a local time: by the observance that began last. Before the first of all it is that one's. */
function offsetAt(rules: readonly Observance[], value: string): number | undefined {
  const wall = Date.parse(`${value.padEnd(19, ':00')}Z`)
  const year = new Date(wall).getUTCFullYear()
  let [latest, offset] = [-Infinity, [...rules].toSorted((a, b) => a.begins - b.begins)[0]?.offset]
  for (const one of rules) {
    const starts = [one.begins, ...one.dates]
    if (one.rule) starts.push(...[year - 1, year].map((at) => onset(one, one.rule, at)))
    const last = starts.reduce((most, start) => (start <= wall && start > most ? start : most), -Infinity)
    if (last > latest) [latest, offset] = [last, one.offset]
  }
  return offset
}

/** When an observance begins in a year by its rule; -Infinity where it does not. */
function onset({ begins }: Observance, rule: Rule | undefined, year: number): number {
  if (!rule) return -Infinity
  const { month, weekday, nth, days, until } = rule
  const clock = begins - Math.floor(begins / 86_400_000) * 86_400_000
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const all = Array.from({ length: last }, (_, i) => i + 1).filter(
    (day) =>
      new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday && (days.length === 0 || days.includes(day)),
  )
  const day = nth < 0 ? all.at(nth) : all[Math.max(0, nth - 1)]
  const at = day === undefined ? -Infinity : Date.UTC(year, month - 1, day) + clock
  return at < begins || at > until + 86_400_000 ? -Infinity : at
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** Once a year, on a weekday of a month: the form that zones have. Undefined for any other. */
function ruleOf(said: string, begins: number): Rule | undefined {
  const parts = new Map(
    said
      .split(';')
      .map((part) => [part.split('=')[0]?.trim().toUpperCase() ?? '', part.split('=')[1]?.trim() ?? ''] as const),
  )
  if (parts.get('FREQ')?.toUpperCase() !== 'YEARLY' || (parts.get('INTERVAL') ?? '1') !== '1' || parts.has('COUNT'))
    return undefined
  const [, nth = '0', day = ''] =
    /^([+-]?\d)?(SU|MO|TU|WE|TH|FR|SA)$/.exec(parts.get('BYDAY')?.toUpperCase() ?? '') ?? []
  const until = parts.get('UNTIL')
  const month = Number(parts.get('BYMONTH') ?? new Date(begins).getUTCMonth() + 1)
  const weekday = weekdays.indexOf(day)
  if (weekday < 0 || !(month >= 1 && month <= 12)) return undefined
  const days = (parts.get('BYMONTHDAY') ?? '').split(',').filter(Boolean).map(Number)
  return {
    month,
    weekday,
    nth: Number(nth),
    days,
    until: until === undefined ? Infinity : (localMs(until) ?? Infinity),
  }
}

function localMs(value: string | undefined): number | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0'] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(value?.trim() ?? '') ?? []
  return year === undefined
    ? undefined
    : Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
}

function minutesOf(value: string | undefined): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)(?::?\d\d)?$/.exec(value?.trim() ?? '') ?? []
  return hours === undefined ? undefined : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** An instant in a zone that is told as another time is: to the second only where it has seconds. */
export function after(when: OccurredAt, ms: number): OccurredAt {
  const at = earliest(when) + ms
  const seconds = at % 60_000 !== 0
  const there = inZone(new Date(at).toISOString(), when.zone)
  return seconds
    ? { value: `${there.value}:${new Date(at).toISOString().slice(17, 19)}`, zone: when.zone, precision: 'second' }
    : there
}
