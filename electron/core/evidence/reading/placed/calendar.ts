import {
  parseItinerary,
  readComponents,
  saidOf,
  textOf,
  type ItineraryEvent,
} from '../../../imports/reading/calendar.ts'
import { decodeLetters } from '../../../imports/reading/letters.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import { wholeOf } from '../source.ts'
import { fieldsOf, openedRecords } from './records.ts'

const largest = 32 * 1024 * 1024

/** Calendars (iCalendar, RFC 5545, and vCalendar): events with their times and zones, rules of repetition as written, and who cancels what. */
export const calendar: Format = {
  reader: 'calendar 1',
  takes: ({ start }) => begins(start, 'VCALENDAR'),
  open(source) {
    if (source.size > largest)
      throw new Unreadable('It is a calendar larger than 32 MiB, which is more than is read of one.')
    const bytes = wholeOf(source)
    const { events, problems } = parseItinerary(bytes)
    const { roots } = readComponents(bytes)
    const calendars = roots.filter(({ name }) => name === 'VCALENDAR')
    const facts = calendars.flatMap((one) =>
      ['PRODID', 'METHOD', 'VERSION', 'X-WR-CALNAME', 'X-WR-TIMEZONE'].flatMap((name) => {
        const value = textOf(one, name)
        return value === undefined ? [] : [{ name, value: value.slice(0, 1000), source: 'VCALENDAR' }]
      }),
    )
    const zones = calendars.flatMap(({ inside }) =>
      inside.filter(({ name }) => name === 'VTIMEZONE').flatMap((one) => textOf(one, 'TZID') ?? []),
    )
    for (const zone of new Set(zones)) facts.push({ name: 'Zone', value: zone, source: 'VTIMEZONE' })
    return openedRecords({
      format: 'Calendar',
      records: events.map((event, index) => ({
        at: `event ${index + 1}`,
        title: `${event.status?.toUpperCase() === 'CANCELLED' ? 'Cancelled: ' : ''}${event.summary ?? 'An event without a title'}`,
        fields: fieldsOf(fieldsIn(event)),
        member: null,
      })),
      shapes: [],
      facts,
      problems,
      files: [],
    })
  },
}

const fieldsIn = (event: ItineraryEvent): [string, string | undefined][] => [
  ['Begins', event.start && timeIn(event.start)],
  ['Ends', event.end && timeIn(event.end)],
  ['Where', event.location],
  ['Repeats (rule as written)', event.repeats],
  ['Changes the one of', event.changes],
  ['Status', event.status],
  ['Called by', event.organizer],
  ['Asked', event.attendees.join('\n')],
  ['Description', event.description],
  ['Version', event.sequence > 0 ? String(event.sequence) : undefined],
  ['Made', event.stamp],
  ['UID', event.uid],
]

const timeIn = (time: NonNullable<ItineraryEvent['start']>): string =>
  saidOf(time) === time.said ? `${time.said} (its zone is not known)` : `${saidOf(time)} (written: ${time.said})`

/** Whether a text begins with a component, also in UTF-16. */
export function begins(start: Uint8Array, component: string): boolean {
  const head = start.subarray(0, 1024)
  const { text } = decodeLetters(head.subarray(0, head.length - (head.length % 2)), { utf8: true })
  return text
    .replace(/^\uFEFF?\s*/, '')
    .slice(0, 30)
    .toUpperCase()
    .startsWith(`BEGIN:${component}`)
}
