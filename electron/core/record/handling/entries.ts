import { z } from 'zod'

const Named = z.strictObject({
  kind: z.string(),
  id: z.string(),
  /** As people write it in the vault; null: it has none. */
  number: z.string().nullable(),
})

export const handlingEntries = {
  /** How a record is handled from then on: the newest of a record stands. */
  'record.marked': z.strictObject({
    record: Named,
    /** Words for its pages; null: none. */
    caveat: z.string().nullable(),
    handling: z.array(z.enum(['sensitive', 'informant', 'minor', 'health', 'address'])),
    reason: z.string().nullable(),
  }),
  /** Privilege was claimed: on a record, on a place in an exhibit (`at`), or on a span of time (`from`, `to`). */
  'privilege.marked': z.strictObject({
    privilege: z.string(),
    record: Named,
    /** The place in its written form (`p. 3`). */
    at: z.string().nullable(),
    /** Of the bytes that the place is in, 64 hex digits. */
    sha256: z.string().nullable(),
    /** Instants; `to` null: the span goes on until `privilege.span-ended`. */
    from: z.string().nullable(),
    to: z.string().nullable(),
    basis: z.enum(['ac', 'wp-fact', 'wp-opinion', 'common-interest', 'other']),
    reason: z.string(),
  }),
  /** A span that went on has ended. */
  'privilege.span-ended': z.strictObject({ privilege: z.string(), record: Named, to: z.string() }),
  /** The claim does not stand. */
  'privilege.withdrawn': z.strictObject({ privilege: z.string(), record: Named, reason: z.string() }),
}
