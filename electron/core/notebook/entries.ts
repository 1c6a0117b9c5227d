import { z } from 'zod'
import { OccurredAtSchema } from '../../../shared/contract/fields.ts'
import { RichText } from '../../../shared/contract/notebook.ts'

export const notebookEntries = {
  /** One revision of a note; earlier ones stay. */
  'note.saved': z.strictObject({
    revision: z.int().min(1),
    title: z.string(),
    body: RichText,
    happenedAt: OccurredAtSchema.nullable(),
  }),
}
