import { z } from 'zod'
import { OccurredAt } from '../../record/entries/index.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const richText = z.looseObject({ type: z.literal('doc') }).describe('rich text, see format-record.md')

export const notebookEntries = {
  /** One revision of a note; earlier ones stay. */
  'note.saved': z.strictObject({
    /** 1 for the first text; each revision is the whole note. */
    revision: z.int().min(1),
    title: z.string(),
    body: richText,
    happenedAt: OccurredAt.nullable(),
  }),
  /** Its author ended a note: from here on it changes by additions and by striking alone. */
  'note.sealed': z.strictObject({
    revision: z.int().min(1),
    /** The entry that holds that revision. */
    saved: z.int().min(0),
    sha256: hash.describe('of the canonical JSON of that body, 64 hex digits'),
  }),
  /** A member who did not write in a sealed note countersigned it. */
  'note.witnessed': z.strictObject({
    /** The entry that sealed it. */
    sealed: z.int().min(0),
    sha256: hash.describe('as in that entry'),
    /** The newest entry about the note: additions and strikes up to it were before the witness. */
    upTo: z.int().min(0),
  }),
  /** An addition to a sealed note, with its own times. */
  'note.added': z.strictObject({
    /** Counts the additions of its note, from 1. */
    number: z.int().min(1),
    body: richText,
    happenedAt: OccurredAt.nullable(),
  }),
  /** A passage of a sealed note was struck through; it stays legible. */
  'note.struck': z.strictObject({
    /** The addition in which it stands; null: the note’s own text. */
    addition: z.int().min(1).nullable(),
    /** The passage, in UTF-16 code units of the text nodes put together in their order: from `start` to before `end`. */
    start: z.int().min(0),
    end: z.int().min(1),
    words: z.string().describe('the passage itself'),
    /** What it should say, where it is corrected. */
    instead: z.string().nullable(),
    reason: z.string(),
  }),
  /** A sealed note was written as a signed PDF of its own. */
  'note.printed': z.strictObject({
    /** Name of the file. */
    file: z.string(),
    sha256: hash.describe('of the PDF, 64 hex digits'),
    /** SHA-256 of the certificate that signed it. */
    certificate: z.string(),
  }),
  /** When a note counts as a late entry. */
  'late-entry.set': z.strictObject({
    /** More than so many hours after the last moment at which it may have happened. */
    hours: z.int().min(0),
    reason: z.string(),
    /** Whether notes written before are judged by it too. */
    earlier: z.boolean(),
  }),
}
