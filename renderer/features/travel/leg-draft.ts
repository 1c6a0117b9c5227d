import type { Input, Output } from '../../../shared/contract/contract.ts'
import { readWhen, typedFrom, whenUnknown, type WhenTyped } from '../../ui/when-field.tsx'
import type { Leg } from './words.ts'
import { words } from './catalogue.ts'

export type LegPlan = Input<'travel.plan'>['legs'][number]

/** An event of a calendar file, as the leg that it may be. */
export interface Proposal {
  file: string
  sha256: string
  /** Its place in the file's list. */
  index: number
  leg: Output<'import.legs'>['legs'][number]
}

/** A leg while it is being planned. */
export interface LegDraft {
  principal: string
  mode: LegPlan['mode']
  from: string
  to: string
  departure: WhenTyped
  arrival: WhenTyped
  reference: string
  notes: string
  reason: string
}

const coordinates = /^(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)$/

/** A place as it was typed: a name, or `52.37, 4.89`. */
function placeFrom(text: string): LegPlan['from'] {
  const [, latitude, longitude] = coordinates.exec(text.trim()) ?? []
  if (latitude === undefined || longitude === undefined) return { name: text.trim() }
  return { latitude: Number(latitude), longitude: Number(longitude) }
}

const placeText = ({ name, latitude, longitude }: Leg['from']): string =>
  name ?? (latitude === undefined || longitude === undefined ? '' : `${latitude}, ${longitude}`)

/** What a new leg begins with: where the one before it ends. */
export const newLeg = (after: Leg | undefined): LegDraft => ({
  principal: after?.principal ?? '',
  mode: after?.mode ?? 'road',
  from: after ? placeText(after.to) : '',
  to: '',
  departure: { ...whenUnknown, zone: after?.arrival?.zone ?? after?.departure.zone ?? whenUnknown.zone },
  arrival: whenUnknown,
  reference: '',
  notes: '',
  reason: '',
})

/** What a calendar file proposes, in the fields of the form. Who travels it does not know. */
export const draftFromCalendar = (
  { mode, from, to, departure, arrival, reference, notes }: Proposal['leg'],
  after: Leg | undefined,
): LegDraft => ({
  principal: after?.principal ?? '',
  mode,
  from: from ?? '',
  to: to ?? '',
  departure: typedFrom(departure),
  arrival: typedFrom(arrival),
  reference: reference ?? '',
  notes: notes ?? '',
  reason: '',
})

export const draftFrom = (leg: Leg): LegDraft => ({
  principal: leg.principal,
  mode: leg.mode,
  from: placeText(leg.from),
  to: placeText(leg.to),
  departure: typedFrom(leg.departure),
  arrival: typedFrom(leg.arrival),
  reference: leg.reference ?? '',
  notes: leg.notes ?? '',
  reason: '',
})

export type LegErrors = Partial<Record<keyof LegDraft, string>>

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** The plan that the fields make, or what is wrong with which. A place keeps the name it had while its text stays. */
export function readLeg(draft: LegDraft, was?: Leg): { plan: LegPlan | null; errors: LegErrors } {
  const errors: LegErrors = {}
  const [departure, arrival] = [readWhen(draft.departure), readWhen(draft.arrival)]
  if (draft.principal.trim() === '') errors.principal = words.sayWhoTravels
  if (draft.from.trim() === '') errors.from = words.sayFromWhere
  if (draft.to.trim() === '') errors.to = words.sayToWhere
  if (departure.error !== undefined || !departure.when) errors.departure = departure.error ?? words.sayWhenItBeginsAsFar
  if (arrival.error !== undefined) errors.arrival = arrival.error
  if (was && draft.reason.trim() === '') errors.reason = words.sayWhyThePlanIsChanged
  if (Object.keys(errors).length > 0 || !departure.when) return { plan: null, errors }
  const place = (text: string, before: Leg['from'] | undefined): LegPlan['from'] =>
    before && placeText(before) === text ? before : placeFrom(text)
  return {
    errors,
    plan: {
      principal: draft.principal.trim(),
      mode: draft.mode,
      from: place(draft.from, was?.from),
      to: place(draft.to, was?.to),
      departure: departure.when,
      arrival: arrival.when,
      reference: orNull(draft.reference),
      notes: orNull(draft.notes),
    },
  }
}
