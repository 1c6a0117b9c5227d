import { earliest, latest, whyNotOccurredAt, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { count, showOccurred } from '../../../../shared/kernel/show.ts'
import { offsetZone } from '../../../../shared/kernel/zones.ts'
import { onlyIn } from '../mail/compare.ts'
import { htmlToText } from '../mail/html-text.ts'
import { doubtOf } from '../reading/doubt.ts'
import { allOf, oneOf, readComponents, textOf, unescape, type Component, type Property } from './components.ts'
import { saidOf, type Itinerary, type ItineraryEvent, type ItineraryTime } from './event.ts'
import { newestOf } from './versions.ts'
import { after, CalendarZones } from './zones.ts'

const mostEvents = 2000
const mostProblems = 100

/** Properties that are told, and those that are about the file, not about the event. */
const told = new Set(
  (
    'UID SUMMARY DESCRIPTION LOCATION DTSTART DTEND DURATION STATUS RRULE RDATE EXDATE RECURRENCE-ID ORGANIZER ATTENDEE SEQUENCE ' +
    'DTSTAMP CREATED LAST-MODIFIED TRANSP PRIORITY CLASS COLOR IMAGE REFRESH-INTERVAL SOURCE REQUEST-STATUS'
  ).split(' '),
)

/** Reads the events of a calendar file. Never fails: what is malformed is named in `problems`. `now`: ms since 1970. */
export function parseItinerary(source: string | Uint8Array, now = Date.now()): Itinerary {
  const { roots, problems: found } = readComponents(source)
  const problems = new Set(found)
  const calendars = roots.filter(({ name }) => name === 'VCALENDAR')
  if (calendars.length > 1) problems.add(`It holds ${calendars.length} calendars; the events of all are told together.`)
  const all = calendars.flatMap((calendar) => eventsOf(calendar, problems, now))
  const { events, passedOver } = newestOf(all)
  for (const words of passedOver) problems.add(words)
  others(calendars, problems)
  if (events.length > mostEvents)
    problems.add(`Only the first ${mostEvents} of its ${events.length} events are listed.`)
  const named = [...problems]
  if (named.length > mostProblems)
    named.splice(
      mostProblems,
      Infinity,
      `${count(named.length - mostProblems, 'more thing')} about it ${named.length - mostProblems === 1 ? 'is' : 'are'} not listed.`,
    )
  return { events: events.slice(0, mostEvents), problems: named }
}

function eventsOf(calendar: Component, problems: Set<string>, now: number): ItineraryEvent[] {
  const version = oneOf(calendar, 'VERSION')?.value.trim()
  if (version !== undefined && version !== '2.0')
    problems.add(`It is of version ${version.slice(0, 20)} of the format; it is read as version 2.0.`)
  const scale = oneOf(calendar, 'CALSCALE')?.value.trim()
  if (scale !== undefined && !/^gregorian$/i.test(scale))
    problems.add(
      `It counts days by another calendar (${scale.slice(0, 40)}), which is not read: its dates may be wrong.`,
    )
  const method = oneOf(calendar, 'METHOD')?.value.trim().toUpperCase()
  if (method === 'CANCEL') problems.add('Its sender cancels what is in it (METHOD:CANCEL).')
  else if (method === 'COUNTER' || method === 'DECLINECOUNTER')
    problems.add(`It is a proposal to change what was planned, not a plan (METHOD:${method}).`)
  const zones = new CalendarZones(calendar, problems)
  return calendar.inside
    .filter(({ name }) => name === 'VEVENT')
    .map((event) => {
      const read = eventOf(event, zones, problems, now)
      return method === 'CANCEL' && read.status === undefined ? { ...read, status: 'CANCELLED' } : read
    })
}

function eventOf(event: Component, zones: CalendarZones, problems: Set<string>, now: number): ItineraryEvent {
  const start = timeOf(oneOf(event, 'DTSTART'), zones, problems)
  if (!start) problems.add('An event does not say when it begins.')
  else if (start.when) doubtful(start.when, problems, now)
  const changes = timeOf(oneOf(event, 'RECURRENCE-ID'), zones, problems)
  const repeats = repeatsOf(event, zones, problems)
  if (repeats !== undefined)
    problems.add('An event repeats by a rule; the rule is kept, its repetitions are not listed.')
  const organizer = oneOf(event, 'ORGANIZER')
  return {
    uid: textOf(event, 'UID'),
    summary: textOf(event, 'SUMMARY'),
    description: describedIn(event, problems),
    location: textOf(event, 'LOCATION'),
    start,
    end: endOf(event, start, zones, problems),
    status: textOf(event, 'STATUS'),
    repeats,
    changes: changes && `${saidOf(changes)}${andAfter(event)}`,
    organizer: organizer && person(organizer),
    attendees: allOf(event, 'ATTENDEE').map(person),
    sequence: Number(/^\d{1,9}$/.exec(oneOf(event, 'SEQUENCE')?.value.trim() ?? '')?.[0] ?? 0),
    stamp: oneOf(event, 'LAST-MODIFIED')?.value.trim() ?? oneOf(event, 'DTSTAMP')?.value.trim() ?? '',
  }
}

/** Its description, and below it what only the version in HTML says that Outlook writes beside it. */
function describedIn(event: Component, problems: Set<string>): string | undefined {
  const plain = textOf(event, 'DESCRIPTION')
  const markup = oneOf(event, 'X-ALT-DESC')?.value
  if (markup === undefined) return plain
  const html = htmlToText(unescape(markup))
  for (const one of html.problems) problems.add(`The HTML version of an event’s description: ${one}`)
  const more = plain === undefined ? [html.text] : onlyIn(html.text, plain)
  if (more.join('').trim() === '') return plain
  if (plain === undefined) return more.join('\n')
  problems.add(
    'The HTML version of an event’s description has words that its text does not have; they are added below it.',
  )
  return `${plain}\n[Only in its HTML version:]\n${more.join('\n')}`
}

/** Whether what changes one time of a repeated event changes all after it too (section 3.2.13). */
const andAfter = (event: Component): string =>
  /^thisandfuture$/i.test(oneOf(event, 'RECURRENCE-ID')?.parameters.get('RANGE') ?? '') ? ' and all after it' : ''

/** A plan is of times to come, but not of any: what is far off, or a clock's beginning, was most likely never meant. */
function doubtful(when: OccurredAt, problems: Set<string>, now: number): void {
  const at = earliest(when)
  const why =
    at > now + 5 * 366 * 86_400_000 ? 'is years ahead' : when.value < '1980' ? 'is before 1980' : doubtOf(at, Infinity)
  if (why !== undefined) problems.add(`An event’s time ${why}: ${showOccurred(when)}.`)
}

function timeOf(
  property: Property | undefined,
  zones: CalendarZones,
  problems: Set<string>,
): ItineraryTime | undefined {
  if (!property) return undefined
  const value = property.value.trim()
  const tzid = property.parameters.get('TZID')
  const said = `${value.slice(0, 40)}${tzid === undefined ? '' : ` (${tzid.slice(0, 100)})`}`
  // Some makers spread a time as ISO 8601 does, or put its offset behind it, which says the same.
  const found = /^(\d{4})(-?)(\d\d)\2(\d\d)(?:T(\d\d)(:?)(\d\d)(?:\6(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(
    value,
  )
  if (!found) {
    problems.add('An event has a time that is none; it is kept in its words.')
    return { when: undefined, said }
  }
  const [, year, , month, day, hour, , minute, second = '00', offset] = found
  const date = `${year}-${month}-${day}`
  // A day of the calendar is the same in its place whatever the zone (section 3.3.4).
  if (hour === undefined) return checked({ value: date, zone: 'UTC', precision: 'day' }, said, problems)
  const precision = second === '00' ? 'minute' : 'second'
  const local = `${date}T${hour}:${minute}${precision === 'second' ? `:${second}` : ''}`
  if (offset !== undefined && tzid !== undefined && !/^(?:UTC|GMT|Etc\/UTC)$/i.test(tzid))
    problems.add(
      `A time says both ${offset} and a zone (${said}): ${offset} is taken, and it may be meant in the zone.`,
    )
  if (offset !== undefined) return checked({ value: local, zone: zoneOf(offset), precision }, said, problems)
  const real = checked({ value: local, zone: 'UTC', precision }, said, problems)
  return real.when ? { when: zones.at(local, precision, tzid), said } : real
}

/** `Z`, or `+0200` with a colon or without. */
function zoneOf(offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? []
  const ahead = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  return offsetZone(sign === '-' ? -ahead : ahead)
}

function checked(when: OccurredAt, said: string, problems: Set<string>): ItineraryTime {
  if (whyNotOccurredAt(when) === undefined) return { when, said }
  problems.add(`An event’s time is not one of the calendar (${said}); it is kept in its words.`)
  return { when: undefined, said }
}

/** Where an event ends: by DTEND, by its DURATION, or of a day without either with that day. */
function endOf(
  event: Component,
  start: ItineraryTime | undefined,
  zones: CalendarZones,
  problems: Set<string>,
): ItineraryTime | undefined {
  const end = timeOf(oneOf(event, 'DTEND'), zones, problems)
  const first = start?.when
  if (end) {
    if (end.when?.precision !== 'day') return checkedEnd(first, end, problems)
    // An event of whole days ends before the day that it names (section 3.6.1); some makers name the last day itself.
    const last = first && end.when.value <= first.value.slice(0, 10) ? end.when.value : daysLater(end.when.value, -1)
    return checkedEnd(first, { ...end, when: { ...end.when, value: last } }, problems)
  }
  const said = oneOf(event, 'DURATION')?.value.trim()
  if (said === undefined) return first?.precision === 'day' ? start : undefined
  const lasts = durationOf(said)
  if (!lasts) {
    problems.add(`An event’s duration is none (${said.slice(0, 40)}).`)
    return undefined
  }
  if (!first) {
    const ends = start && wallClockAfter(start.said, lasts)
    if (ends !== undefined) return { when: undefined, said: ends }
    problems.add('An event has a duration, but when it begins is not known.')
    return { when: undefined, said: `${said.slice(0, 40)} after it begins` }
  }
  if (first.precision === 'day') {
    const whole = lasts.days + Math.ceil(lasts.ms / day)
    return { when: { ...first, value: daysLater(first.value, Math.max(0, whole - 1)) }, said }
  }
  // A day of a duration ends at the same time by the clock, also when the clocks are changed in it (section 3.3.6).
  return { when: after({ ...first, value: daysLater(first.value, lasts.days) }, lasts.ms), said }
}

/** The end of an event whose zone is not known, as its beginning is written: by the clock of wherever that is. */
function wallClockAfter(begins: string, { days, ms }: { days: number; ms: number }): string | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?![\d:Z+-])/.exec(begins)
  if (!found) return undefined
  const [local, year, month, date, hour, minute, second = '00'] = found
  const from = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(from)) return undefined
  const ends = new Date(from + days * day + ms)
  return `${ends.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}${begins.slice(local.length)}`
}

function checkedEnd(first: OccurredAt | undefined, end: ItineraryTime, problems: Set<string>): ItineraryTime {
  if (first && end.when && latest(end.when) < earliest(first)) problems.add('An event ends before it begins.')
  return end
}

const day = 86_400_000

/** A date, or a date with a time, so many days later by the calendar. */
const daysLater = (value: string, days: number): string =>
  new Date(Date.parse(`${value.slice(0, 10)}T00:00:00Z`) + days * day).toISOString().slice(0, 10) + value.slice(10)

/** Section 3.3.6: days by the calendar, and ms beside them; one that counts back is none of an event. */
function durationOf(said: string): { days: number; ms: number } | undefined {
  const found = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/.exec(said)
  if (!found || !/\d/.test(said)) return undefined
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0))
  return { days: weeks * 7 + days, ms: (hours * 60 + minutes) * 60_000 + seconds * 1000 }
}

const mostDates = 100

/** Its rule as it is written, and in words the dates that are taken out or added. */
function repeatsOf(event: Component, zones: CalendarZones, problems: Set<string>): string | undefined {
  const rules = allOf(event, 'RRULE').map(({ value }) => value.trim())
  const dates = (name: string): string[] =>
    allOf(event, name).flatMap((property) =>
      property.value
        .split(',')
        .flatMap((value) => timeOf({ ...property, value: value.split('/')[0] ?? '' }, zones, problems) ?? [])
        .map(saidOf),
    )
  const [out, added] = [dates('EXDATE'), dates('RDATE')]
  if (rules.length === 0 && added.length === 0) return undefined
  const list = (all: readonly string[]): string =>
    all.length > mostDates ? `${all.slice(0, mostDates).join('; ')} and ${all.length - mostDates} more` : all.join('; ')
  return [
    ...rules,
    ...(added.length > 0 ? [`also on ${list(added)}`] : []),
    ...(out.length > 0 ? [`but not on ${list(out)}`] : []),
  ].join(', ')
}

/** Somebody by name and address, with what they answered. */
function person({ value, parameters }: Property): string {
  const name = parameters.get('CN')?.trim()
  const address = value.trim().replace(/^mailto:/i, '')
  const answer = parameters.get('PARTSTAT')?.toLowerCase()
  const told = name === undefined || name === '' || name === address ? address : `${name} <${address}>`
  const said = answer === undefined || answer === 'needs-action' ? '' : ` (${answer})`
  return `${told.slice(0, 300).toWellFormed()}${said.slice(0, 40)}`
}

const kinds: readonly (readonly [kind: string, one: string, more: string])[] = [
  ['VTODO', 'task', 'tasks'],
  ['VJOURNAL', 'journal entry', 'journal entries'],
  ['VFREEBUSY', 'list of busy times', 'lists of busy times'],
  ['VAVAILABILITY', 'list of free times', 'lists of free times'],
]

/** Names what is in the file and not told: other components, alarms, properties of events. */
function others(calendars: readonly Component[], problems: Set<string>): void {
  const inside = calendars.flatMap((calendar) => calendar.inside)
  for (const [kind, one, more] of kinds) {
    const many = inside.filter(({ name }) => name === kind).length
    if (many > 0) problems.add(`It also holds ${count(many, one, more)}, which ${many === 1 ? 'is' : 'are'} not told.`)
  }
  const left = new Map<string, number>()
  for (const { name, properties } of inside)
    if (name === 'VEVENT')
      for (const one of new Set(properties.map((property) => property.name)))
        if (!told.has(one) && !one.startsWith('X-')) left.set(one, (left.get(one) ?? 0) + 1)
  if (left.size > 0)
    problems.add(
      `Of its events these are not told: ${[...left]
        .map(([name, many]) => (many > 1 ? `${name} (${many})` : name))
        .slice(0, 20)
        .join(', ')}.`,
    )
}
