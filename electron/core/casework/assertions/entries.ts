import { z } from 'zod'
import { Instant, Numbered, OccurredAt, Place, Sha256 } from '../../record/entries/index.ts'

/** A record that is cited, pinned by the entry that was the newest about it; of an exhibit the place in it and its hash. */
const Cited = z.strictObject({
  kind: z.enum(['exhibit', 'note', 'report', 'decision', 'task']),
  ref: z.string(),
  label: z.string(),
  at: z.string().nullable(),
  sha256: Sha256.nullable(),
  seq: z.int(),
  hash: Sha256,
})

/** A subject by its id, or somebody who is none by name. */
const Speaker = z.strictObject({ subject: z.string().nullable(), name: z.string() })

export const assertionEntries = {
  'assertion.made': z.strictObject({
    number: z.string(),
    serial: z.int(),
    /** One sentence. */
    text: z.string(),
    says: Speaker,
    knowledge: z.enum(['known', 'hearsay', 'not-said']),
    heardFrom: Speaker.nullable(),
    source: Cited,
    about: z.strictObject({
      subject: Speaker.nullable(),
      event: z.string().nullable(),
      place: Place.nullable(),
      /** As it was said, or shown by the clock that is named. */
      began: OccurredAt.nullable(),
      ended: OccurredAt.nullable(),
      order: z.strictObject({ relation: z.enum(['before', 'after']), event: z.string() }).nullable(),
      clock: Numbered.nullable(),
    }),
    elements: z.array(Numbered),
    splitFrom: Numbered.nullable(),
  }),
  'assertion.withdrawn': z.strictObject({ number: z.string(), reason: z.string() }),
  'assertion.placed': z.strictObject({
    number: z.string(),
    elements: z.strictObject({ from: z.array(Numbered), to: z.array(Numbered) }),
  }),
  'assertion.linked': z.strictObject({
    number: z.string(),
    link: z.string(),
    evidence: Cited,
    as: z.enum(['supports', 'contradicts', 'open']),
    reason: z.string(),
  }),
  'assertion.unlinked': z.strictObject({ number: z.string(), link: z.string(), reason: z.string() }),
  'element.added': z.strictObject({ number: z.string(), serial: z.int(), allegation: Numbered, text: z.string() }),
  'element.withdrawn': z.strictObject({ number: z.string(), reason: z.string() }),
  'clock.checked': z.strictObject({
    number: z.string(),
    serial: z.int(),
    device: z.string(),
    /** Milliseconds by which it is ahead of what it was checked against; behind: below zero. */
    offsetMs: z.int(),
    /** Milliseconds that it gains in a day. */
    driftMsPerDay: z.number(),
    uncertaintyMs: z.int(),
    checkedAgainst: z.string(),
    checkedAt: Instant,
    proof: Cited.nullable(),
    exhibits: z.array(Numbered),
  }),
  'clock.withdrawn': z.strictObject({ number: z.string(), reason: z.string() }),
  'contradiction.answered': z.strictObject({
    key: z.string(),
    rule: z.enum(['two-places', 'two-accounts', 'order', 'clock']),
    /** What was asked. */
    question: z.string(),
    between: z.array(Numbered),
    answer: z.enum(['explained', 'stands', 'open']),
    reason: z.string(),
    proof: Cited.nullable(),
  }),
}
