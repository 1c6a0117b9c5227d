import { z } from 'zod'
import { command, query, task } from './define.ts'
import { AsOf, Instant, Line, OccurredAtInput, OccurredAtSchema, Ref, Sha256, Text } from './fields.ts'
import { PathText } from './paths.ts'

/** A rich text as tiptap JSON; its nodes and marks are checked against the editor's own schema in the core. */
export const RichText = z.looseObject({ type: z.literal('doc') }).describe('rich text, see format-record.md')
export type RichText = z.infer<typeof RichText>

/** One revision of a note. */
const NoteRevision = z.strictObject({
  id: z.string(),
  /** N-03: the third note begun in its case. */
  number: z.string(),
  title: z.string(),
  /** 1 for the first saved text. */
  revision: z.int(),
  body: RichText,
  happenedAt: OccurredAtSchema.nullable(),
  writtenAt: Instant,
  author: z.string(),
  /** Written down later after it happened than the rule of its time allows. */
  late: z.boolean(),
  seq: z.int(),
})

const Signed = z.strictObject({ at: Instant, by: z.string(), seq: z.int() })

/** A passage that was struck through in a sealed note; it stays legible. */
export const NoteStrike = Signed.extend({
  /** The addition in which it stands; null: the note’s own text. */
  addition: z.int().nullable(),
  /** In UTF-16 code units of the text nodes put together (`textIn`). */
  start: z.int(),
  end: z.int(),
  words: z.string(),
  instead: z.string().nullable(),
  reason: z.string(),
})
export type NoteStrike = z.infer<typeof NoteStrike>

/** What was added to a note after it was sealed. */
export const NoteAddition = NoteRevision.pick({
  body: true,
  happenedAt: true,
  writtenAt: true,
  author: true,
  late: true,
  seq: true,
}).extend({ number: z.int() })
export type NoteAddition = z.infer<typeof NoteAddition>

/** A note in its newest revision, with what came to it once it was sealed. */
export const NoteRow = NoteRevision.extend({
  seal: Signed.extend({ revision: z.int(), sha256: Sha256 }).nullable(),
  /** Who countersigned it; `upTo` is the newest entry about the note that they had before them. */
  witnesses: z.array(Signed.extend({ upTo: z.int() })),
  additions: z.array(NoteAddition),
  strikes: z.array(NoteStrike),
})
export type NoteRow = z.infer<typeof NoteRow>
export type NoteRevision = z.infer<typeof NoteRevision>

/** A stretch of a difference; what moved stands where it was (`moved-out`) and where it is (`moved-in`). */
const Piece = z.strictObject({ kind: z.enum(['same', 'out', 'in', 'moved-out', 'moved-in']), text: z.string() })
export type Piece = z.infer<typeof Piece>

/** When a note is a late entry: more than so many hours after the last moment at which what it tells may have happened. */
export const LateRule = z.strictObject({
  hours: z.int().min(0).max(8784),
  reason: z.string(),
  /** Whether notes written before are judged by it too. */
  earlier: z.boolean(),
  /** null: the rule that holds where none was set. */
  set: Signed.nullable(),
})
export type LateRule = z.infer<typeof LateRule>

/** A note by its id, or by its case and number: 2026-001-N03. */
const OneNote = z.strictObject({ note: Ref })
const Sealed = z.strictObject({ note: z.string(), number: z.string(), revision: z.int(), sha256: Sha256, seq: z.int() })

export const notebookProcedures = {
  /** Saves a revision; nothing saved before is changed. A `base` that is not the newest revision is a CONFLICT. */
  'note.save': command(
    'note.write',
    z.strictObject({
      case: Ref,
      /** Left out for a new note. */
      note: z.string().optional(),
      base: z.int().min(0).default(0),
      title: Line,
      body: RichText,
      happenedAt: OccurredAtInput.nullable().default(null),
    }),
    z.strictObject({ note: z.string(), revision: z.int() }),
  ),
  'note.list': query(
    'case.read',
    z.strictObject({ case: Ref, asOf: AsOf.optional() }),
    z.strictObject({ items: z.array(NoteRow) }),
    { asOf: true },
  ),
  'note.revisions': query(
    'case.read',
    z.strictObject({ note: Ref, asOf: AsOf.optional() }),
    z.strictObject({ items: z.array(NoteRevision) }),
    { asOf: true },
  ),
  'note.show': query(
    'case.read',
    z.strictObject({ note: Ref, asOf: AsOf.optional() }),
    z.strictObject({ case: z.string(), note: NoteRow }),
    { asOf: true },
  ),
  /** Ends a note as its author: its text is changed no more. ALREADY_DONE where it is sealed, NOT_ALLOWED for anybody else. */
  'note.seal': command('note.write', OneNote, Sealed),
  /** Seals every note whose newest revision the member wrote today, by the clock of this computer’s zone. */
  'note.sealToday': command(
    'note.write',
    z.strictObject({ case: Ref.optional() }),
    z.strictObject({ items: z.array(Sealed.extend({ case: z.string(), title: z.string() })) }),
  ),
  /** Countersigns a sealed note as somebody who did not write in it, with all that was added and struck so far. */
  'note.witness': command(
    'note.write',
    OneNote,
    z.strictObject({ note: z.string(), number: z.string(), upTo: z.int() }),
  ),
  /** Adds to a sealed note, with times of its own; nothing of the note changes. */
  'note.add': command(
    'note.write',
    z.strictObject({ note: Ref, body: RichText, happenedAt: OccurredAtInput.nullable().default(null) }),
    z.strictObject({ note: z.string(), addition: z.int() }),
  ),
  /** Strikes a passage of a sealed note through, with a reason and, for a correction, what it should say. */
  'note.strike': command(
    'note.write',
    z.strictObject({
      note: Ref,
      /** The addition in which it stands; left out: the note’s own text. */
      addition: z.int().min(1).optional(),
      /** The passage, to the letter. */
      words: Text.refine((words) => words.trim() !== '', 'must hold words'),
      /** Which of several places that read so, from 1; needed where there are several. */
      place: z.int().min(1).optional(),
      instead: Text.nullable().default(null),
      reason: Line,
    }),
    z.strictObject({ note: z.string(), start: z.int(), end: z.int() }),
  ),
  /** How two revisions differ in their words; left out: the newest against the one before. `body`: `from` against a text that is not saved. */
  'note.diff': query(
    'case.read',
    z.strictObject({
      note: Ref,
      from: z.int().min(1).optional(),
      to: z.int().min(1).optional(),
      body: RichText.optional(),
    }),
    z.strictObject({
      from: z.int(),
      /** null: the text that is not saved. */
      to: z.int().nullable(),
      pieces: z.array(Piece),
      /** Words that came in, went out, and stand elsewhere. */
      words: z.strictObject({ in: z.int(), out: z.int(), moved: z.int() }),
      /** Whether the words are the same and their look or structure is not. */
      look: z.boolean(),
    }),
  ),
  /** Writes a note as pages. One that is sealed is signed with the member’s certificate, carries its text as `note.json`, and that it left is recorded. */
  'note.print': task(
    'packet.build',
    z.strictObject({ note: Ref, out: PathText.optional() }),
    z.strictObject({ file: z.string(), sha256: Sha256, signed: z.boolean() }),
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  /** When a note is a late entry, and why. */
  'note.lateRule': query('vault.open', z.strictObject({}), LateRule),
  'note.setLateRule': command(
    'settings.write',
    LateRule.pick({ hours: true }).extend({ reason: Line, earlier: z.boolean().default(false) }),
    z.strictObject({ hours: z.int() }),
  ),
  /** Drafts are kept encrypted in the vault as they are typed; they are not part of the record. */
  'draft.put': command(
    'vault.open',
    z.strictObject({ key: Line, body: z.json() }),
    z.strictObject({ savedAt: Instant }),
  ),
  'draft.get': query(
    'vault.open',
    z.strictObject({ key: Line }),
    z.strictObject({ body: z.json().nullable(), savedAt: Instant.nullable() }),
  ),
  /** Opens a draft for as long as its form is on the screen. `held`: to write it; else another window does. Nothing is written. */
  'draft.hold': query(
    'vault.open',
    z.strictObject({ key: Line, take: z.boolean().default(false) }),
    z.strictObject({ held: z.boolean() }),
  ),
  'draft.leave': query('vault.open', z.strictObject({ key: Line }), z.strictObject({})),
  /** What was typed in this window is saved: the answer to the signal `locking`, which the lock waits for a second at most. */
  'draft.saved': query('vault.open', z.strictObject({}), z.strictObject({})),
  'draft.drop': command('vault.open', z.strictObject({ key: Line }), z.strictObject({})),
}
