import type { Output } from '../../../../shared/contract/contract.ts'
import { residualLevels } from '../../../../shared/contract/closure.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { calling } from './calling.ts'
import { open, stoodInWords, type Commands, type Work } from './command.ts'
import { factsIn, shown } from './decision.ts'

type Closure = Output<'closure.get'>

export const closureCommands: Commands = {
  'case close-check': calling({
    call: 'closure.get',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'says what must be settled before closing; exit 1 while anything is',
    tells: (closure) => {
      const unsettled = unsettledIn(closure)
      return [
        ...unsettled.map(({ what, open: words }) => `open: ${what}: ${words ?? ''}`),
        unsettled.length === 0
          ? 'Everything is settled; the case can be closed.'
          : `${count(unsettled.length, 'thing')} to settle before closing.`,
        ...concludedInWords(closure),
        ...(closure.request?.state === 'waiting' && closure.stood === null
          ? [`A request to close waits. To answer it as shown here: --shown ${closure.size}`]
          : []),
        ...stoodInWords(closure.stood),
      ]
    },
    status: (closure) => (unsettledIn(closure).length === 0 ? 0 : 1),
  }),
  'case allege': calling({
    call: 'closure.allege',
    words: { case: 'CASE' },
    options: { text: '-|FILE', standard: 'S' },
    says: 'writes down an allegation and its standard of proof',
    tells: ({ number, case: ref }) => [`Allegation ${number} of case ${ref} recorded.`],
  }),
  'case find': calling({
    call: 'closure.find',
    words: { case: 'CASE', allegation: 'ALLEGATION' },
    options: { finding: 'F', basis: '-|FILE', facts: { shown: 'R-0001,E01,…', read: factsIn } },
    says: 'finds on an allegation, with its basis',
    tells: ({ number, case: ref }) => [`Finding on ${number} of case ${ref} recorded.`],
  }),
  'case withdraw-allegation': calling({
    call: 'closure.withdrawAllegation',
    words: { case: 'CASE', allegation: 'ALLEGATION' },
    options: { reason: 'R' },
    says: 'takes an allegation back; it stays on record',
    tells: ({ number, case: ref }) => [`Allegation ${number} of case ${ref} was withdrawn.`],
  }),
  'case conclude': {
    takes: 'DIR CASE [--outcome W] [--actions W] [--residual LEVEL --why W] [--worked W] [--did-not W]',
    says: 'writes down what the case comes to',
    options: ['outcome', 'actions', 'residual', 'why', 'worked', 'did-not'],
    run: async (work) => {
      const { args, call, out } = work
      const level = args.option('residual') === undefined ? undefined : oneOf(work, 'residual', residualLevels)
      const residual = level && { level, text: args.need('why') }
      const [ref = ''] = await open(work, 1)
      const done = await call('closure.conclude', {
        case: ref,
        outcome: args.option('outcome'),
        actionsTaken: args.option('actions'),
        residual,
        worked: args.option('worked'),
        didNot: args.option('did-not'),
      })
      out.answer(done, [`What case ${done.case} comes to was recorded.`])
      return 0
    },
  },
  'monitoring add': calling({
    call: 'monitoring.add',
    words: { case: 'CASE' },
    options: { what: 'W', owner: 'M', due: 'INSTANT', kind: 'monitoring|safeguard|change' },
    also: { kind: 'monitoring' },
    says: 'gives a member something to look after by a day',
    tells: ({ number, case: ref }) => [`Monitoring duty ${number} of case ${ref} set.`],
  }),
  'monitoring answer': {
    takes: 'DIR CASE DUTY --note N [--next INSTANT] [--escalated] [--reopen [--owner M] | --report R]',
    says: 'answers a monitoring duty, in a closed case too',
    options: ['note', 'next', 'report', 'owner'],
    flags: ['escalated', 'reopen'],
    run: async (work) => {
      const { args, call, out } = work
      const note = args.need('note')
      const [reopen, report] = [args.flag('reopen'), args.option('report')]
      const escalated = args.flag('escalated') || reopen || report !== undefined
      const [ref = '', duty = ''] = await open(work, 2)
      const done = await call('monitoring.answer', {
        case: ref,
        duty,
        outcome: escalated ? 'escalated' : 'done',
        note,
        next: args.option('next') ?? null,
        reopen,
        owner: args.option('owner'),
        report,
      })
      out.answer(done, [
        `Monitoring duty ${done.number} of case ${done.case} answered${reopen ? '; the case is open again' : ''}.`,
      ])
      return 0
    },
  },
  'monitoring list': calling({
    call: 'monitoring.due',
    says: 'lists the monitoring duties that are due, those of closed cases too',
    tells: ({ items }) => [
      ...items.map(({ caseNumber, number, what, owner, due, closed }) =>
        [`${caseNumber}${closed ? ' (closed)' : ''}`, number, owner.name, `due ${showInstant(due)}`, what].join('  '),
      ),
      `${count(items.length, 'monitoring duty', 'monitoring duties')} due.`,
    ],
  }),
  'case close': calling({
    call: 'closure.request',
    words: { case: 'CASE' },
    options: { remark: 'R' },
    says: 'asks that a case be closed',
    tells: ({ status, case: ref }) => [
      status === 'closed'
        ? `Case ${ref} is closed, without approval: no other member may approve.`
        : `Closing case ${ref} waits for another member's approval.`,
    ],
  }),
  'case approve-close': calling({
    call: 'closure.approve',
    words: { case: 'CASE' },
    options: { shown, remark: 'R' },
    says: 'closes it as it was shown; for another member only',
    tells: ({ case: ref }) => [`Case ${ref} is closed.`],
  }),
  'case return-close': calling({
    call: 'closure.return',
    words: { case: 'CASE' },
    options: { shown, reason: 'R' },
    says: 'returns the request with a reason',
    tells: ({ case: ref }) => [`The request to close case ${ref} was returned.`],
  }),
  'case withdraw-close': calling({
    call: 'closure.withdraw',
    words: { case: 'CASE' },
    options: { reason: 'R' },
    says: 'takes the request back',
    tells: ({ case: ref }) => [`The request to close case ${ref} was taken back.`],
  }),
  'case reopen': calling({
    call: 'closure.reopen',
    words: { case: 'CASE' },
    options: { owner: 'M', reason: 'R' },
    says: 'opens a closed case again',
    tells: ({ case: ref }) => [`Case ${ref} is open again.`],
  }),
}

function oneOf<T extends string>({ args }: Work, name: string, known: readonly T[]): T {
  const given = args.need(name)
  const found = known.find((one) => one === given)
  if (found !== undefined) return found
  throw usageError(`--${name} is “${given}”; it is one of ${known.join(', ')}.`)
}

const unsettledIn = ({ checks }: Closure): Closure['checks'] => checks.filter((check) => check.open !== null)

const concludedInWords = ({ allegations, outcome, actionsTaken, residual, duties }: Closure): string[] => [
  ...allegations.map(
    ({ number, text, finding, withdrawn }) =>
      `${number}  ${withdrawn ? 'withdrawn' : (finding?.finding ?? 'no finding')}  ${text.trim()}`,
  ),
  ...(outcome ? [`outcome: ${outcome.text.trim()}`] : []),
  ...(actionsTaken ? [`actions taken: ${actionsTaken.text.trim()}`] : []),
  ...(residual ? [`residual risk: ${residual.level}, ${residual.text.trim()}`] : []),
  ...duties.map(
    ({ number, kind, what, owner, due }) =>
      `${number}  ${kind}  ${owner.name}  ${due === null ? 'done with' : `due ${showInstant(due)}`}  ${what}`,
  ),
]
