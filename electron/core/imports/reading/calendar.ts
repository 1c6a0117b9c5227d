// What reads a calendar, and the same form of lines in cards of contacts, for whoever opens one as evidence.
export { readComponents, textOf, unescape, type Component, type Property } from '../itinerary/components.ts'
export { saidOf, type ItineraryEvent } from '../itinerary/event.ts'
export { parseItinerary } from '../itinerary/parse.ts'
