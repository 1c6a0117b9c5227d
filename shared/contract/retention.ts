import { z } from 'zod'
import { command, query, task } from './define.ts'
import { Instant, Line, Ref, Text } from './fields.ts'

/** A legal hold: while it stands nothing of the case can be destroyed. */
export const Hold = z.strictObject({
  id: z.string(),
  /** Who demands it: a court, a regulator, counsel. */
  authority: z.string(),
  reason: z.string(),
  placedAt: Instant,
  placedBy: z.string(),
  lifted: z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
})
export type Hold = z.infer<typeof Hold>

/** What an order would destroy, or destroyed. */
export const DestructionScope = z.strictObject({
  entries: z.int(),
  reports: z.int(),
  notes: z.int(),
  exhibits: z.int(),
  /** Size of the exhibits, bytes. */
  bytes: z.int(),
  /** Packets that were built: copies that went out are not in our hands. */
  packets: z.int(),
})
export type DestructionScope = z.infer<typeof DestructionScope>

export const destructionStates = ['waiting', 'declined', 'carried-out'] as const
export const DestructionOrder = z.strictObject({
  id: z.string(),
  caseNumber: z.string(),
  /** The rule or the person that demands it: a retention schedule, a statute, a court. */
  authority: z.string(),
  reason: z.string(),
  orderedAt: Instant,
  orderedBy: z.string(),
  /** Whether the member at work gave it: somebody else must approve. */
  own: z.boolean(),
  state: z.enum(destructionStates),
  /** The second member's answer. */
  answer: z.strictObject({ at: Instant, by: z.string(), reason: z.string().nullable() }).nullable(),
  /** What lies under the order now; once carried out: what was destroyed. */
  scope: DestructionScope,
})
export type DestructionOrder = z.infer<typeof DestructionOrder>

const Words = Text.refine((text) => text.trim() !== '', 'must not be empty')

export const retentionProcedures = {
  'retention.get': query(
    'case.read',
    z.strictObject({ case: Ref }),
    z.strictObject({
      holds: z.array(Hold),
      orders: z.array(DestructionOrder),
      scope: DestructionScope,
      /** What a destruction would leave elsewhere or take from others: files that hold several reports. */
      remarks: z.array(z.string()),
    }),
  ),
  'hold.place': command(
    'case.hold',
    z.strictObject({ case: Ref, authority: Line, reason: Words }),
    z.strictObject({ hold: z.string(), case: z.string() }),
  ),
  'hold.lift': command(
    'case.hold',
    z.strictObject({ case: Ref, hold: Ref.optional(), reason: Words }),
    z.strictObject({ hold: z.string(), case: z.string() }),
  ),
  'destruction.list': query('ledger.read', z.strictObject({}), z.strictObject({ items: z.array(DestructionOrder) })),
  'destruction.order': command(
    'record.destroy',
    z.strictObject({ case: Ref, authority: Line, reason: Words }),
    z.strictObject({ order: z.string(), case: z.string() }),
  ),
  'destruction.decline': command(
    'record.destroy',
    z.strictObject({ order: Ref, reason: Words }),
    z.strictObject({ order: z.string(), case: z.string() }),
  ),
  /** Carries an order out. Only a member who did not give it may; there is no way back. */
  'destruction.approve': task(
    'record.destroy',
    z.strictObject({ order: Ref }),
    z.strictObject({ order: z.string(), case: z.string(), destroyed: DestructionScope, remarks: z.array(z.string()) }),
  ),
}
