import { severityLevels, type Severity } from '../../../../../shared/contract/fields.ts'

type Level = Severity['level']

/** Higher is graver; 0 for a report that nobody has graded. */
export const rank = (level: Level | undefined): number => (level ? severityLevels.indexOf(level) + 1 : 0)

const inQueue: Record<Level, number> = { critical: 5, high: 4, moderate: 2, low: 1 }

/** Place in the queue: what nobody has graded may be anything, so it comes before what is known to be moderate. */
export const queueRank = (level: Level | undefined): number => (level ? inQueue[level] : 3)
