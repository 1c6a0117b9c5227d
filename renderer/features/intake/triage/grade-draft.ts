import { levelOf, type NotificationRule } from '../../../../shared/contract/triage-template.ts'
import type { Citation, factorAnswers } from '../../../../shared/contract/triage.ts'
import type { Input, Output } from '../../../../shared/contract/contract.ts'
import type { Level } from '../../../ui/words.ts'
import { words } from '../catalogue.ts'

export type Grading = Output<'report.grading'>
export type Factor = Grading['method']['body']['factors'][number]
export type Answer = (typeof factorAnswers)[number]

export interface Given {
  answer: Answer
  cites: Citation[]
  note: string
}

/** A grade while it is being thought about. */
export interface GradeDraft {
  given: Record<string, Given>
  /** Another level than the rules give; null: theirs. */
  level: Level | null
  reason: string
}

export const unanswered: Given = { answer: 'unknown', cites: [], note: '' }

/** What cites something was observed; the same is not cited twice. */
export const citing = (given: Given, cite: Citation): Given => ({
  ...given,
  answer: 'observed',
  cites: [...given.cites.filter((other) => JSON.stringify(other) !== JSON.stringify(cite)), cite],
})

/** What was said of the factors the last time, to go on from. */
export function draftOf({ last, method }: Grading): GradeDraft {
  const known = new Set(method.body.factors.map(({ id }) => id))
  return {
    given: Object.fromEntries(
      (last?.answers ?? [])
        .filter(({ factor }) => known.has(factor))
        .map(({ factor, answer, cites, note }) => [factor, { answer, cites, note: note ?? '' }]),
    ),
    level: last?.reason ? last.level : null,
    reason: last?.reason ?? '',
  }
}

export interface Judged {
  rule: { level: Level; says: string }
  level: Level
  departs: boolean
  /** Observed factors that cite nothing yet. */
  uncited: Factor[]
  observed: number
  /** Notifications that this grade would make, and open ones that it would end. */
  makes: NotificationRule[]
  ends: number
}

const rank: Record<Level, number> = { low: 0, moderate: 1, high: 2, critical: 3 }

/** What a draft comes to, before anything is recorded: the level by the rules, and the notifications it makes and ends. */
export function judge({ method: { body }, duties }: Grading, severity: Level | null, draft: GradeDraft): Judged {
  const isObserved = ({ id }: Factor): boolean => draft.given[id]?.answer === 'observed'
  const observed = body.factors.filter(isObserved)
  const rule = levelOf(body, new Set(observed.map(({ id }) => id)))
  const level = draft.level ?? rule.level
  const lowered = severity !== null && rank[level] < rank[severity]
  const standing = duties.filter(({ state }) => state === 'acknowledged' || (state === 'open' && !lowered))
  return {
    rule,
    level,
    departs: level !== rule.level,
    uncited: observed.filter(({ id }) => draft.given[id]?.cites.length === 0),
    observed: observed.length,
    makes: body.duties[level].filter(
      ({ tell, what }) => !standing.some((one) => one.tell === tell && one.what === what),
    ),
    ends: lowered ? duties.filter(({ state }) => state === 'open').length : 0,
  }
}

/** The call that records a draft. */
export const gradeInput = (
  report: string,
  { method: { version, body } }: Grading,
  draft: GradeDraft,
  { level, departs }: Judged,
): Input<'report.triage'> => ({
  report,
  version,
  answers: body.factors.flatMap(({ id }) => {
    const given = draft.given[id]
    if (!given) return []
    const note = given.note.trim()
    return [{ factor: id, answer: given.answer, cites: given.cites, ...(note === '' ? {} : { note }) }]
  }),
  ...(departs ? { departs: { level, reason: draft.reason } } : {}),
})

/** `tell an approver within 10 min`. */
export const tellInWords = (tell: string): string =>
  ({ approver: words.anApprover, owner: words.theOwner })[tell] ??
  (/^[aeio]/.test(tell) ? words.anTell(tell) : words.aTell(tell))

export const citeInWords = (cite: Citation): string => {
  if (cite.kind === 'quote') return `“${cite.quote}”${cite.field === undefined ? '' : ` (${cite.field})`}`
  return cite.kind === 'record' ? cite.record : words.toldBy2(cite.by)
}
