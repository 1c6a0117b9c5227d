import { z } from 'zod'
import { OccurredAtSchema } from '../../../../shared/contract/fields.ts'
import {
  confidences,
  detailNames,
  identifierTypes,
  involvementRoles,
  SubjectDetails,
  subjectKinds,
} from '../../../../shared/contract/subjects.ts'

const change = <T extends z.ZodType>(of: T) => z.strictObject({ from: of, to: of }).optional()
const Value = z.union([z.string(), z.number()]).nullable()
/** Whom an involvement is about: the entry itself is about the report or case. */
const Who = z.strictObject({ id: z.string(), number: z.string(), name: z.string() })
const When = OccurredAtSchema.nullable()

/**
 * What is said of a subject carries no case: people outlive cases. Involvements, and photos, which are exhibits of a case,
 * carry it; an involvement in a report that is in no case is about the report.
 */
export const subjectEntries = {
  'subject.added': z.strictObject({
    number: z.string(),
    serial: z.int(),
    kind: z.enum(subjectKinds),
    name: z.string(),
    details: SubjectDetails,
  }),
  'subject.changed': z.strictObject({
    name: change(z.string()),
    details: z.partialRecord(z.enum(detailNames), z.strictObject({ from: Value, to: Value })).optional(),
    reason: z.string().optional(),
  }),
  'subject.alias-added': z.strictObject({
    alias: z.string(),
    name: z.string(),
    confidence: z.enum(confidences),
    basis: z.string(),
  }),
  'subject.alias-withdrawn': z.strictObject({ alias: z.string(), name: z.string(), reason: z.string() }),
  'subject.identified': z.strictObject({
    identifier: z.string(),
    type: z.enum(identifierTypes),
    value: z.string(),
    basis: z.string().optional(),
  }),
  'subject.identifier-withdrawn': z.strictObject({
    identifier: z.string(),
    type: z.enum(identifierTypes),
    value: z.string(),
    reason: z.string(),
  }),
  'subject.photo-linked': z.strictObject({
    photo: z.string(),
    who: Who,
    exhibit: z.strictObject({ id: z.string(), number: z.string() }),
  }),
  'subject.photo-withdrawn': z.strictObject({
    photo: z.string(),
    who: Who,
    exhibit: z.strictObject({ id: z.string(), number: z.string() }),
    reason: z.string(),
  }),
  /** The subject of the entry is kept under `into` from now on; nothing of either is moved. */
  'subject.merged': z.strictObject({ into: Who, from: Who, reason: z.string() }),
  'subject.unmerged': z.strictObject({ into: Who, from: Who, reason: z.string() }),
  'involvement.recorded': z.strictObject({
    involvement: z.string(),
    who: Who,
    role: z.enum(involvementRoles),
    from: When,
    to: When,
    confidence: z.enum(confidences),
    basis: z.string().optional(),
  }),
  'involvement.changed': z.strictObject({
    involvement: z.string(),
    who: Who,
    role: change(z.enum(involvementRoles)),
    from: change(When),
    to: change(When),
    confidence: change(z.enum(confidences)),
    basis: change(z.string().nullable()),
    reason: z.string(),
  }),
  'involvement.withdrawn': z.strictObject({
    involvement: z.string(),
    who: Who,
    role: z.enum(involvementRoles),
    reason: z.string(),
  }),
}
