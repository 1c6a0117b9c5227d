import { z } from 'zod'
import { stretch } from '../kernel/show.ts'
import { Instant, severityLevels } from './fields.ts'

/** Why a report stands where it stands in the queue; the first that applies, in this order. */
export const Why = z.discriminatedUnion('kind', [
  /** Immediate danger was reported and nobody has graded it. */
  z.strictObject({ kind: z.literal('danger') }),
  /** A notification is open: the one that is due first. */
  z.strictObject({ kind: z.literal('duty'), tell: z.string(), what: z.string(), due: Instant }),
  /** It was put aside until then. */
  z.strictObject({ kind: z.literal('snoozed'), until: Instant, reason: z.string() }),
  /** Reports of the same place, of the month before it. */
  z.strictObject({ kind: z.literal('same-place'), reports: z.array(z.string()) }),
  /** Of the reports that nobody has graded, the one that waits longest. */
  z.strictObject({ kind: z.literal('oldest') }),
  z.strictObject({ kind: z.literal('ungraded') }),
  z.strictObject({ kind: z.literal('graded'), level: z.enum(severityLevels) }),
])
export type Why = z.infer<typeof Why>

type Kind = Why['kind']
type Says = { [K in Kind]: (why: Extract<Why, { kind: K }>, now: number, clock: (instant: string) => string) => string }

const says: Says = {
  danger: () => 'immediate danger, not graded',
  duty: ({ tell, due }, now) => {
    const left = Date.parse(due) - now
    return left < 0 ? `${stretch(-left)} late: tell ${tell}` : `tell ${tell} within ${stretch(left)}`
  },
  snoozed: ({ until }, now, clock) => `snoozed until ${clock(until)}${Date.parse(until) > now ? '' : ', ended'}`,
  'same-place': ({ reports }) => `same place as ${reports.join(' and ')}`,
  oldest: () => 'oldest not graded',
  ungraded: () => 'not graded',
  graded: ({ level }) => `graded ${level}, nobody left to tell`,
}

/** Why a report stands here, in a few words. `clock` says an instant as the host says it. */
export const whyInWords = <K extends Kind>(
  why: Extract<Why, { kind: K }>,
  now: number,
  clock: (instant: string) => string,
): string => says[why.kind](why, now, clock)
