import { z } from 'zod'
import { OccurredAt } from '../../record/entries/index.ts'

export const notebookEntries = {
  /** One revision of a note; earlier ones stay. */
  'note.saved': z.strictObject({
    /** 1 for the first text; each revision is the whole note. */
    revision: z.int().min(1),
    title: z.string(),
    body: z.looseObject({ type: z.literal('doc') }).describe('rich text, see format-record.md'),
    happenedAt: OccurredAt.nullable(),
  }),
}
