import { z } from 'zod'
import { OccurredAtSchema } from '../../../../shared/contract/fields.ts'
import { RichText } from '../../../../shared/contract/notebook.ts'

export const notebookEntries = {
  /** One revision of a note; earlier ones stay. */
  'note.saved': z.strictObject({
    /** 1 for the first text; each revision is the whole note. */
    revision: z.int().min(1),
    title: z.string(),
    body: RichText,
    happenedAt: OccurredAtSchema.nullable(),
  }),
}
