import type { ProposedLeg } from '../../../../shared/contract/travel.ts'
import { earliest, latest, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { cut, line } from '../reading/reading.ts'
import type { Itinerary, ItineraryEvent, ItineraryTime } from './event.ts'

type Mode = ProposedLeg['mode']

/** What the words of a title say of how somebody travels; the first that fits. */
const modes: readonly [Mode, RegExp][] = [
  ['air', /\b(?:flight|flights|fly|flying|airline|boarding|vuelo|vol)\b/i],
  ['rail', /\b(?:train|rail|railway|eurostar|amtrak|tgv|ice \d+|metro|subway|tren)\b/i],
  ['sea', /\b(?:ferry|ship|boat|cruise|sailing)\b/i],
  ['foot', /\b(?:walk|on foot)\b/i],
  ['stay', /\b(?:hotel|stay|check[- ]?in|check[- ]?out|lodging|accommodation|overnight|hostel)\b/i],
  ['road', /\b(?:drive|car|taxi|cab|transfer|bus|coach|pick[- ]?up|motorcade|convoy)\b/i],
]

/** A carrier's two characters, one of them a letter, and a number: LH 1172, U2 8035, ICE 611. */
const service = /\b(?:[A-Z]{2}|[A-Z]\d|\d[A-Z]|ICE|TGV)\s?\d{1,4}\b/

const airports = /\b([A-Z]{3})\s*(?:-|–|—|→|->|\/|\bto\b)\s*([A-Z]{3})\b/

/**
 * An event as the leg that it may be. A calendar has one place and free words, a leg two places and a way of travelling:
 * what is taken out of the words is a proposal, and `doubts` says what was guessed and what is missing.
 */
export function proposeLeg(event: ItineraryEvent): ProposedLeg {
  const summary = line(event.summary) ?? ''
  const place = line(event.location)
  const doubts: string[] = []
  const route = routeIn(summary)
  const mode = modeOf(summary, route !== undefined)
  const from = placeOf(route?.from) ?? place ?? null
  const to = route ? placeOf(route.to) : mode === 'stay' ? from : null
  if (!modes.some(([, words]) => words.test(summary)) && !(route && airports.test(summary)))
    doubts.push(
      route
        ? 'The calendar does not say how; road is a guess.'
        : 'Its title names no journey; it is taken as a stay at one place.',
    )
  if (from === null) doubts.push('The calendar does not say from where.')
  else if (route && route.from === undefined) doubts.push('From where is the place of the event.')
  if (to === null) doubts.push('The calendar does not say to where.')
  const departure = event.start?.when ?? null
  if (departure === null) doubts.push(unclear('begins', event.start))
  const arrival = endOf(event, departure, doubts)
  if (event.repeats !== undefined)
    doubts.push(`It repeats (${cut(event.repeats, 300)}); only its first time is proposed.`)
  if (event.changes !== undefined) doubts.push(`It changes the event planned for ${cut(event.changes, 60)}.`)
  if (/^cancelled$/i.test(event.status ?? '')) doubts.push('The calendar says that it is cancelled.')
  else if (/^tentative$/i.test(event.status ?? '')) doubts.push('The calendar says that it is tentative.')
  return {
    says: summary === '' ? '(no title)' : summary,
    mode,
    from,
    to,
    departure,
    arrival,
    reference: service.exec(summary)?.[0] ?? null,
    notes: cut((event.description ?? '').toWellFormed(), 4000).trim() || null,
    doubts,
  }
}

/** The events of a calendar in the order of their beginning, each as the leg that it may be. */
export const proposeLegs = ({ events }: Pick<Itinerary, 'events'>): ProposedLeg[] =>
  events
    .map(proposeLeg)
    .toSorted(
      (a, b) => (a.departure ? earliest(a.departure) : Infinity) - (b.departure ? earliest(b.departure) : Infinity),
    )

interface Route {
  from: string | undefined
  to: string
}

function routeIn(summary: string): Route | undefined {
  const codes = airports.exec(summary)
  if (codes) return { from: codes[1], to: codes[2] ?? '' }
  const stated = /\bfrom\s+(.+?)\s+to\s+(.+)$/i.exec(summary) ?? /^(.+?)\s*(?:→|->)\s*(.+)$/.exec(summary)
  if (stated) return { from: stripped(stated[1]), to: stated[2] ?? '' }
  const onward =
    /\b(?:flight|fly|train|ferry|drive|car|taxi|cab|transfer|bus|coach|walk)\b[^:]{0,30}?(?::\s*|\s+)(.*?)\bto\s+(.+)$/i.exec(
      summary,
    )
  return onward ? { from: stripped(onward[1]), to: onward[2] ?? '' } : undefined
}

/** Without the words before a place that say how: “Flight LH 1172: Frankfurt”. */
const stripped = (words: string | undefined): string | undefined =>
  line((words ?? '').replace(/^.*:\s*/, '').replace(service, '')) ?? undefined

const placeOf = (words: string | undefined): string | null => line((words ?? '').replace(/[\s(,;]+$/, ''), 500) ?? null

function modeOf(summary: string, travels: boolean): Mode {
  const said = modes.find(([mode, words]) => words.test(summary) && !(travels && mode === 'stay'))?.[0]
  return said ?? (travels ? (airports.test(summary) ? 'air' : 'road') : 'stay')
}

function endOf(event: ItineraryEvent, departure: OccurredAt | null, doubts: string[]): OccurredAt | null {
  const when = event.end?.when
  if (!when) {
    if (event.end) doubts.push(unclear('ends', event.end))
    return null
  }
  if (!departure || latest(when) > earliest(departure)) return when
  doubts.push('The calendar has it end before it begins; its end was left out.')
  return null
}

const unclear = (what: string, time: ItineraryTime | undefined): string =>
  time === undefined
    ? `The calendar does not say when it ${what}.`
    : `It ${what} “${time.said}”, in a zone that the calendar does not name.`
