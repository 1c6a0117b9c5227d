import { z } from 'zod'
import { command, query } from './define.ts'
import { AsOf, Instant, Line, Ref } from './fields.ts'
import { WrittenPlace } from './pinpoint.ts'

/** What a record is about that is kept from most: the record is sensitive, or it would tell who or where somebody protected is. */
export const handlings = ['sensitive', 'informant', 'minor', 'health', 'address'] as const

/** Grounds of privilege: attorney and client; work product, fact or opinion; common interest; another, which its reason says. */
export const privilegeBases = ['ac', 'wp-fact', 'wp-opinion', 'common-interest', 'other'] as const
export type PrivilegeBasis = (typeof privilegeBases)[number]

/** Kinds of records that take a marking, and on which privilege is claimed. */
export const recordKinds = [
  'report',
  'case',
  'subject',
  'exhibit',
  'item',
  'note',
  'task',
  'communication',
  'leg',
  'assessment',
  'decision',
  'assertion',
  'interview',
  'statement',
] as const
export type RecordKindName = (typeof recordKinds)[number]

/** A record as it is named across the vault: a report R-0007, an exhibit 2026-001-E04, a communication 2026-001 C-01, a note 2026-001 N-03. */
const Named = z.strictObject({
  kind: z.enum(recordKinds),
  id: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
})

/** How a record is handled. */
export const Marking = z.strictObject({
  record: Named,
  /** Words that stand on its pages, such as “Confidential: HR only”; null: none. */
  caveat: z.string().nullable(),
  handling: z.array(z.enum(handlings)),
  reason: z.string().nullable(),
  markedAt: Instant,
  markedBy: z.string(),
  seq: z.int(),
})
export type Marking = z.infer<typeof Marking>

/** A claim of privilege on a record, a place in an exhibit, or a span of time. */
export const Privilege = z.strictObject({
  id: z.string(),
  /** PV- and the number of its entry in the ledger. */
  number: z.string(),
  record: Named,
  /** The place in its written form; null: all of the record. */
  at: z.string().nullable(),
  /** SHA-256 of the bytes that the place is in. */
  sha256: z.string().nullable(),
  /** Of a span: since when, and until when; null while it goes on. */
  from: Instant.nullable(),
  to: Instant.nullable(),
  basis: z.enum(privilegeBases),
  reason: z.string(),
  markedAt: Instant,
  markedBy: z.string(),
  withdrawn: z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  seq: z.int(),
})
export type Privilege = z.infer<typeof Privilege>

/** One of the two: everything of a case, or one record. */
const which = {
  case: Ref.optional(),
  record: Ref.optional(),
  asOf: AsOf.optional(),
}
/** A record by its number with the case's where that is not in it, or by its id; of an exhibit also with a place (`2026-001-E04 p. 3`). */
const RecordRef = z.string().trim().min(1).max(1000)

export const handlingProcedures = {
  'privilege.mark': command(
    'record.mark',
    z.strictObject({
      record: RecordRef,
      /** A place in an exhibit; left out: the whole record. */
      at: WrittenPlace.optional(),
      basis: z.enum(privilegeBases),
      reason: Line,
    }),
    z.strictObject({ privilege: z.string(), number: z.string(), record: Named }),
  ),
  /** A claim that does not stand. The words stay in the ledger. */
  'privilege.withdraw': command(
    'privilege.release',
    z.strictObject({ privilege: Ref, reason: Line }),
    z.strictObject({ privilege: z.string(), number: z.string() }),
  ),
  'privilege.list': query('case.read', z.strictObject(which), z.strictObject({ items: z.array(Privilege) }), {
    asOf: true,
  }),
  /** Replaces the marking of a record; neither caveat nor handling: it has none from then on. */
  'marking.set': command(
    'record.mark',
    z.strictObject({
      record: RecordRef,
      caveat: Line.nullable().default(null),
      handling: z.array(z.enum(handlings)).max(handlings.length).default([]),
      reason: Line.optional(),
    }),
    z.strictObject({ record: Named }),
  ),
  'marking.list': query('case.read', z.strictObject(which), z.strictObject({ items: z.array(Marking) }), {
    asOf: true,
  }),
}
