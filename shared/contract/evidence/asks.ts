import { z } from 'zod'
import { chatAnswers, chatAsks } from './chat.ts'
import { mailAnswers, mailAsks } from './mail.ts'
import { recordingAnswers, recordingAsks } from './recording.ts'
import { placedAnswers, placedAsks } from './shapes.ts'
import { documentAnswers, documentAsks } from './documents.ts'
import { cellsAnswer, cellsAsk } from './sheets.ts'

const from = z.int().min(0)

/** What can be asked of an exhibit that is open, by the view that it has. */
export const EvidenceAsk = z.discriminatedUnion('ask', [
  /** The words of a page with their boxes, in points of the page as displayed. */
  z.strictObject({ ask: z.literal('words'), page: z.int().min(1) }),
  /** Whether another engine reads a page otherwise. */
  z.strictObject({ ask: z.literal('second'), page: z.int().min(1) }),
  /** Lines of a text, from line `from` (0 is the first). */
  z.strictObject({ ask: z.literal('lines'), from, count: z.int().min(1).max(2000) }),
  /** Bytes from `from` on. */
  z.strictObject({ ask: z.literal('bytes'), from, length: z.int().min(1).max(65_536) }),
  /** Runs of printable characters, from byte `from` on. */
  z.strictObject({ ask: z.literal('strings'), from }),
  /** Places where words stand, in any case of letters, from unit `from` of the text on. */
  z.strictObject({ ask: z.literal('find'), words: z.string().min(1).max(500), from }),
  ...mailAsks,
  ...recordingAsks,
  ...chatAsks,
  ...placedAsks,
  cellsAsk,
  ...documentAsks,
])
export type EvidenceAsk = z.infer<typeof EvidenceAsk>

const next = z.int().nullable()
const boxed = { x: z.number(), y: z.number(), width: z.number(), height: z.number() }

export const EvidenceAnswer = z.discriminatedUnion('ask', [
  z.strictObject({
    ask: z.literal('words'),
    /** In the order of the page's text; `space`: the next one stands apart from it, `line`: on another line. */
    words: z.array(z.strictObject({ text: z.string(), ...boxed, after: z.enum(['', 'space', 'line']) })),
  }),
  /** In words what each alone reads; null where they agree. */
  z.strictObject({ ask: z.literal('second'), differs: z.string().nullable() }),
  z.strictObject({
    ask: z.literal('lines'),
    /** A line longer than 20,000 characters is shown cut, and `cut` says how many more it has. */
    lines: z.array(z.strictObject({ text: z.string(), cut: z.int() })),
    /** null while there is more to count. */
    total: z.int().nullable(),
  }),
  z.strictObject({ ask: z.literal('bytes'), hex: z.string() }),
  z.strictObject({
    ask: z.literal('strings'),
    strings: z.array(z.strictObject({ at: z.int(), text: z.string() })),
    next,
  }),
  z.strictObject({
    ask: z.literal('find'),
    hits: z.array(
      z.strictObject({
        at: z.string(),
        around: z.string(),
        boxes: z.array(z.strictObject(boxed)),
        /** Characters of the unit that stands at the place. */
        from: z.int(),
        to: z.int(),
      }),
    ),
    next,
  }),
  ...mailAnswers,
  ...recordingAnswers,
  ...chatAnswers,
  ...placedAnswers,
  cellsAnswer,
  ...documentAnswers,
])
export type EvidenceAnswer = z.infer<typeof EvidenceAnswer>
export type AnswerTo<K extends EvidenceAsk['ask']> = Extract<EvidenceAnswer, { ask: K }>
