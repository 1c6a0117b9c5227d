import { z } from 'zod'
import { command, query } from './define.ts'
import { AsOf, Instant, Line, OccurredAtInput, OccurredAtSchema, Place, Ref, Stood, Text } from './fields.ts'

export const travelModes = ['road', 'air', 'rail', 'sea', 'foot', 'stay'] as const
export const deviationKinds = [
  'late',
  'early',
  'other-route',
  'other-place',
  'not-travelled',
  'no-word',
  'other',
] as const

const When = OccurredAtSchema.nullable()
const WhenInput = OccurredAtInput.nullable()

/** One leg of a journey as it is planned. A `stay` has one place in both fields. */
export const LegPlan = z.strictObject({
  /** Who travels: the principal, or whoever is looked after. */
  principal: Line,
  mode: z.enum(travelModes),
  from: Place,
  to: Place,
  departure: OccurredAtInput,
  arrival: WhenInput.default(null),
  /** Flight, booking, vehicle or driver. */
  reference: Line.nullable().default(null),
  notes: Text.nullable().default(null),
})
export type LegPlan = z.input<typeof LegPlan>

/** A leg as a calendar file proposes it; null is what the file does not say. Who travels it never says. */
export const ProposedLeg = z.strictObject({
  /** The event's title, to the letter. */
  says: z.string(),
  mode: z.enum(travelModes),
  from: z.string().nullable(),
  to: z.string().nullable(),
  departure: When,
  arrival: When,
  reference: z.string().nullable(),
  notes: z.string().nullable(),
  /** What was guessed and what is missing, in words. */
  doubts: z.array(z.string()),
})
export type ProposedLeg = z.infer<typeof ProposedLeg>

export const Deviation = z.strictObject({
  id: z.string(),
  kind: z.enum(deviationKinds),
  what: z.string(),
  noticedAt: OccurredAtSchema,
  recordedAt: Instant,
  recordedBy: z.string(),
  settled: z.strictObject({ at: Instant, by: z.string(), how: z.string() }).nullable(),
})

export const Leg = z.strictObject({
  ...LegPlan.shape,
  departure: OccurredAtSchema,
  arrival: When,
  reference: z.string().nullable(),
  notes: z.string().nullable(),
  id: z.string(),
  /** `L-01`, counted in each case. */
  number: z.string(),
  /** What is known of how it went. */
  departed: When,
  arrived: When,
  departedRecordedAt: Instant.nullable(),
  arrivedRecordedAt: Instant.nullable(),
  /** Minutes after the plan (negative: before it), where both times are known to the minute; else null. */
  departedLate: z.int().nullable(),
  arrivedLate: z.int().nullable(),
  /** Why it will not be travelled; null while it stands. */
  cancelled: z.string().nullable(),
  deviations: z.array(Deviation),
  recordedAt: Instant,
  recordedBy: z.string(),
  seq: z.int(),
})
export type Leg = z.infer<typeof Leg>

const AdvisoryInput = z.strictObject({
  title: Line,
  /** Who issued it. */
  source: Line,
  /** What it says, as far as it concerns the journey. */
  text: Text.nullable().default(null),
  effective: WhenInput.default(null),
  expires: WhenInput.default(null),
  /** The report as which the alert was taken in. */
  report: Ref.optional(),
  /** Legs that it concerns; none: the whole journey. */
  legs: z.array(Ref).max(200).default([]),
})

export const Advisory = z.strictObject({
  ...AdvisoryInput.shape,
  text: z.string().nullable(),
  effective: When,
  expires: When,
  /** Number of the report. */
  report: z.string().nullable(),
  /** Numbers of the legs. */
  legs: z.array(z.string()),
  id: z.string(),
  recordedAt: Instant,
  recordedBy: z.string(),
  seq: z.int(),
})
export type Advisory = z.infer<typeof Advisory>

const LegRef = z.strictObject({ case: Ref, leg: Ref })
const Done = z.strictObject({ leg: z.string(), id: z.string() })

export const travelProcedures = {
  /** The journey of a case: legs in the order of their departure, with how they went, and the advisories. */
  'travel.list': query(
    'case.read',
    z.strictObject({ case: Ref, asOf: AsOf.optional() }),
    z.strictObject({ legs: z.array(Leg), advisories: z.array(Advisory), stood: Stood.nullable() }),
    { asOf: true },
  ),
  'travel.plan': command(
    'case.write',
    z.strictObject({ case: Ref, legs: z.array(LegPlan).min(1).max(200) }),
    z.strictObject({ legs: z.array(Done) }),
  ),
  /** Changes the plan of a leg; each field keeps its old value beside the new one. */
  'travel.change': command(
    'case.write',
    LegRef.extend({
      principal: Line.optional(),
      mode: z.enum(travelModes).optional(),
      from: Place.optional(),
      to: Place.optional(),
      departure: OccurredAtInput.optional(),
      arrival: WhenInput.optional(),
      reference: Line.nullable().optional(),
      notes: Text.nullable().optional(),
      reason: Line,
    }),
    Done,
  ),
  /** Says when a leg was really begun or ended. What is left out stays as it was. */
  'travel.report': command(
    'case.write',
    LegRef.extend({ departed: OccurredAtInput.optional(), arrived: OccurredAtInput.optional() }),
    Done,
  ),
  'travel.cancel': command('case.write', LegRef.extend({ reason: Line }), Done),
  'travel.deviate': command(
    'case.write',
    LegRef.extend({ kind: z.enum(deviationKinds), what: Line, noticedAt: OccurredAtInput }),
    z.strictObject({ leg: z.string(), deviation: z.string() }),
  ),
  /** Says how a deviation was explained or dealt with. */
  'travel.settle': command(
    'case.write',
    LegRef.extend({ deviation: Ref, how: Line }),
    z.strictObject({ leg: z.string(), deviation: z.string() }),
  ),
  'travel.advise': command('case.write', AdvisoryInput.extend({ case: Ref }), z.strictObject({ advisory: z.string() })),
}
