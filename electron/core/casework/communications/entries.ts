import { z } from 'zod'
import { Numbered, OccurredAt } from '../../record/entries/index.ts'

export const communicationEntries = {
  'communication.logged': z.strictObject({
    number: z.string(),
    serial: z.int(),
    channel: z.enum(['call', 'text-message', 'e-mail', 'letter', 'in-person', 'social-media', 'radio', 'notification']),
    direction: z.enum(['incoming', 'outgoing', 'internal', 'between-others']),
    parties: z.array(
      z.strictObject({
        name: z.string(),
        role: z.enum(['from', 'to', 'copied', 'present']),
        address: z.string().optional(),
      }),
    ),
    sentAt: OccurredAt,
    receivedAt: OccurredAt.nullable(),
    content: z.string(),
    quotes: z.array(z.string()),
    outcome: z.string().nullable(),
    /** Id and number of the exhibit that is the message itself. */
    exhibit: Numbered.nullable(),
  }),
  'communication.struck': z.strictObject({
    number: z.string(),
    reason: z.string(),
    /** Number of the one that was written in its place. */
    replacedBy: z.string().nullable(),
  }),
}
