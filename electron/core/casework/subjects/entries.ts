import { z } from 'zod'
import { change, Numbered, OccurredAt } from '../../record/entries/index.ts'

const details = {
  description: z.string(),
  contact: z.string(),
  employment: z.string(),
  address: z.string(),
  /** Time zone of the place. */
  zone: z.string(),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  access: z.string(),
  make: z.string(),
  colour: z.string(),
  platform: z.string(),
}
const DetailName = z.keyof(z.strictObject(details))
const Confidence = z.enum(['low', 'moderate', 'high'])
const IdentifierType = z.enum(['phone', 'e-mail', 'plate', 'badge', 'handle', 'document', 'other'])
const InvolvementRole = z.enum([
  'subject',
  'complainant',
  'witness',
  'target',
  'reporter',
  'source',
  'attorney',
  'investigator',
  'mentioned',
  'scene',
  'used',
  'seen',
])
const Value = z.union([z.string(), z.number()]).nullable()
/** Whom an involvement is about: the entry itself is about the report or case. */
const Who = z.strictObject({ id: z.string(), number: z.string(), name: z.string() })
const When = OccurredAt.nullable()

/**
 * What is said of a subject carries no case: people outlive cases. Involvements, and photos, which are exhibits of a case,
 * carry it; an involvement in a report that is in no case is about the report.
 */
export const subjectEntries = {
  'subject.added': z.strictObject({
    number: z.string(),
    serial: z.int(),
    kind: z.enum(['person', 'organization', 'place', 'vehicle', 'account']),
    name: z.string(),
    details: z.strictObject(details).partial(),
  }),
  'subject.changed': z.strictObject({
    name: change(z.string()),
    details: z.partialRecord(DetailName, z.strictObject({ from: Value, to: Value })).optional(),
    reason: z.string().optional(),
  }),
  'subject.alias-added': z.strictObject({
    alias: z.string(),
    name: z.string(),
    confidence: Confidence,
    basis: z.string(),
  }),
  'subject.alias-withdrawn': z.strictObject({ alias: z.string(), name: z.string(), reason: z.string() }),
  'subject.identified': z.strictObject({
    identifier: z.string(),
    type: IdentifierType,
    value: z.string(),
    basis: z.string().optional(),
  }),
  'subject.identifier-withdrawn': z.strictObject({
    identifier: z.string(),
    type: IdentifierType,
    value: z.string(),
    reason: z.string(),
  }),
  'subject.photo-linked': z.strictObject({
    photo: z.string(),
    who: Who,
    exhibit: Numbered,
  }),
  'subject.photo-withdrawn': z.strictObject({
    photo: z.string(),
    who: Who,
    exhibit: Numbered,
    reason: z.string(),
  }),
  /** The subject of the entry is kept under `into` from now on; nothing of either is moved. */
  'subject.merged': z.strictObject({ into: Who, from: Who, reason: z.string() }),
  'subject.unmerged': z.strictObject({ into: Who, from: Who, reason: z.string() }),
  'involvement.recorded': z.strictObject({
    involvement: z.string(),
    who: Who,
    role: InvolvementRole,
    from: When,
    to: When,
    confidence: Confidence,
    basis: z.string().optional(),
  }),
  'involvement.changed': z.strictObject({
    involvement: z.string(),
    who: Who,
    role: change(InvolvementRole),
    from: change(When),
    to: change(When),
    confidence: change(Confidence),
    basis: change(z.string().nullable()),
    reason: z.string(),
  }),
  'involvement.withdrawn': z.strictObject({
    involvement: z.string(),
    who: Who,
    role: InvolvementRole,
    reason: z.string(),
  }),
}
