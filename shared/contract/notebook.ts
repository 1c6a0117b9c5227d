import { z } from 'zod'
import { command, query } from './define.ts'
import { AsOf, Instant, Line, OccurredAtInput, OccurredAtSchema, Ref } from './fields.ts'

/** A rich text as tiptap JSON; its nodes and marks are checked against the editor's own schema in the core. */
export const RichText = z.looseObject({ type: z.literal('doc') }).describe('rich text, see format-record.md')
export type RichText = z.infer<typeof RichText>

export const NoteRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** 1 for the first saved text. */
  revision: z.int(),
  body: RichText,
  happenedAt: OccurredAtSchema.nullable(),
  writtenAt: Instant,
  author: z.string(),
  /** Written down more than a day after it happened. */
  late: z.boolean(),
  seq: z.int(),
})
export type NoteRow = z.infer<typeof NoteRow>

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
    z.strictObject({ note: z.string(), asOf: AsOf.optional() }),
    z.strictObject({ items: z.array(NoteRow) }),
    { asOf: true },
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
