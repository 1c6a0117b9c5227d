import { z } from 'zod'
import { command, query } from './define.ts'
import { spoken } from '../kernel/show.ts'
import { AsOf, Instant, Line, OccurredAtInput, OccurredAtSchema, Ref, Stood, Text } from './fields.ts'

export const communicationChannels = [
  'call',
  'text-message',
  'e-mail',
  'letter',
  'in-person',
  'social-media',
  'radio',
  'notification',
] as const
/** Seen from the team that keeps the case; `between-others` is what it only learned of. */
export const directions = ['incoming', 'outgoing', 'internal', 'between-others'] as const
export const partyRoles = ['from', 'to', 'copied', 'present'] as const

/** `incoming call`, `text message between others`. */
export const howInWords = ({ direction, channel }: Pick<z.output<typeof Said>, 'direction' | 'channel'>): string =>
  direction === 'between-others' ? `${spoken(channel)} between others` : `${direction} ${spoken(channel)}`

/** Somebody who took part. */
export const Party = z.strictObject({
  name: Line,
  role: z.enum(partyRoles),
  /** Number or handle that was used. */
  address: Line.optional(),
})

const Said = z.strictObject({
  channel: z.enum(communicationChannels),
  direction: z.enum(directions),
  parties: z.array(Party).min(1, 'names nobody who took part').max(100),
  /** When it was sent or began. */
  sentAt: OccurredAtInput,
  /** When it was received, where that is another time. */
  receivedAt: OccurredAtInput.nullable().default(null),
  /** What was said: the words themselves where they are known, else what they came to. */
  content: Text.refine((text) => text.trim() !== '', 'must not be empty'),
  /** Threatening words out of `content`, to the letter. */
  quotes: z.array(Line).max(50).default([]),
  /** What was done about it. */
  outcome: Line.nullable().default(null),
})

export const CommunicationRow = z.strictObject({
  ...Said.shape,
  sentAt: OccurredAtSchema,
  receivedAt: OccurredAtSchema.nullable(),
  id: z.string(),
  /** `C-01`, counted in each case. */
  number: z.string(),
  recordedAt: Instant,
  recordedBy: z.string(),
  /** Written down more than a day after it happened. */
  late: z.boolean(),
  /** Number of the exhibit that is the message itself. */
  exhibit: z.string().nullable(),
  /** Set when it no longer counts: why, and which one was written in its place. */
  struck: z
    .strictObject({ at: Instant, by: z.string(), reason: z.string(), replacedBy: z.string().nullable() })
    .nullable(),
  seq: z.int(),
})
export type CommunicationRow = z.infer<typeof CommunicationRow>

const Logged = z.strictObject({ communication: z.string(), id: z.string() })

export const communicationProcedures = {
  /** Who spoke with whom about a case, in the order in which they did. What was struck stays, marked as such. */
  'communication.list': query(
    'case.read',
    z.strictObject({ case: Ref, asOf: AsOf.optional() }),
    z.strictObject({ items: z.array(CommunicationRow), stood: Stood.nullable() }),
    { asOf: true },
  ),
  'communication.log': command(
    'case.write',
    Said.extend({
      case: Ref,
      /** The exhibit of this case that is the message itself. */
      exhibit: Ref.optional(),
      /** One that this is written in place of: it is struck in the same act, for the reason. */
      corrects: z.strictObject({ communication: Ref, reason: Line }).optional(),
    }),
    Logged,
  ),
  /** Strikes one through with a reason. It stays readable. */
  'communication.strike': command(
    'case.write',
    z.strictObject({ case: Ref, communication: Ref, reason: Line }),
    Logged,
  ),
}
