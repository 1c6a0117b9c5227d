import { z } from 'zod'
import { change, Numbered, OccurredAt, Place } from '../../record/entries/index.ts'

const Optional = z.string().nullable()
const When = OccurredAt.nullable()
const TravelMode = z.enum(['road', 'air', 'rail', 'sea', 'foot', 'stay'])

export const travelEntries = {
  'leg.planned': z.strictObject({
    number: z.string(),
    serial: z.int(),
    principal: z.string(),
    mode: TravelMode,
    from: Place,
    to: Place,
    departure: OccurredAt,
    arrival: When,
    reference: Optional,
    notes: Optional,
  }),
  /** Every field of the plan that changed, with what it was and what it is. */
  'leg.changed': z.strictObject({
    number: z.string(),
    principal: change(z.string()),
    mode: change(TravelMode),
    from: change(Place),
    to: change(Place),
    departure: change(OccurredAt),
    arrival: change(When),
    reference: change(Optional),
    notes: change(Optional),
    reason: z.string(),
  }),
  /** How it went, as far as it is known. */
  'leg.reported': z.strictObject({ number: z.string(), departed: change(When), arrived: change(When) }),
  'leg.cancelled': z.strictObject({ number: z.string(), reason: z.string() }),
  'leg.deviated': z.strictObject({
    number: z.string(),
    leg: z.string(),
    kind: z.enum(['late', 'early', 'other-route', 'other-place', 'not-travelled', 'no-word', 'other']),
    what: z.string(),
    noticedAt: OccurredAt,
  }),
  'deviation.settled': z.strictObject({ number: z.string(), leg: z.string(), how: z.string() }),
  'advisory.attached': z.strictObject({
    title: z.string(),
    source: z.string(),
    text: Optional,
    effective: When,
    expires: When,
    report: Numbered.nullable(),
    legs: z.array(Numbered),
  }),
}
