import { z } from 'zod'
import { command, query, task } from './define.ts'
import { AsOf, Instant, Line, Ref, Sha256, TemplateKey, Text } from './fields.ts'
import { privilegeBases } from './handling.ts'
import { PathText } from './paths.ts'
import { WrittenPlace } from './pinpoint.ts'

/** What somebody who is interviewed is to the case. */
export const intervieweeRoles = ['witness', 'complainant', 'subject', 'reporter', 'target', 'source', 'other'] as const
export const interviewModes = ['face-to-face', 'telephone', 'video', 'written'] as const
export const interviewStates = ['planned', 'live', 'break', 'ended'] as const
export const questionKinds = ['open', 'probe', 'closed', 'leading'] as const
/** A block of the record of an interview; `shown`: an exhibit was shown. */
export const turnKinds = ['question', 'answer', 'shown', 'remark', 'non-verbal', 'interpreter', 'flag'] as const
export const statementStates = ['draft', 'adopted', 'refused'] as const
/** How a statement is signed: typed before the member as witness, or printed, signed and scanned. */
export const adoptions = ['typed', 'paper'] as const

const Said = Text.trim().min(1, 'must not be empty').max(50_000, 'must be at most 50,000 characters')

/** How the one who says it knows it. */
const Basis = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own') }),
  z.strictObject({ kind: z.literal('information'), from: Line }),
])
export type KnownBy = z.infer<typeof Basis>

const Written = {
  /** When it happened, and when it was written down. */
  at: Instant,
  writtenAt: Instant,
  by: z.string(),
  /** Written down more than a day after it happened. */
  late: z.boolean(),
  seq: z.int(),
}

const Topic = z.strictObject({
  key: z.string(),
  title: z.string(),
  about: z.string().nullable(),
  questions: z.array(z.string()),
  covered: z.boolean(),
})
const Warning = z.strictObject({
  key: z.string(),
  title: z.string(),
  kind: z.enum(['warning', 'consent']),
  words: z.string(),
})

export const InterviewRow = z.strictObject({
  id: z.string(),
  /** 2026-001-I01 */
  number: z.string(),
  case: z.string(),
  state: z.enum(interviewStates),
  with: z.strictObject({ name: z.string(), role: z.enum(intervieweeRoles), subject: z.string().nullable() }),
  plannedAt: Instant.nullable(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** Of the blocks. */
  count: z.int(),
  statements: z.array(z.strictObject({ number: z.string(), state: z.enum(statementStates) })),
  seq: z.int(),
})
export type InterviewRow = z.infer<typeof InterviewRow>

export const Turn = z.strictObject({
  /** Counts the blocks of its interview from 1, in the order in which they were written. */
  turn: z.int(),
  kind: z.enum(turnKinds),
  text: z.string(),
  questionKind: z.enum(questionKinds).nullable(),
  exhibit: z.strictObject({ number: z.string(), sha256: Sha256, place: z.string().nullable() }).nullable(),
  topic: z.string().nullable(),
  /** How whoever answers knows it; null: not said. */
  known: Basis.nullable(),
  /** Seconds in `recording`; null: no recording covers it. */
  seconds: z.number().nullable(),
  recording: z.string().nullable(),
  /** What was put beside it later, the newest last. The text stays as it was written. */
  corrections: z.array(z.strictObject({ text: z.string(), reason: z.string(), at: Instant, by: z.string() })),
  ...Written,
})
export type Turn = z.infer<typeof Turn>

export const InterviewDetail = z.strictObject({
  ...InterviewRow.shape,
  plan: z.strictObject({
    template: z.strictObject({ key: z.string(), version: z.int(), title: z.string() }),
    objectives: z.array(z.string()),
    allegations: z.array(z.string()),
    topics: z.array(Topic),
    warnings: z.array(Warning),
    exhibits: z.array(z.string()),
    others: z.array(z.string()),
    place: z.string().nullable(),
    mode: z.enum(interviewModes),
    interpreter: z.strictObject({ name: z.string(), language: z.string() }).nullable(),
    /** SHA-256 of its canonical JSON, as an adoption names it. */
    sha256: Sha256,
  }),
  people: z.array(
    z.strictObject({ name: z.string(), role: z.string().nullable(), from: Instant, to: Instant.nullable() }),
  ),
  warnings: z.array(
    z.strictObject({
      kind: z.enum(['warning', 'consent']),
      title: z.string(),
      words: z.string(),
      answer: z.string().nullable(),
      ...Written,
    }),
  ),
  /** Breaks, and spans with counsel, of which nothing is written, also where the claim was withdrawn; `to` null: it goes on. */
  breaks: z.array(z.strictObject({ from: Instant, to: Instant.nullable(), reason: z.string().nullable() })),
  privileged: z.array(
    z.strictObject({
      claim: z.string(),
      from: Instant,
      to: Instant.nullable(),
      basis: z.enum(privilegeBases),
      reason: z.string(),
      withdrawn: z.boolean(),
    }),
  ),
  turns: z.array(Turn),
  /** How many questions of each kind; `unsaid`: of none that was said. */
  questions: z.record(z.enum([...questionKinds, 'unsaid']), z.int()),
  recordings: z.array(
    z.strictObject({
      exhibit: z.string(),
      fileName: z.string(),
      mediaType: z.string(),
      sha256: Sha256,
      /** Milliseconds from the start of the interview to its first second; below 0: it ran before. */
      offset: z.int(),
      /** Seconds; null: not known. */
      length: z.number().nullable(),
      device: z.string().nullable(),
      seq: z.int(),
    }),
  ),
  /** What a machine made of the recordings: empty until they were transcribed. */
  transcript: z.array(
    z.strictObject({
      from: z.number(),
      to: z.number(),
      text: z.string(),
      confidence: z.number().nullable(),
      noSpeech: z.number().nullable(),
    }),
  ),
})
export type InterviewDetail = z.infer<typeof InterviewDetail>

const Paragraph = z.strictObject({
  text: Said,
  /** In the witness's language, where an interpreter spoke. */
  original: Said.nullable().default(null),
  /** The answers that it is drawn from. */
  turns: z.array(z.int().min(1)).max(200),
  known: Basis.nullable().default(null),
})
export const ShownParagraph = z.strictObject({
  number: z.int(),
  text: z.string(),
  original: z.string().nullable(),
  turns: z.array(z.strictObject({ turn: z.int(), seconds: z.number().nullable(), recording: z.string().nullable() })),
  known: Basis.nullable(),
})

export const Statement = z.strictObject({
  id: z.string(),
  /** 2026-001-ST01 */
  number: z.string(),
  interview: z.string(),
  case: z.string(),
  state: z.enum(statementStates),
  revision: z.int(),
  by: z.string(),
  /** The adopted statement before it, which it corrects or adds to. */
  follows: z.string().nullable(),
  prepared: z.strictObject({
    mode: z.enum(interviewModes),
    interpreter: z.string().nullable(),
    language: z.string().nullable(),
  }),
  paragraphs: z.array(ShownParagraph),
  declaration: z.strictObject({ key: z.string(), title: z.string(), source: z.string().nullable(), words: z.string() }),
  /** SHA-256 of its text, as docs/format-record.md has it. */
  sha256: Sha256,
  adopted: z
    .strictObject({
      by: z.string(),
      how: z.enum(adoptions),
      /** The text, the plan and the recordings that were adopted. */
      sha256: Sha256,
      plan: Sha256,
      recordings: z.array(z.strictObject({ exhibit: z.string(), sha256: Sha256 })),
      scan: z.strictObject({ exhibit: z.string(), sha256: Sha256 }).nullable(),
      readOver: z.strictObject({ by: z.string(), to: z.string() }).nullable(),
      at: Instant,
      writtenAt: Instant,
      /** The member before whom it was signed, or who took the signed page in. */
      witness: z.string(),
      seq: z.int(),
    })
    .nullable(),
  refused: z
    .strictObject({ reason: z.string(), at: Instant, writtenAt: Instant, recordedBy: z.string(), seq: z.int() })
    .nullable(),
  seq: z.int(),
})
export type Statement = z.infer<typeof Statement>

const when = Instant.optional()
const ofOne = { interview: Ref }
const Done = z.strictObject({ interview: z.string(), state: z.enum(interviewStates) })
const OfStatement = z.strictObject({ statement: z.string(), state: z.enum(statementStates), sha256: Sha256 })

/** Parts of a plan. */
const planned = {
  /** Left out: the template's, or as they were. */
  objectives: z.array(Line).max(20).optional(),
  allegations: z.array(Line).max(40).optional(),
  /** Topics beside the template's. */
  topics: z.array(Line).max(40).optional(),
  /** Exhibits to show, in their order. */
  exhibits: z.array(Ref).max(200).optional(),
  others: z.array(Line).max(20).optional(),
  place: Line.optional(),
  plannedAt: Instant.optional(),
  interpreter: z.strictObject({ name: Line, language: Line }).optional(),
}

export const interviewProcedures = {
  'interview.plan': command(
    'case.write',
    z.strictObject({
      case: Ref,
      template: TemplateKey.default('peace'),
      /** A name, or the number of a subject on record. */
      with: Line,
      role: z.enum(intervieweeRoles),
      ...planned,
      mode: z.enum(interviewModes).default('face-to-face'),
    }),
    z.strictObject({ interview: z.string(), id: z.string() }),
  ),
  /** Changes the plan of an interview that did not begin; what is left out stays. Fails with CONFLICT once it began. */
  'interview.change': command(
    'case.write',
    z.strictObject({
      ...ofOne,
      with: Line.optional(),
      role: z.enum(intervieweeRoles).optional(),
      ...planned,
      mode: z.enum(interviewModes).optional(),
      reason: Line.optional(),
    }),
    Done,
  ),
  'interview.list': query(
    'case.read',
    z.strictObject({ case: Ref, asOf: AsOf.optional() }),
    z.strictObject({ items: z.array(InterviewRow) }),
    { asOf: true },
  ),
  'interview.show': query('case.read', z.strictObject({ ...ofOne, asOf: AsOf.optional() }), InterviewDetail, {
    asOf: true,
  }),
  /** The member at work and whom it is with are present from then on. */
  'interview.start': command(
    'case.write',
    z.strictObject({ ...ofOne, at: when, present: z.array(Line).max(20).default([]) }),
    Done,
  ),
  'interview.break': command('case.write', z.strictObject({ ...ofOne, at: when, reason: Line.optional() }), Done),
  'interview.resume': command('case.write', z.strictObject({ ...ofOne, at: when }), Done),
  'interview.end': command('case.write', z.strictObject({ ...ofOne, at: when, reason: Line.optional() }), Done),
  'interview.person': command(
    'case.write',
    z.strictObject({ ...ofOne, name: Line, role: Line.optional(), act: z.enum(['arrived', 'left']), at: when }),
    Done,
  ),
  /** A warning that was given or a consent that was asked for, with the words that were used: the plan's, or others. */
  'interview.warn': command(
    'case.write',
    z.strictObject({
      ...ofOne,
      /** Key of one in the plan. */
      warning: z.string().max(60).optional(),
      kind: z.enum(['warning', 'consent']).optional(),
      title: Line.optional(),
      words: Said.optional(),
      answer: Line.optional(),
      at: when,
    }),
    Done,
  ),
  'interview.say': command(
    'case.write',
    z.strictObject({
      ...ofOne,
      kind: z.enum(turnKinds),
      /** May be left out where an exhibit was shown. */
      text: Said.optional(),
      questionKind: z.enum(questionKinds).optional(),
      exhibit: Ref.optional(),
      place: WrittenPlace.optional(),
      /** Key of a topic; it counts as covered. */
      topic: z.string().max(60).optional(),
      known: Basis.optional(),
      /** Where it is in the first recording, in seconds; left out: worked out from the time. */
      second: z.number().min(0).optional(),
      at: when,
    }),
    z.strictObject({ interview: z.string(), turn: z.int() }),
  ),
  'interview.cover': command(
    'case.write',
    z.strictObject({ ...ofOne, topic: z.string().min(1).max(60), covered: z.boolean().default(true) }),
    Done,
  ),
  /** Puts another reading beside a block. What was written stays. */
  'interview.correct': command(
    'case.write',
    z.strictObject({ ...ofOne, turn: z.int().min(1), text: Said, reason: Line }),
    z.strictObject({ interview: z.string(), turn: z.int() }),
  ),
  /** Begins or ends a span with counsel: nothing is written of what is said in it, and the gap stays visible. */
  'interview.privilege': command(
    'case.write',
    z.strictObject({
      ...ofOne,
      act: z.enum(['from', 'to']),
      basis: z.enum(privilegeBases).default('ac'),
      reason: Line.default('Talk with counsel'),
      at: when,
    }),
    z.strictObject({ interview: z.string(), claim: z.string() }),
  ),
  /** Keeps a recording as an exhibit of the case, or takes one that is kept. */
  'interview.record': task(
    'case.write',
    z.strictObject({
      ...ofOne,
      file: PathText.optional(),
      exhibit: Ref.optional(),
      offset: z.int().min(-86_400_000).max(86_400_000).default(0),
      device: Line.optional(),
    }),
    z.strictObject({ interview: z.string(), recording: z.string(), sha256: Sha256, sameAs: z.array(z.string()) }),
    { paths: { file: 'picked' } },
  ),
  /** Draws a statement from the answers, in the words of whoever gave them. */
  'statement.draft': command(
    'case.write',
    z.strictObject({ ...ofOne, declaration: TemplateKey.default('plain') }),
    OfStatement,
  ),
  /** Another text of a draft; `base` is the revision that was changed. */
  'statement.revise': command(
    'case.write',
    z.strictObject({
      statement: Ref,
      base: z.int().min(1),
      paragraphs: z.array(Paragraph).min(1, 'must hold at least one paragraph').max(2000),
      declaration: TemplateKey.optional(),
    }),
    OfStatement,
  ),
  /** From then on it never changes. `base`: the revision that was signed, else the newest; `file`: its pages, scanned. */
  'statement.adopt': task(
    'case.write',
    z.strictObject({
      statement: Ref,
      by: Line,
      how: z.enum(adoptions),
      base: z.int().min(1).optional(),
      file: PathText.optional(),
      readOver: z.strictObject({ by: Line, to: Line }).optional(),
      at: when,
    }),
    OfStatement,
    { paths: { file: 'picked' } },
  ),
  'statement.refuse': command('case.write', z.strictObject({ statement: Ref, reason: Line, at: when }), OfStatement),
  'statement.list': query(
    'case.read',
    z.strictObject({ case: Ref, asOf: AsOf.optional() }),
    z.strictObject({ items: z.array(Statement) }),
    { asOf: true },
  ),
  'statement.show': query('case.read', z.strictObject({ statement: Ref, asOf: AsOf.optional() }), Statement, {
    asOf: true,
  }),
}
