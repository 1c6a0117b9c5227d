import { z } from 'zod'
import { command, query } from './define.ts'
import { AsOf, Instant, Line, OccurredAtInput, OccurredAtSchema, Place, Ref, Sha256, Stood, Text } from './fields.ts'

/** Whether whoever says it saw or heard it themselves, or has it from somebody else. */
export const knowledgeKinds = ['known', 'hearsay', 'not-said'] as const
/** What a piece of evidence does to an assertion. */
export const bearings = ['supports', 'contradicts', 'open'] as const
/** Records that an assertion can be drawn from, or that bear on it. */
export const sourceKinds = ['exhibit', 'note', 'report', 'decision', 'task'] as const
export const contradictionRules = ['two-places', 'two-accounts', 'order', 'clock'] as const
/** `explained`: both can be so; `stands`: they contradict each other; `open`: looked at, and not settled. */
export const contradictionAnswers = ['explained', 'stands', 'open'] as const

const Words = Text.refine((text) => text.trim() !== '', 'must not be empty')
/** One sentence. */
const Sentence = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(2000, 'must be at most 2,000 characters')
  .refine((text) => text.isWellFormed(), 'holds a broken character (a lone surrogate)')
/** A place in an exhibit ("E04 p. 3"), or a record: a report by its number, a note by its number or title. */
const Cited = z.string().trim().min(1).max(30_000)

/** Somebody who says something: a subject of the vault, or a name alone. */
export const Speaker = z.strictObject({
  subject: z.string().nullable(),
  number: z.string().nullable(),
  name: z.string(),
})

/** What an assertion or a reason rests on, pinned by the newest entry about it when it was cited. */
export const AssertionSource = z.strictObject({
  kind: z.enum(sourceKinds),
  ref: z.string(),
  label: z.string(),
  /** The place in the exhibit, as it is written; null: all of it. */
  at: z.string().nullable(),
  /** SHA-256 of the exhibit's bytes; null for what is no exhibit. */
  sha256: Sha256.nullable(),
  seq: z.int(),
  hash: Sha256,
})
export type AssertionSource = z.infer<typeof AssertionSource>

/** Instants between which something was, from a time as it was said and, where a clock was off, by its check. */
const Bounds = z.strictObject({ earliest: Instant, latest: Instant })

/** When and where an assertion says that something was. */
const About = z.strictObject({
  /** Whom it is about. */
  subject: Speaker.nullable(),
  /** The event that it tells of, by a name that other accounts of the same event have too. */
  event: z.string().nullable(),
  place: Place.nullable(),
  from: OccurredAtSchema.nullable(),
  /** Where it went on: its end. */
  until: OccurredAtSchema.nullable(),
  order: z.strictObject({ relation: z.enum(['before', 'after']), event: z.string() }).nullable(),
  /** Number of the clock by which the time was told, where it was checked. */
  clock: z.string().nullable(),
  /** The times as the checked clock makes them; null: no clock was off. */
  corrected: z.strictObject({ from: Bounds, until: Bounds.nullable() }).nullable(),
})

export const AssertionLink = z.strictObject({
  id: z.string(),
  as: z.enum(bearings),
  evidence: AssertionSource,
  reason: z.string(),
  by: z.string(),
  at: Instant,
  seq: z.int(),
})

export const Assertion = z.strictObject({
  id: z.string(),
  number: z.string(),
  text: z.string(),
  says: Speaker,
  knowledge: z.enum(knowledgeKinds),
  heardFrom: Speaker.nullable(),
  source: AssertionSource,
  about: About,
  /** Numbers of the elements that it bears on. */
  elements: z.array(z.strictObject({ id: z.string(), number: z.string() })),
  /** The sentences that it may be split into; empty: it is one. */
  compound: z.array(z.string()),
  links: z.array(AssertionLink),
  splitFrom: z.string().nullable(),
  madeAt: Instant,
  madeBy: z.string(),
  withdrawn: z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  seq: z.int(),
})
export type Assertion = z.infer<typeof Assertion>

/** An assertion in the matrix, with how many pieces of evidence bear on it. */
const Placed = z.strictObject({
  id: z.string(),
  number: z.string(),
  text: z.string(),
  says: z.string(),
  knowledge: z.enum(knowledgeKinds),
  supports: z.int(),
  contradicts: z.int(),
  open: z.int(),
})

export const MatrixElement = z.strictObject({
  id: z.string(),
  number: z.string(),
  text: z.string(),
  assertions: z.array(Placed),
})

export const DeviceClock = z.strictObject({
  id: z.string(),
  number: z.string(),
  device: z.string(),
  /** Milliseconds by which it is ahead of the time that it was checked against; behind: below zero. */
  offsetMs: z.int(),
  /** Milliseconds that it gains in a day. */
  driftMsPerDay: z.number(),
  uncertaintyMs: z.int(),
  checkedAgainst: z.string(),
  checkedAt: Instant,
  proof: AssertionSource.nullable(),
  /** What the device recorded. */
  exhibits: z.array(z.strictObject({ id: z.string(), number: z.string() })),
  recordedAt: Instant,
  recordedBy: z.string(),
  withdrawn: z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  seq: z.int(),
})
export type DeviceClock = z.infer<typeof DeviceClock>

/** A question that a rule puts: never a verdict. */
export const Contradiction = z.strictObject({
  /** The same as long as the assertions are: `Q-3fa91c02`. */
  key: z.string(),
  rule: z.enum(contradictionRules),
  question: z.string(),
  between: z.array(
    z.strictObject({ id: z.string(), number: z.string(), text: z.string(), says: z.string(), source: AssertionSource }),
  ),
  state: z.enum(['unanswered', ...contradictionAnswers]),
  answer: z
    .strictObject({ reason: z.string(), proof: AssertionSource.nullable(), by: z.string(), at: Instant, seq: z.int() })
    .nullable(),
})
export type Contradiction = z.infer<typeof Contradiction>

/** A hundred years: more is a mistake, and no date could be told by it. */
const mostOffMs = 100 * 366 * 86_400_000

const ofCase = { case: Ref }
const moment = { asOf: AsOf.optional() }
const Numbered = z.strictObject({ id: z.string(), number: z.string() })

export const assertionProcedures = {
  /** Records what somebody says, as one sentence, from a place in the record. Fails with NOT_FOUND and INVALID_INPUT. */
  'assertion.add': command(
    'case.write',
    z.strictObject({
      ...ofCase,
      text: Sentence,
      at: Cited,
      /** A subject by its number, or a name. */
      says: Line,
      knowledge: z.enum(knowledgeKinds).default('not-said'),
      heardFrom: Line.optional(),
      about: Line.optional(),
      event: Line.optional(),
      place: Place.optional(),
      from: OccurredAtInput.optional(),
      until: OccurredAtInput.optional(),
      before: Line.optional(),
      after: Line.optional(),
      clock: Ref.optional(),
      elements: z.array(Ref).max(50).default([]),
    }),
    z.strictObject({ assertion: z.string(), number: z.string(), compound: z.array(z.string()) }),
  ),
  /** Takes an assertion back; it stays on record. */
  'assertion.withdraw': command('case.write', z.strictObject({ assertion: Ref, reason: Words }), Numbered),
  /** Makes several assertions of one; it is withdrawn, and they keep its source and what bears on it. */
  'assertion.split': command(
    'case.write',
    z.strictObject({ assertion: Ref, texts: z.array(Sentence).min(2).max(20) }),
    z.strictObject({ items: z.array(Numbered) }),
  ),
  /** Says which elements it bears on, in place of those before. */
  'assertion.place': command(
    'case.write',
    z.strictObject({ assertion: Ref, elements: z.array(Ref).max(50) }),
    Numbered,
  ),
  'assertion.link': command(
    'case.write',
    z.strictObject({ assertion: Ref, evidence: Cited, as: z.enum(bearings), reason: Words }),
    z.strictObject({ link: z.string(), number: z.string() }),
  ),
  'assertion.unlink': command('case.write', z.strictObject({ assertion: Ref, link: Ref, reason: Words }), Numbered),
  'assertion.list': query(
    'case.read',
    z.strictObject({ ...ofCase, ...moment }),
    z.strictObject({ items: z.array(Assertion), stood: Stood.nullable() }),
    { asOf: true },
  ),
  /** Allegations with their elements, and under each what is asserted; an element without any is what is still to be found out. */
  'assertion.matrix': query(
    'case.read',
    z.strictObject({ ...ofCase, ...moment }),
    z.strictObject({
      allegations: z.array(
        z.strictObject({
          id: z.string(),
          number: z.string(),
          text: z.string(),
          standard: z.string(),
          finding: z.string().nullable(),
          elements: z.array(MatrixElement),
        }),
      ),
      /** Assertions that bear on no element yet. */
      unplaced: z.array(Placed),
      /** Numbers of elements that nothing is asserted of. */
      empty: z.array(z.string()),
      /** Numbers of assertions that no evidence bears on. */
      bare: z.array(z.string()),
      stood: Stood.nullable(),
    }),
    { asOf: true },
  ),
  'element.add': command('case.write', z.strictObject({ ...ofCase, allegation: Ref, text: Sentence }), Numbered),
  'element.withdraw': command('case.write', z.strictObject({ ...ofCase, element: Ref, reason: Words }), Numbered),
  'clock.add': command(
    'case.write',
    z.strictObject({
      ...ofCase,
      device: Line,
      offsetMs: z.int().min(-mostOffMs).max(mostOffMs),
      /** A clock that gains or loses a day in a day stands still or runs at twice the pace. */
      driftMsPerDay: z.number().min(-86_400_000).max(86_400_000).default(0),
      uncertaintyMs: z.int().min(0).max(mostOffMs),
      checkedAgainst: Line,
      /** Now, where it is left out. */
      checkedAt: Instant.optional(),
      proof: Cited.optional(),
      exhibits: z.array(Ref).max(500).default([]),
    }),
    Numbered,
  ),
  'clock.withdraw': command('case.write', z.strictObject({ ...ofCase, clock: Ref, reason: Words }), Numbered),
  'clock.list': query(
    'case.read',
    z.strictObject({ ...ofCase, ...moment }),
    z.strictObject({ items: z.array(DeviceClock), stood: Stood.nullable() }),
    { asOf: true },
  ),
  'contradiction.list': query(
    'case.read',
    z.strictObject({ ...ofCase, ...moment }),
    z.strictObject({ items: z.array(Contradiction), stood: Stood.nullable() }),
    { asOf: true },
  ),
  'contradiction.answer': command(
    'case.write',
    z.strictObject({
      ...ofCase,
      key: Ref,
      as: z.enum(contradictionAnswers),
      reason: Words,
      proof: Cited.optional(),
    }),
    z.strictObject({ key: z.string() }),
  ),
}
