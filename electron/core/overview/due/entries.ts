import { z } from 'zod'
import { MemberNamed } from '../../record/entries/index.ts'

export const dueEntries = {
  /** Everything that a member had passed to another, with what the one says to the other. */
  'work.handed-over': z.strictObject({
    from: MemberNamed,
    to: MemberNamed,
    note: z.string(),
    items: z.array(z.strictObject({ noun: z.string(), ref: z.string() })),
  }),
}
