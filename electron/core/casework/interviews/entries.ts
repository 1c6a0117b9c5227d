import { z } from 'zod'
import { Instant, Numbered, Sha256 } from '../../record/entries/index.ts'

const Optional = z.string().nullable()
/** Where something stands in the record of an interview: the interview's number, and when it happened. */
const happened = { number: z.string(), happenedAt: Instant }
const Pinned = z.strictObject({ id: z.string(), number: z.string(), sha256: Sha256 })
const Known = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('own') }),
    z.strictObject({ kind: z.literal('information'), from: z.string() }),
  ])
  .nullable()
const mode = z.enum(['face-to-face', 'telephone', 'video', 'written'])
const warningKind = z.enum(['warning', 'consent'])

export const Plan = z.strictObject({
  template: z.strictObject({ key: z.string(), version: z.int(), title: z.string() }),
  with: z.strictObject({ name: z.string(), subject: Numbered.nullable() }),
  role: z.enum(['witness', 'complainant', 'subject', 'reporter', 'target', 'source', 'other']),
  objectives: z.array(z.string()),
  allegations: z.array(z.string()),
  topics: z.array(
    z.strictObject({ key: z.string(), title: z.string(), about: Optional, questions: z.array(z.string()) }),
  ),
  warnings: z.array(z.strictObject({ key: z.string(), title: z.string(), kind: warningKind, words: z.string() })),
  exhibits: z.array(Numbered),
  others: z.array(z.string()),
  place: Optional,
  mode,
  plannedAt: Instant.nullable(),
  interpreter: z.strictObject({ name: z.string(), language: z.string() }).nullable(),
})
export type Plan = z.output<typeof Plan>

const Paragraph = z.strictObject({
  text: z.string(),
  /** In the witness's language, where an interpreter spoke. */
  original: Optional,
  /** The blocks that it is drawn from. */
  turns: z.array(
    z.strictObject({
      turn: z.int(),
      /** Seconds in the recording, and the number of that exhibit. */
      seconds: z.number().nullable(),
      recording: Optional,
    }),
  ),
  known: Known,
})
const Declaration = z.strictObject({
  key: z.string(),
  version: z.int(),
  title: z.string(),
  source: Optional,
  words: z.string(),
})

export const interviewEntries = {
  'interview.planned': z.strictObject({ number: z.string(), serial: z.int(), caseNumber: z.string(), plan: Plan }),
  /** The plan, whole, as it stands from then on. */
  'interview.replanned': z.strictObject({ number: z.string(), plan: Plan, reason: Optional }),
  /** Those present from the start. */
  'interview.started': z.strictObject({
    ...happened,
    people: z.array(z.strictObject({ name: z.string(), role: Optional })),
  }),
  'interview.attended': z.strictObject({
    ...happened,
    name: z.string(),
    role: Optional,
    act: z.enum(['arrived', 'left']),
  }),
  /** A warning or a consent, with the words that were used and what was answered. */
  'interview.warned': z.strictObject({
    ...happened,
    kind: warningKind,
    title: z.string(),
    words: z.string(),
    answer: Optional,
  }),
  /** A block of the record. */
  'interview.said': z.strictObject({
    ...happened,
    /** Counts the blocks of the interview from 1. */
    turn: z.int(),
    kind: z.enum(['question', 'answer', 'shown', 'remark', 'non-verbal', 'interpreter', 'flag']),
    text: z.string(),
    questionKind: z.enum(['open', 'probe', 'closed', 'leading']).nullable(),
    exhibit: Pinned.nullable(),
    /** The place in the exhibit, in its written form. */
    place: Optional,
    topic: Optional,
    known: Known,
    /** Seconds in the first recording, where somebody said them. */
    second: z.number().nullable(),
  }),
  'interview.covered': z.strictObject({ ...happened, topic: z.string(), covered: z.boolean() }),
  'interview.paused': z.strictObject({ ...happened, reason: Optional }),
  'interview.resumed': z.strictObject(happened),
  'interview.ended': z.strictObject({ ...happened, reason: Optional }),
  /** Another reading of a block, put beside it. */
  'interview.corrected': z.strictObject({ number: z.string(), turn: z.int(), text: z.string(), reason: z.string() }),
  'interview.recorded': z.strictObject({
    number: z.string(),
    recording: z.strictObject({ ...Pinned.shape, fileName: z.string(), mediaType: z.string() }),
    /** Milliseconds from the start of the interview to the first second of the recording. */
    offset: z.int(),
    device: Optional,
  }),
  /** How long a recording is, in seconds, as a reader found it. */
  'interview.measured': z.strictObject({ number: z.string(), recording: Numbered, seconds: z.number() }),
  /** A text of a statement, whole; the greatest revision stands until it is adopted or refused. */
  'statement.drafted': z.strictObject({
    number: z.string(),
    serial: z.int(),
    caseNumber: z.string(),
    interview: Numbered,
    revision: z.int(),
    by: z.string(),
    /** The adopted statement before it. */
    follows: Numbered.nullable(),
    prepared: z.strictObject({ mode, interpreter: Optional, language: Optional }),
    paragraphs: z.array(Paragraph),
    declaration: Declaration,
  }),
  /** It is adopted, and never changes again. `text`, `plan` and `recordings` name by SHA-256 what was adopted. */
  'statement.adopted': z.strictObject({
    ...happened,
    revision: z.int(),
    by: z.string(),
    how: z.enum(['typed', 'paper']),
    text: Sha256,
    plan: Sha256,
    recordings: z.array(Pinned),
    /** The signed pages, scanned. */
    scan: Pinned.nullable(),
    readOver: z.strictObject({ by: z.string(), to: z.string() }).nullable(),
  }),
  'statement.refused': z.strictObject({ ...happened, revision: z.int(), reason: z.string() }),
}
