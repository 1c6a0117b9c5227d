import type { Advisory, Leg } from '../../../../shared/contract/travel.ts'
import { lateness, showOccurred, spoken } from '../../../../shared/kernel/show.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import type { Sections } from '../../print/index.ts'
import type { PacketPart } from '../../record/members/index.ts'
import { advisoriesOfCase, legsOfCase } from './queries.ts'
import { placeInWords } from './words.ts'

type At = (instant: string) => string

/** The journeys of a case and what was advised of them, in its packet. */
export const travelInPacket: PacketPart = {
  sections: ({ workspace: { db }, case: { id }, at }): Sections<'legs' | 'advisories'> => ({
    legs: legsOfCase(db, id).map((leg) => legForPages(leg, at)),
    advisories: advisoriesOfCase(db, id).map((advisory) => advisoryForPages(advisory, at)),
  }),
}

const minutesOff = (minutes: number | null): string => (minutes === null ? '' : `, ${lateness(minutes)}`)
const whenever = (when: OccurredAt | null): string => (when === null ? 'not said' : showOccurred(when))

/** A leg as its page prints it: the plan beside how it went. */
function legForPages(leg: Leg, at: At): Sections<'legs'>['legs'][number] {
  const { departed, arrived, departedLate, arrivedLate } = leg
  return {
    number: leg.number,
    traveller: leg.principal,
    way: leg.mode === 'stay' ? placeInWords(leg.from) : `${placeInWords(leg.from)} to ${placeInWords(leg.to)}`,
    mode: leg.mode,
    reference: leg.reference ?? undefined,
    notes: leg.notes ?? undefined,
    plannedDeparture: showOccurred(leg.departure),
    plannedArrival: whenever(leg.arrival),
    departed: departed === null ? undefined : `${showOccurred(departed)}${minutesOff(departedLate)}`,
    arrived: arrived === null ? undefined : `${showOccurred(arrived)}${minutesOff(arrivedLate)}`,
    cancelled: leg.cancelled ?? undefined,
    deviations: leg.deviations.map(({ kind, what, noticedAt, recordedBy, settled }) => ({
      what: `${spoken(kind)}: ${what}`,
      noticed: `${showOccurred(noticedAt)}, recorded by ${recordedBy}`,
      settled: settled === null ? 'not settled yet' : `${settled.how} (${settled.by}, ${at(settled.at)})`,
    })),
    source: `${leg.recordedBy}, ${at(leg.recordedAt)}, entry ${leg.seq}`,
  }
}

const advisoryForPages = (advisory: Advisory, at: At): Sections<'advisories'>['advisories'][number] => ({
  title: advisory.title,
  text: advisory.text ?? undefined,
  issuedBy: advisory.source,
  holds: [
    ...(advisory.effective === null ? [] : [`from ${showOccurred(advisory.effective)}`]),
    ...(advisory.expires === null ? [] : [`until ${showOccurred(advisory.expires)}`]),
  ].join(' '),
  concerns: advisory.legs.length === 0 ? 'the whole journey' : advisory.legs.join(', '),
  source: `${advisory.recordedBy}, ${at(advisory.recordedAt)}, entry ${advisory.seq}`,
})
