import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { showInstant } from '../../../../shared/kernel/show.ts'
import { beginSpan, endSpan, type Spanned } from '../../record/handling/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { findExhibit } from '../exhibits/index.ts'
import { interviewAtWork, latestOf, momentOf, requireState, type AtWork } from './moment.ts'
import { findInterview, type Interview } from './queries.ts'
import { ofType } from './acts.ts'
import { interviewsView } from './view.ts'

type Done = Output<'interview.start'>

/** Does something in an interview of a case at work, in one transaction. */
const within = (
  { ledger }: Pick<Workspace, 'ledger'>,
  ref: string,
  work: (at: AtWork, transaction: Transaction) => void,
): Done =>
  ledger.transact((transaction) => {
    work(interviewAtWork(transaction.db, ref), transaction)
    const { number, state } = findInterview(transaction.db, ref)
    return { interview: number, state }
  })

/** Nothing is written of what is said with counsel, then or later. Fails with CONFLICT. */
function requireNoSpan({ interview: { number }, span, spans }: AtWork, happenedAt?: string): void {
  if (span)
    throw new HoldfastError(
      'CONFLICT',
      `Interview ${number} is in a privileged span (${span.claim}), of which nothing is written.`,
      'End the span first; nothing was recorded.',
    )
  const at = Date.parse(happenedAt ?? '')
  const within = spans.find(({ from, to }) => Date.parse(from) < at && at < Date.parse(to ?? ''))
  if (happenedAt === undefined || !within) return
  throw new HoldfastError(
    'CONFLICT',
    `${showInstant(happenedAt)} is in a privileged span of interview ${number} (${within.claim}), of which nothing is written.`,
    'Give the time at which it was said; nothing was recorded.',
  )
}

/** Begins an interview: the member at work, whom it is with, and the others named are present. Fails with CONFLICT once it began. */
export const startInterview = (
  workspace: Workspace,
  { interview: ref, at, present }: Checked<'interview.start'>,
): Done =>
  within(workspace, ref, ({ interview, about }, transaction) => {
    requireState(interview, ['planned'])
    const { plan, number } = interview
    const people: { name: string; role: string | null }[] = [
      { name: workspace.member.name, role: 'interviewer' },
      { name: plan.with.name, role: plan.role },
      ...(plan.interpreter ? [{ name: plan.interpreter.name, role: 'interpreter' }] : []),
    ]
    const others = new Set(present.filter((name) => !people.some((one) => one.name === name)))
    const happenedAt = momentOf(transaction, at, null)
    transaction.append(interviewsView, 'interview.started', about, {
      number,
      happenedAt,
      people: [...people, ...[...others].map((name) => ({ name, role: null }))],
    })
  })

export const pauseInterview = (
  workspace: Workspace,
  { interview: ref, at, reason }: Checked<'interview.break'>,
): Done =>
  within(workspace, ref, (one, transaction) => {
    requireState(one.interview, ['live'])
    requireNoSpan(one)
    const happenedAt = momentOf(transaction, at, latestOf(one))
    const { number } = one.interview
    transaction.append(interviewsView, 'interview.paused', one.about, { number, happenedAt, reason: reason ?? null })
  })

export const resumeInterview = (workspace: Workspace, { interview: ref, at }: Checked<'interview.resume'>): Done =>
  within(workspace, ref, (one, transaction) => {
    requireState(one.interview, ['break'])
    const happenedAt = momentOf(transaction, at, latestOf(one))
    transaction.append(interviewsView, 'interview.resumed', one.about, { number: one.interview.number, happenedAt })
  })

/** Ends an interview, and a privileged span or a break that goes on with it. */
export const endInterview = (workspace: Workspace, { interview: ref, at, reason }: Checked<'interview.end'>): Done =>
  within(workspace, ref, (one, transaction) => {
    requireState(one.interview, ['live', 'break'])
    const happenedAt = momentOf(transaction, at, latestOf(one))
    const { number } = one.interview
    if (one.span) endSpan(transaction, spanned(one.interview), one.span.id, happenedAt)
    transaction.append(interviewsView, 'interview.ended', one.about, { number, happenedAt, reason: reason ?? null })
  })

/** Says who came or left. Fails with CONFLICT for somebody who is there already, or is not. */
export const attend = (
  workspace: Workspace,
  { interview: ref, name, role, act, at }: Checked<'interview.person'>,
): Done =>
  within(workspace, ref, (one, transaction) => {
    requireState(one.interview, ['live', 'break'])
    const { number, startedAt } = one.interview
    const { there, since } = lastMove(one, name)
    if (there === (act === 'arrived'))
      throw new HoldfastError(
        'CONFLICT',
        `${name} is ${act === 'arrived' ? 'present already' : 'not present'} in interview ${number}.`,
        'See who is present; nothing was recorded.',
      )
    const happenedAt = momentOf(transaction, at, since ?? startedAt)
    transaction.append(interviewsView, 'interview.attended', one.about, {
      number,
      happenedAt,
      name,
      role: role ?? null,
      act,
    })
  })

/** Whether somebody is present, and since when. */
function lastMove({ acts }: AtWork, name: string): { there: boolean; since: string | null } {
  const moves = acts.flatMap(({ body }) => {
    if (body.type === 'interview.started')
      return body.people.some((one) => one.name === name) ? [{ there: true, since: body.happenedAt }] : []
    if (body.type !== 'interview.attended' || body.name !== name) return []
    return [{ there: body.act === 'arrived', since: body.happenedAt }]
  })
  return moves.at(-1) ?? { there: false, since: null }
}

/** Records a warning or a consent with the words that were used: the plan's, or others. Fails with NOT_FOUND and INVALID_INPUT. */
export const warn = (workspace: Workspace, input: Checked<'interview.warn'>): Done =>
  within(workspace, input.interview, (one, transaction) => {
    requireState(one.interview, ['live', 'break'])
    const { number, startedAt, plan } = one.interview
    const planned = plan.warnings.find(({ key }) => key === input.warning)
    if (input.warning !== undefined && !planned)
      throw new HoldfastError(
        'NOT_FOUND',
        `The plan of interview ${number} has no warning “${input.warning}”.`,
        `It has ${plan.warnings.map(({ key }) => key).join(', ') || 'none'}; nothing was recorded.`,
      )
    const words = input.words ?? planned?.words
    if (words === undefined)
      throw new HoldfastError(
        'INVALID_INPUT',
        'A warning is recorded with the words that were used.',
        'Give the words, or name a warning of the plan; nothing was recorded.',
      )
    const kind = input.kind ?? planned?.kind ?? 'warning'
    const happenedAt = momentOf(transaction, input.at, startedAt)
    requireNoSpan(one, happenedAt)
    const title = input.title ?? planned?.title ?? (kind === 'consent' ? 'Consent' : 'Warning')
    const answer = input.answer ?? null
    transaction.append(interviewsView, 'interview.warned', one.about, {
      number,
      happenedAt,
      kind,
      title,
      words,
      answer,
    })
  })

/** Ticks a topic of the plan off, or opens it again. Fails with NOT_FOUND. */
export const coverTopic = (
  workspace: Workspace,
  { interview: ref, topic, covered }: Checked<'interview.cover'>,
): Done =>
  within(workspace, ref, (one, transaction) => {
    requireState(one.interview, ['live', 'break'])
    requireTopic(one.interview, topic)
    const { number } = one.interview
    const happenedAt = momentOf(transaction, undefined, null)
    transaction.append(interviewsView, 'interview.covered', one.about, { number, happenedAt, topic, covered })
  })

function requireTopic({ number, plan }: Interview, topic: string): void {
  if (plan.topics.some(({ key }) => key === topic)) return
  throw new HoldfastError(
    'NOT_FOUND',
    `The plan of interview ${number} has no topic “${topic}”.`,
    `It has ${plan.topics.map(({ key }) => key).join(', ') || 'none'}; nothing was recorded.`,
  )
}

/** Writes a block of the record. Fails with CONFLICT unless the interview is under way, and with INVALID_INPUT and NOT_FOUND. */
export function say(workspace: Workspace, input: Checked<'interview.say'>): Output<'interview.say'> {
  let turn = 0
  const { kind, questionKind = null, known = null, topic = null, place = null, second = null } = input
  const { interview } = within(workspace, input.interview, (one, transaction) => {
    requireState(one.interview, ['live'])
    const { number, startedAt } = one.interview
    const happenedAt = momentOf(transaction, input.at, startedAt)
    requireNoSpan(one, happenedAt)
    const exhibit =
      input.exhibit === undefined ? null : findExhibit(transaction.db, input.exhibit, caseOf(one.interview))
    const wrong = wrongWith(input)
    if (wrong !== undefined) throw new HoldfastError('INVALID_INPUT', wrong, 'Correct it; nothing was recorded.')
    if (topic !== null) requireTopic(one.interview, topic)
    turn = ofType(one.acts, 'interview.said').length + 1
    transaction.append(interviewsView, 'interview.said', one.about, {
      number,
      turn,
      kind,
      text: input.text ?? '',
      questionKind,
      exhibit: exhibit && { id: exhibit.id, number: exhibit.number, sha256: exhibit.sha256 },
      place,
      topic,
      known,
      second,
      happenedAt,
    })
  })
  return { interview, turn }
}

const caseOf = ({ caseId, caseNumber }: Interview): { id: string; number: string } => ({
  id: caseId,
  number: caseNumber,
})

function wrongWith({ kind, text, questionKind, exhibit, place, known }: Checked<'interview.say'>): string | undefined {
  if (kind !== 'shown' && text === undefined) return 'There are no words to write down.'
  if (kind === 'shown' && exhibit === undefined) return 'Which exhibit was shown is not said.'
  if (kind !== 'shown' && (exhibit !== undefined || place !== undefined))
    return 'An exhibit and a place in it are those of what was shown.'
  if (kind !== 'question' && questionKind !== undefined) return 'Only a question is open, probe, closed or leading.'
  if (kind !== 'answer' && known !== undefined)
    return 'Only an answer is known by somebody’s own knowledge or from others.'
  return undefined
}

/** Puts another reading beside a block; the block stays as it was written. Fails with NOT_FOUND. */
export function correctTurn(
  { ledger }: Workspace,
  { interview: ref, turn, text, reason }: Checked<'interview.correct'>,
): Output<'interview.correct'> {
  return ledger.transact(({ db, append }) => {
    const { interview, acts, about } = interviewAtWork(db, ref)
    const { number } = interview
    if (!ofType(acts, 'interview.said').some(({ body }) => body.turn === turn))
      throw new HoldfastError(
        'NOT_FOUND',
        `Interview ${number} has no block ${turn}.`,
        'See `holdfast interview show` for the numbers of its blocks.',
      )
    append(interviewsView, 'interview.corrected', about, { number, turn, text, reason })
    return { interview: number, turn }
  })
}

const spanned = ({ id, number, caseId }: Interview): Spanned => ({ kind: 'interview', id, number, caseId })

/** Begins or ends a privileged span. Fails with CONFLICT where there is one already, or none. */
export function markSpan(
  { ledger, ports }: Workspace,
  { interview: ref, act, basis, reason, at }: Checked<'interview.privilege'>,
): Output<'interview.privilege'> {
  return ledger.transact((transaction) => {
    const one = interviewAtWork(transaction.db, ref)
    const { interview, span } = one
    requireState(interview, ['live', 'break'])
    const happenedAt = momentOf(transaction, at, latestOf(one))
    if (act === 'from') {
      requireNoSpan(one)
      const claim = beginSpan(ports, transaction, spanned(interview), { from: happenedAt, basis, reason })
      return { interview: interview.number, claim }
    }
    if (!span)
      throw new HoldfastError(
        'CONFLICT',
        `Interview ${interview.number} is in no privileged span.`,
        'Begin one first; nothing was recorded.',
      )
    endSpan(transaction, spanned(interview), span.id, happenedAt)
    return { interview: interview.number, claim: span.claim }
  })
}
