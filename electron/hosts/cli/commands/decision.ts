import type { Input } from '../../../../shared/contract/contract.ts'
import type { Decision } from '../../../../shared/contract/decisions.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { readWords } from '../words.ts'
import { calling } from './calling.ts'
import { open, stoodInWords, type Commands, type Work } from './command.ts'

type Given = Input<'decision.submit'>
const given = ['question', 'choice', 'rationale', 'facts', 'approver', 'without-approval', 'supersedes', 'review-on']
const givenWords =
  'OPTION... --question Q --choice N --rationale FILE|- [--facts REF[,REF]] [--approver M|--without-approval R] [--supersedes DECISION] [--review-on DAY]'

/** The size of the ledger as it was shown to whoever answers. */
export const shown = {
  shown: 'SIZE',
  read: (text: string): number => {
    if (/^\d{1,15}$/.test(text)) return Number(text)
    throw usageError(`--shown is “${text}”; it takes the number that “decision show” ends with.`)
  },
}

export const decisionCommands: Commands = {
  'decision add': {
    takes: `DIR CASE ${givenWords}`,
    says: 'puts a decision forward for another member’s approval',
    options: given,
    run: (work) => putForward(work, (words) => words),
  },
  'decision submit': {
    takes: `DIR CASE DECISION ${givenWords}`,
    says: 'puts a returned decision forward again',
    options: given,
    run: (work) => putForward(work, ([decision, ...options]) => ({ decision, options })),
  },
  'decision list': calling({
    call: 'decision.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists the decisions of a case and how each stands',
    tells: ({ items, stood }) => [
      ...items.map((decision) => `${decision.number}  ${standing(decision)}  ${decision.question}`),
      count(items.length, 'decision'),
      ...stoodInWords(stood),
    ],
  }),
  'decision show': {
    takes: 'DIR CASE DECISION [--as-of INSTANT]',
    says: 'shows one, with the facts it rests on and what changed since',
    options: ['as-of'],
    run: async (work) => {
      const [ref = '', number = ''] = await open(work, 2)
      const { items, size, stood } = await work.call('decision.list', { case: ref, asOf: work.args.option('as-of') })
      const found = items.find(({ id, number: one }) => id === number || one === number.toUpperCase())
      if (!found)
        throw new HoldfastError(
          'NOT_FOUND',
          `Case ${ref} has no decision “${number}”.`,
          'See `holdfast decision list` for the numbers.',
        )
      work.out.answer({ ...found, size }, [
        ...inWords(found),
        ...(found.state === 'waiting' && stood === null ? [`To answer it as shown here: --shown ${size}`] : []),
        ...stoodInWords(stood),
      ])
      return 0
    },
  },
  'decision waiting': calling({
    call: 'decision.waiting',
    says: 'lists what waits for your answer',
    tells: ({ items }) => [
      ...items.map(({ caseNumber, number, question, decider, since }) =>
        [caseNumber, number, question, `put forward by ${decider} ${showInstant(since)}`].join('  '),
      ),
      count(items.length, 'decision'),
    ],
  }),
  'decision approve': calling({
    call: 'decision.approve',
    words: { case: 'CASE', decision: 'DECISION' },
    options: { shown, remark: 'R' },
    says: 'approves it as it was shown; for another member only',
    tells: ({ number, case: ref }) => [`Decision ${number} of case ${ref} is approved.`],
  }),
  'decision return': calling({
    call: 'decision.return',
    words: { case: 'CASE', decision: 'DECISION' },
    options: { shown, reason: 'R' },
    says: 'returns it with a reason',
    tells: ({ number, case: ref }) => [`Decision ${number} of case ${ref} was returned.`],
  }),
  'decision withdraw': calling({
    call: 'decision.withdraw',
    words: { case: 'CASE', decision: 'DECISION' },
    options: { reason: 'R' },
    says: 'takes it back; it stays on record',
    tells: ({ number, case: ref }) => [`Decision ${number} of case ${ref} was withdrawn.`],
  }),
}

async function putForward(
  work: Work,
  read: (words: string[]) => string[] | { decision: string | undefined; options: string[] },
): Promise<number> {
  const { args, call, out } = work
  const [question, chosen, source] = [args.need('question'), args.need('choice'), args.need('rationale')]
  const rationale = await readWords(source)
  const [ref = '', ...words] = await open(work, 3, 22)
  const about = read(words)
  const { decision, options } = Array.isArray(about) ? { decision: undefined, options: about } : about
  const done = await call('decision.submit', {
    case: ref,
    decision,
    question,
    options,
    choice: options[Number(chosen) - 1] ?? chosen,
    rationale,
    facts: factsIn(args.option('facts')),
    approver: args.option('approver'),
    withoutApproval: args.option('without-approval'),
    supersedes: args.option('supersedes'),
    reviewOn: args.option('review-on'),
  })
  out.answer(done, [
    done.state === 'waiting'
      ? `Decision ${done.number} of case ${done.case} waits for another member's approval.`
      : `Decision ${done.number} of case ${done.case} is on record without approval.`,
  ])
  return 0
}

/** What is relied on, by its number; what is no number is a note's title. */
export function factsIn(words: string | undefined): NonNullable<Given['facts']> {
  const refs = (words ?? '').split(',').map((word) => word.trim())
  return refs
    .filter((ref) => ref !== '')
    .map((ref) => {
      if (/^R-\d+$/i.test(ref)) return { kind: 'report', ref }
      if (/^(?:\d{4}-\d+-)?E\d+$/i.test(ref)) return { kind: 'exhibit', ref }
      if (/^(?:\d{4}-\d+-)?T\d+$/i.test(ref)) return { kind: 'task', ref }
      return /^D-\d+$/i.test(ref) ? { kind: 'decision', ref } : { kind: 'note', ref }
    })
}

const standing = ({ state, withoutApproval, answer, supersededBy }: Decision): string => {
  if (state === 'approved') return `approved by ${answer?.by ?? ''}`
  if (state === 'decided') return `without approval (${withoutApproval ?? ''})`
  return state === 'superseded' ? `superseded by ${supersededBy ?? ''}` : state
}

function inWords(decision: Decision): string[] {
  const { number, question, options, choice, rationale, facts, answer, withdrawn, earlier } = decision
  return [
    `${number}  ${question}`,
    `${standing(decision)}; decided by ${decision.decider} ${showInstant(decision.submittedAt)}, revision ${decision.revision}, entry ${decision.seq}`,
    ...options.map((option) => `  ${option === choice ? 'chosen' : 'option'}: ${option}`),
    `rationale: ${rationale.trim()}`,
    ...facts.map(
      ({ kind, label, seq, hash, changed }) =>
        `  relies on ${kind} ${label}, entry ${seq}, SHA-256 ${hash}${changed ? `; since then entry ${changed.seq}: ${changed.summary}` : ''}`,
    ),
    ...(decision.supersedes === null ? [] : [`supersedes ${decision.supersedes}`]),
    ...(decision.reviewOn === null ? [] : [`to be reviewed on ${decision.reviewOn}`]),
    ...[...earlier.map((one) => one.answer), answer].flatMap((one) =>
      one === null
        ? []
        : [
            `${one.kind} by ${one.by} ${showInstant(one.at)}, who had ${count(one.seen.size, 'entry', 'entries')} before them, root ${one.seen.root}${one.reason === null ? '' : `: ${one.reason}`}`,
          ],
    ),
    ...(withdrawn ? [`withdrawn by ${withdrawn.by} ${showInstant(withdrawn.at)}: ${withdrawn.reason}`] : []),
  ]
}
