import { whyNotOccurredAt, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { isZone } from '../../../../shared/kernel/zones.ts'

/** One event of a calendar file (RFC 5545, section 3.6.1), as it was planned. */
export interface ItineraryEvent {
  uid: string | undefined
  summary: string | undefined
  description: string | undefined
  location: string | undefined
  start: ItineraryTime | undefined
  end: ItineraryTime | undefined
  status: string | undefined
  /** The rule of its repetition as it is written. It is kept and named, never carried out. */
  repeats: string | undefined
  /** Its sender's later words about one of its times: RECURRENCE-ID. */
  changes: string | undefined
}

export interface ItineraryTime {
  /** Undefined where its zone is not known. */
  when: OccurredAt | undefined
  /** As the file has it, with the zone it names. */
  said: string
}

export interface Itinerary {
  events: ItineraryEvent[]
  problems: string[]
}

const mostEvents = 2000
const deepest = 10

/** Reads the events of a calendar file. Never fails: what is malformed is named in `problems`. */
export function parseItinerary(text: string): Itinerary {
  const problems = new Set<string>()
  const events: ItineraryEvent[] = []
  const zones = new Map<string, string>()
  const stack: string[] = []
  let properties = new Map<string, Property>()
  let tzid = ''
  let left = 0
  for (const one of unfold(text)) {
    const property = propertyOf(one)
    if (!property) {
      if (one.trim() !== '') problems.add('Some of its lines are not calendar lines and were passed over.')
      continue
    }
    const { name, value } = property
    const inside = stack.at(-1)
    if (name === 'BEGIN') {
      if (stack.length >= deepest) {
        problems.add('Its parts lie too deep; what is inside was passed over.')
        break
      }
      stack.push(value.trim().toUpperCase())
      if (stack.at(-1) === 'VEVENT') properties = new Map()
    } else if (name === 'END') {
      if (inside === 'VEVENT') {
        if (events.length < mostEvents) events.push(eventOf(properties, zones, problems))
        else left++
      }
      stack.pop()
    } else if (inside === 'VEVENT') {
      if (!properties.has(name)) properties.set(name, property)
    } else if (inside === 'VTIMEZONE') {
      if (name === 'TZID') tzid = value
      // What its maker calls the zone, and what the IANA list calls it.
      if (name === 'X-LIC-LOCATION' && tzid !== '') zones.set(tzid, value)
    }
  }
  if (stack.includes('VEVENT')) {
    if (events.length < mostEvents) events.push(eventOf(properties, zones, problems))
    problems.add('It ends in the middle of an event.')
  }
  if (left > 0) problems.add(`Only the first ${mostEvents} of its ${mostEvents + left} events are listed.`)
  return { events, problems: [...problems] }
}

interface Property {
  name: string
  parameters: Map<string, string>
  value: string
}

/** Lines that were folded are one line (section 3.1). */
const unfold = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n|\r/)

function propertyOf(text: string): Property | undefined {
  const name = /^[A-Za-z0-9-]{1,60}/.exec(text)?.[0]
  if (name === undefined) return undefined
  const parameters = new Map<string, string>()
  let at = name.length
  while (text[at] === ';') {
    const found = /^;([A-Za-z0-9-]{1,60})=("[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*/.exec(text.slice(at, at + 2000))
    if (!found) return undefined
    const [whole, key = '', given = ''] = found
    parameters.set(key.toUpperCase(), given.replace(/^"|"$/g, ''))
    at += whole.length
  }
  if (text[at] !== ':') return undefined
  return { name: name.toUpperCase(), parameters, value: text.slice(at + 1) }
}

function eventOf(properties: Map<string, Property>, zones: Map<string, string>, problems: Set<string>): ItineraryEvent {
  const text = (name: string): string | undefined => {
    const value = properties.get(name)?.value
    return value === undefined ? undefined : unescape(value).trim() || undefined
  }
  const repeats = text('RRULE') ?? text('RDATE')
  if (repeats !== undefined)
    problems.add('An event repeats by a rule; the rule is kept, its repetitions are not listed.')
  const start = timeOf(properties.get('DTSTART'), zones, problems)
  if (!start) problems.add('An event does not say when it begins.')
  return {
    uid: text('UID'),
    summary: text('SUMMARY'),
    description: text('DESCRIPTION'),
    location: text('LOCATION'),
    start,
    end: timeOf(properties.get('DTEND'), zones, problems),
    status: text('STATUS'),
    repeats,
    changes: text('RECURRENCE-ID'),
  }
}

// Section 3.3.11.
const unescape = (value: string): string =>
  value.replaceAll(/\\([nN;,\\])/g, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char))

function timeOf(
  property: Property | undefined,
  zones: Map<string, string>,
  problems: Set<string>,
): ItineraryTime | undefined {
  if (!property) return undefined
  const { value, parameters } = property
  const named = parameters.get('TZID')
  const said = `${value.trim().slice(0, 40)}${named === undefined ? '' : ` (${named.slice(0, 100)})`}`
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/.exec(value.trim())
  if (!found) {
    problems.add('An event has a time that is none; it is kept in its words.')
    return { when: undefined, said }
  }
  const [, year, month, day, hour, minute, second, utc] = found
  const zone = utc === undefined ? zoneOf(named, zones) : 'UTC'
  if (zone === undefined) {
    problems.add(
      named === undefined
        ? 'A time has no zone: it is meant wherever the traveller is, and is kept in its words.'
        : `The zone “${named.slice(0, 100)}” is not on the IANA list; its times are kept in their words.`,
    )
    return { when: undefined, said }
  }
  const date = `${year}-${month}-${day}`
  const when: OccurredAt =
    hour === undefined
      ? { value: date, zone, precision: 'day' }
      : second === '00'
        ? { value: `${date}T${hour}:${minute}`, zone, precision: 'minute' }
        : { value: `${date}T${hour}:${minute}:${second}`, zone, precision: 'second' }
  return { when: whyNotOccurredAt(when) === undefined ? when : undefined, said }
}

function zoneOf(named: string | undefined, zones: Map<string, string>): string | undefined {
  if (named === undefined) return undefined
  // Some makers put a path before the name: /mozilla.org/20050126_1/Europe/Berlin.
  const candidates = [named, zones.get(named) ?? '', /[A-Za-z_]+\/[A-Za-z_]+(?:\/[A-Za-z_]+)?$/.exec(named)?.[0] ?? '']
  return candidates.find((one) => one !== '' && isZone(one))
}
