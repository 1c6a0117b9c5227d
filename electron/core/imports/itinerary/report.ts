import { showOccurred } from '../../../../shared/kernel/show.ts'
import { earliest } from '../../../../shared/kernel/time.ts'
import { cut, fieldsOf, line, type ReadItem } from '../reading/reading.ts'
import type { Itinerary, ItineraryEvent, ItineraryTime } from './event.ts'

const mostWords = 900_000
/** Of the description of one event. */
const mostOfOne = 20_000

/** A calendar file as one report: its events are the legs, in order. */
export function itineraryReport({ events, problems: found }: Itinerary): ReadItem {
  const problems = [...found]
  const legs = events.toSorted(byTime)
  if (legs.length === 0) problems.push('It has no events.')
  const [first] = legs
  // The last to end, which need not be the last to begin.
  const last = legs
    .filter(({ end }) => end)
    .toSorted(byEnd)
    .at(-1)
  const narrative = ['Itinerary as planned.', ...legs.map(inWords)].join('\n\n').toWellFormed()
  if (narrative.length > mostWords || legs.some(({ description = '' }) => description.length > mostOfOne))
    problems.push('It has more words than are told here: what is cut off is in the file.')
  const title = line(first?.summary, 200) ?? 'Itinerary'
  return {
    title: legs.length > 1 ? `${title} and ${legs.length - 1} more` : title,
    report: {
      channel: 'import',
      receivedAt: null,
      reporter: null,
      category: 'travel',
      narrative: cut(narrative, mostWords),
      fields: fieldsOf([
        ['Legs', String(legs.length)],
        ['Begins', first?.start && said(first.start)],
        ['Ends', last?.end && said(last.end)],
        ['Places', [...new Set(legs.flatMap(({ location }) => line(location, 200) ?? []))].slice(0, 200).join('\n')],
      ]),
    },
    proposals: first?.start?.when
      ? [
          {
            id: 'occurred',
            label: 'Begins',
            says: showOccurred(first.start.when),
            source: 'the calendar’s first event',
            sets: { occurredAt: first.start.when },
          },
        ]
      : [],
    parts: [],
    problems,
  }
}

/** In the order in which they are, whatever the zones they are told in; those of no known time last. */
function byTime({ start: a }: ItineraryEvent, { start: b }: ItineraryEvent): number {
  if (a?.when && b?.when) return earliest(a.when) - earliest(b.when)
  if (a?.when || b?.when) return a?.when ? -1 : 1
  return (a?.said ?? '').localeCompare(b?.said ?? '')
}

const byEnd = (a: ItineraryEvent, b: ItineraryEvent): number => byTime({ ...a, start: a.end }, { ...b, start: b.end })

const said = (time: ItineraryTime | undefined): string | undefined =>
  time && (time.when ? showOccurred(time.when) : `${time.said}, zone not known`)

function inWords(event: ItineraryEvent, index: number): string {
  const { summary, start, end, location, description, status, repeats, changes, organizer, attendees } = event
  const times = [...new Set([said(start), said(end)].filter((one) => one !== undefined))].join(' to ')
  return [
    `${index + 1}. ${line(summary) ?? '(no title)'}${status === undefined || /^confirmed$/i.test(status) ? '' : ` (${status.toLowerCase()})`}`,
    times || 'time not said',
    location,
    description && cut(description, mostOfOne),
    repeats && `Repeats: ${cut(repeats, 3000)}`,
    changes && `Changes the event planned for ${cut(changes, 60)}`,
    organizer && `Organizer: ${organizer}`,
    attendees.length > 0 &&
      `Attendees: ${attendees.slice(0, 100).join(', ')}${attendees.length > 100 ? ` and ${attendees.length - 100} more` : ''}`,
  ]
    .filter((one) => one !== undefined && one !== false && one !== '')
    .join('\n   ')
}
