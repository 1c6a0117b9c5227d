import { z } from 'zod'
import { command, query } from '../define.ts'
import { Instant, Line, Ref, Sha256, Text } from '../fields.ts'
import { WrittenPlace } from '../pinpoint.ts'

const said = {
  /** For the team and its own counsel alone. */
  comment: Text.refine((text) => text.trim() !== '', 'must not be empty').nullable(),
  /** Short words of the case, for the team and its own counsel alone. */
  labels: z.array(Line.max(60, 'must be at most 60 characters')).max(20),
  /** One sentence on why the place matters. */
  why: Line.nullable(),
}

/** A mark at a place in an exhibit. */
export const Mark = z.strictObject({
  id: z.string(),
  /** `2026-001-E04.2`: the second mark of that exhibit. */
  number: z.string(),
  exhibit: z.string(),
  exhibitNumber: z.string(),
  fileName: z.string(),
  /** Of the bytes that it was made in. */
  sha256: Sha256,
  /** The place in its written form; null: the whole exhibit. */
  at: z.string().nullable(),
  ...said,
  madeAt: Instant,
  madeBy: z.string(),
  changedAt: Instant.nullable(),
  changedBy: z.string().nullable(),
  seq: z.int(),
})
export type Mark = z.infer<typeof Mark>

const Made = z.strictObject({ mark: z.string(), number: z.string() })

export const markProcedures = {
  /** Marks a place in an exhibit; with none, the whole of it. It says at least one of comment, labels and why. */
  'mark.make': command(
    'exhibit.write',
    z.strictObject({
      exhibit: Ref,
      at: WrittenPlace.nullable().default(null),
      comment: said.comment.default(null),
      labels: said.labels.default([]),
      why: said.why.default(null),
    }),
    Made,
  ),
  /** Puts a label on several exhibits, as a mark of the whole of each; those that have it already are left as they are. */
  'mark.label': command(
    'exhibit.write',
    z.strictObject({ exhibits: z.array(Ref).min(1).max(10_000), label: said.labels.element }),
    z.strictObject({ marked: z.int(), had: z.int() }),
  ),
  /** Says a mark anew; what it said before stays in the ledger. */
  'mark.change': command('exhibit.write', z.strictObject({ mark: Ref, ...said }), Made),
  /** Takes a mark away; that it was there stays in the ledger. */
  'mark.withdraw': command('exhibit.write', z.strictObject({ mark: Ref, reason: Line }), Made),
  /** The marks of an exhibit, or of all exhibits of a case, by exhibit and place in the order in which they were made. */
  'mark.list': query(
    'exhibit.read',
    z.strictObject({ case: Ref.optional(), exhibit: Ref.optional(), label: Line.optional() }),
    z.strictObject({ items: z.array(Mark), labels: z.array(z.string()) }),
  ),
}
