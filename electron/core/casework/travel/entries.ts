import { z } from 'zod'
import { OccurredAtSchema, Place } from '../../../../shared/contract/fields.ts'
import { deviationKinds, travelModes } from '../../../../shared/contract/travel.ts'

const Optional = z.string().nullable()
const When = OccurredAtSchema.nullable()
const change = <T extends z.ZodType>(of: T) => z.strictObject({ from: of, to: of }).optional()

export const travelEntries = {
  'leg.planned': z.strictObject({
    number: z.string(),
    serial: z.int(),
    principal: z.string(),
    mode: z.enum(travelModes),
    from: Place,
    to: Place,
    departure: OccurredAtSchema,
    arrival: When,
    reference: Optional,
    notes: Optional,
  }),
  /** Every field of the plan that changed, with what it was and what it is. */
  'leg.changed': z.strictObject({
    number: z.string(),
    principal: change(z.string()),
    mode: change(z.enum(travelModes)),
    from: change(Place),
    to: change(Place),
    departure: change(OccurredAtSchema),
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
    kind: z.enum(deviationKinds),
    what: z.string(),
    noticedAt: OccurredAtSchema,
  }),
  'deviation.settled': z.strictObject({ number: z.string(), leg: z.string(), how: z.string() }),
  'advisory.attached': z.strictObject({
    title: z.string(),
    source: z.string(),
    text: Optional,
    effective: When,
    expires: When,
    report: z.strictObject({ id: z.string(), number: z.string() }).nullable(),
    legs: z.array(z.strictObject({ id: z.string(), number: z.string() })),
  }),
}
