import { z } from 'zod'
import { OccurredAtSchema } from '../../../../shared/contract/fields.ts'
import { communicationChannels, directions, Party } from '../../../../shared/contract/communications.ts'

export const communicationEntries = {
  'communication.logged': z.strictObject({
    number: z.string(),
    serial: z.int(),
    channel: z.enum(communicationChannels),
    direction: z.enum(directions),
    parties: z.array(Party),
    sentAt: OccurredAtSchema,
    receivedAt: OccurredAtSchema.nullable(),
    content: z.string(),
    quotes: z.array(z.string()),
    outcome: z.string().nullable(),
    /** Id and number of the exhibit that is the message itself. */
    exhibit: z.strictObject({ id: z.string(), number: z.string() }).nullable(),
  }),
  'communication.struck': z.strictObject({
    number: z.string(),
    reason: z.string(),
    /** Number of the one that was written in its place. */
    replacedBy: z.string().nullable(),
  }),
}
