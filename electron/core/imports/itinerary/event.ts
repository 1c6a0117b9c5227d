import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'

/** One event of a calendar file (RFC 5545, section 3.6.1), as it was planned. */
export interface ItineraryEvent {
  uid: string | undefined
  summary: string | undefined
  description: string | undefined
  location: string | undefined
  start: ItineraryTime | undefined
  /** Of whole days the last one; of an event with a duration where that ends. */
  end: ItineraryTime | undefined
  status: string | undefined
  /** The rule of its repetition as it is written, with what is taken out of it and added to it. Never carried out. */
  repeats: string | undefined
  /** One time of a repeated event that was changed: when it was planned first (RECURRENCE-ID). */
  changes: string | undefined
  /** Who called it, and who was asked, with what they answered. */
  organizer: string | undefined
  attendees: string[]
  sequence: number
  /** When this version was made (DTSTAMP), as it is written. */
  stamp: string
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

/** A time in words; of one that cannot be told, as the file has it. */
export const saidOf = ({ when, said }: ItineraryTime): string => (when ? showOccurred(when) : said)
