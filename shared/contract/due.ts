import { z } from 'zod'
import { command, query } from './define.ts'
import { Instant, Line, MemberNamed, Ref } from './fields.ts'

export const dueKinds = [
  'follow-up',
  'task',
  'duty',
  'approval',
  'monitoring',
  'reassessment',
  'plan',
  'review',
  'custody',
] as const

/** Where something that is due is done: a tab of the case with the item in it, or the report in the queue. */
const DueLink = z.strictObject({
  case: z.string().optional(),
  tab: z.string().optional(),
  item: z.string().optional(),
  report: z.string().optional(),
})
export type DueLink = z.infer<typeof DueLink>

/** Where a notice leads, in the vault of this id; no link: to all that is due. */
export const DuePlace = z.strictObject({ vault: z.string(), link: DueLink.nullable() })
export type DuePlace = z.infer<typeof DuePlace>

/** Something that somebody has to do by a time. */
export const DueItem = z.strictObject({
  kind: z.enum(dueKinds),
  /** Id of the record. */
  ref: z.string(),
  title: z.string(),
  /** null: it waits, and has no time of its own. */
  due: Instant.nullable(),
  /** The day that it is for, where it has one and no hour: it is due on that day, and late when the day is over. */
  day: z.iso.date().nullable(),
  /** Minutes since it was due; null while it is not late. */
  lateBy: z.int().nullable(),
  /** Whose it is; null: whoever may do it. */
  owner: MemberNamed.nullable(),
  caseNumber: z.string().nullable(),
  link: DueLink,
})
export type DueItem = z.infer<typeof DueItem>

/** What of a member's passes to another when they hand over. */
const Held = z.strictObject({ noun: z.string(), ref: z.string(), title: z.string() })

export const dueProcedures = {
  /** What is due, the latest first; of one member (name or id) or of all. */
  'due.list': query(
    'case.read',
    z.strictObject({ member: Line.optional() }),
    z.strictObject({ items: z.array(DueItem), late: z.int() }),
  ),
  /** Whether this copy of the vault says by the system's notices that something fell due. */
  'due.notices': query('vault.open', z.strictObject({}), z.strictObject({ on: z.boolean() })),
  'due.setNotices': command('vault.open', z.strictObject({ on: z.boolean() }), z.strictObject({ on: z.boolean() })),

  /** What a member (left out: the one at work) has, that would pass to another. */
  'work.held': query(
    'case.read',
    z.strictObject({ member: Ref.optional() }),
    z.strictObject({ member: MemberNamed, items: z.array(Held) }),
  ),
  /** Hands over all of it in one act, with a note under the signed head. For another than oneself it takes the right to approve. */
  'work.handOver': command(
    'case.write',
    z.strictObject({ from: Ref.optional(), to: Line, note: Line }),
    z.strictObject({ from: z.string(), to: z.string(), items: z.int() }),
  ),
}
