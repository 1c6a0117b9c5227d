import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { showInstant } from '../../../../shared/kernel/show.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import { spansOf, type Span } from '../../record/handling/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { findWorkingCase } from '../cases/index.ts'
import { actsOf, findInterview, type Act, type Interview } from './queries.ts'

/** An interview at work, with what was written of it. */
export interface AtWork {
  interview: Interview
  acts: Act[]
  about: { subject: string; case: string }
  /** Privileged spans that stand, and the one of them that goes on. */
  spans: Span[]
  span: Span | undefined
}

/** An interview of a case at work. Fails with NOT_FOUND, CASE_CLOSED and as `findStandingCase` does. */
export function interviewAtWork(db: Reader, ref: string): AtWork {
  const interview = findInterview(db, ref)
  const { id } = findWorkingCase(db, interview.caseId)
  const spans = spansOf(db, interview.id).filter(({ withdrawn }) => !withdrawn)
  return {
    interview,
    acts: actsOf(db, interview.id),
    about: { subject: interview.id, case: id },
    spans,
    span: spans.find(({ to }) => to === null),
  }
}

const whatNext: Record<Interview['state'], string> = {
  planned: 'Start it first',
  live: 'It is under way',
  break: 'Resume it first',
  ended: 'It has ended: put a correction beside what was written, or plan another interview',
}

/** Fails with CONFLICT unless the interview is in one of these states. */
export function requireState({ number, state }: Interview, states: readonly Interview['state'][]): void {
  if (states.includes(state)) return
  const says = { planned: 'has not started', live: 'is under way', break: 'is in a break', ended: 'has ended' }[state]
  throw new HoldfastError('CONFLICT', `Interview ${number} ${says}.`, `${whatNext[state]}; nothing was recorded.`)
}

/**
 * When something in an interview happened: now, or as it was said. Fails with INVALID_INPUT for what lies in the future, or
 * before `earliest`.
 */
export function momentOf({ at: now }: Transaction, given: string | undefined, earliest: string | null): string {
  const happenedAt = given ?? now
  const wrong = (why: string): HoldfastError =>
    new HoldfastError(
      'INVALID_INPUT',
      `${showInstant(happenedAt)} ${why}.`,
      'Give the time at which it happened; nothing was recorded.',
    )
  if (Date.parse(happenedAt) > Date.parse(now)) throw wrong('is in the future')
  if (earliest !== null && Date.parse(happenedAt) < Date.parse(earliest))
    throw wrong(`is before ${showInstant(earliest)}, when what comes before it in the interview happened`)
  return happenedAt
}

/** The latest moment that an interview has anything of; a topic is ticked off at any time. */
export const latestOf = ({ interview, acts, spans }: AtWork): string | null =>
  [
    interview.startedAt,
    ...spans.flatMap(({ from, to }) => [from, to]),
    ...acts.map(({ body }) => ('happenedAt' in body && body.type !== 'interview.covered' ? body.happenedAt : null)),
  ]
    .flatMap((one) => one ?? [])
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1) ?? null
