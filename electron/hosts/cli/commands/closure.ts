import type { Output } from '../../../../shared/contract/contract.ts'
import { dutyKinds, findings, proofStandards, residualLevels } from '../../../../shared/contract/closure.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { readWords } from '../words.ts'
import { open, stoodInWords, type Commands, type Work } from './command.ts'
import { factsIn, shownSize } from './decision.ts'

type Closure = Output<'closure.get'>

export const closureCommands: Commands = {
  'case close-check': {
    takes: 'DIR CASE [--as-of INSTANT]',
    says: 'says what must be settled before closing; exit 1 while anything is',
    options: ['as-of'],
    run: async (work) => {
      const [ref = ''] = await open(work, 1)
      const closure = await work.call('closure.get', { case: ref, asOf: work.args.option('as-of') })
      const unsettled = closure.checks.filter((check) => check.open !== null)
      work.out.answer(closure, [
        ...unsettled.map(({ what, open: words }) => `open: ${what}: ${words ?? ''}`),
        unsettled.length === 0
          ? 'Everything is settled; the case can be closed.'
          : `${count(unsettled.length, 'thing')} to settle before closing.`,
        ...concludedInWords(closure),
        ...(closure.request?.state === 'waiting' && closure.stood === null
          ? [`A request to close waits. To answer it as shown here: --shown ${closure.size}`]
          : []),
        ...stoodInWords(closure.stood),
      ])
      return unsettled.length === 0 ? 0 : 1
    },
  },
  'case allege': {
    takes: 'DIR CASE --text -|FILE --standard S',
    says: 'writes down an allegation and its standard of proof',
    options: ['text', 'standard'],
    run: async (work) => {
      const standard = oneOf(work, 'standard', proofStandards)
      const text = await readWords(work.args.need('text'))
      const [ref = ''] = await open(work, 1)
      const done = await work.call('closure.allege', { case: ref, text, standard })
      work.out.answer(done, [`Allegation ${done.number} of case ${done.case} recorded.`])
      return 0
    },
  },
  'case find': {
    takes: 'DIR CASE ALLEGATION --finding F --basis -|FILE [--facts R-0001,E01,…]',
    says: 'finds on an allegation, with its basis',
    options: ['finding', 'basis', 'facts'],
    run: async (work) => {
      const finding = oneOf(work, 'finding', findings)
      const basis = await readWords(work.args.need('basis'))
      const [ref = '', allegation = ''] = await open(work, 2)
      const facts = factsIn(work.args.option('facts'))
      const done = await work.call('closure.find', { case: ref, allegation, finding, basis, facts })
      work.out.answer(done, [`Finding on ${done.number} of case ${done.case} recorded.`])
      return 0
    },
  },
  'case withdraw-allegation': {
    takes: 'DIR CASE ALLEGATION --reason R',
    says: 'takes an allegation back; it stays on record',
    options: ['reason'],
    run: async (work) => {
      const reason = work.args.need('reason')
      const [ref = '', allegation = ''] = await open(work, 2)
      const done = await work.call('closure.withdrawAllegation', { case: ref, allegation, reason })
      work.out.answer(done, [`Allegation ${done.number} of case ${done.case} was withdrawn.`])
      return 0
    },
  },
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
  'case watch': {
    takes: 'DIR CASE --what W --owner M --due INSTANT [--kind monitoring|safeguard|change]',
    says: 'gives a member something to look after by a day',
    options: ['what', 'owner', 'due', 'kind'],
    run: async (work) => {
      const { args, call, out } = work
      const kind = args.option('kind') === undefined ? 'monitoring' : oneOf(work, 'kind', dutyKinds)
      const [what, owner, due] = [args.need('what'), args.need('owner'), args.need('due')]
      const [ref = ''] = await open(work, 1)
      const done = await call('closure.watch', { case: ref, kind, what, owner, due })
      out.answer(done, [`Duty ${done.number} of case ${done.case} set.`])
      return 0
    },
  },
  'case watched': {
    takes: 'DIR CASE DUTY --note N [--next INSTANT] [--escalated] [--reopen [--owner M] | --report R]',
    says: 'answers a duty, in a closed case too',
    options: ['note', 'next', 'report', 'owner'],
    flags: ['escalated', 'reopen'],
    run: async (work) => {
      const { args, call, out } = work
      const note = args.need('note')
      const [reopen, report] = [args.flag('reopen'), args.option('report')]
      const escalated = args.flag('escalated') || reopen || report !== undefined
      const [ref = '', duty = ''] = await open(work, 2)
      const done = await call('closure.answer', {
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
        `Duty ${done.number} of case ${done.case} answered${reopen ? '; the case is open again' : ''}.`,
      ])
      return 0
    },
  },
  'case duties': {
    takes: 'DIR',
    says: 'lists the duties that are due, those of closed cases too',
    options: [],
    run: async (work) => {
      await open(work, 0)
      const list = await work.call('closure.due', {})
      work.out.answer(list, [
        ...list.items.map(({ caseNumber, number, what, owner, due, closed }) =>
          [`${caseNumber}${closed ? ' (closed)' : ''}`, number, owner.name, `due ${showInstant(due)}`, what].join('  '),
        ),
        `${count(list.items.length, 'duty', 'duties')} due.`,
      ])
      return 0
    },
  },
  'case close': {
    takes: 'DIR CASE [--remark R]',
    says: 'asks that a case be closed',
    options: ['remark'],
    run: async (work) => {
      const [ref = ''] = await open(work, 1)
      const done = await work.call('closure.request', { case: ref, remark: work.args.option('remark') })
      work.out.answer(done, [
        done.status === 'closed'
          ? `Case ${done.case} is closed, without approval: no other member may approve.`
          : `Closing case ${done.case} waits for another member's approval.`,
      ])
      return 0
    },
  },
  'case approve-close': {
    takes: 'DIR CASE --shown SIZE [--remark R]',
    says: 'closes it as it was shown; for another member only',
    options: ['shown', 'remark'],
    run: async (work) => {
      const shown = shownSize(work)
      const [ref = ''] = await open(work, 1)
      const done = await work.call('closure.approve', { case: ref, shown, remark: work.args.option('remark') })
      work.out.answer(done, [`Case ${done.case} is closed.`])
      return 0
    },
  },
  'case return-close': {
    takes: 'DIR CASE --shown SIZE --reason R',
    says: 'returns the request with a reason',
    options: ['shown', 'reason'],
    run: async (work) => {
      const [shown, reason] = [shownSize(work), work.args.need('reason')]
      const [ref = ''] = await open(work, 1)
      const done = await work.call('closure.return', { case: ref, shown, reason })
      work.out.answer(done, [`The request to close case ${done.case} was returned.`])
      return 0
    },
  },
  'case withdraw-close': {
    takes: 'DIR CASE --reason R',
    says: 'takes the request back',
    options: ['reason'],
    run: async (work) => {
      const reason = work.args.need('reason')
      const [ref = ''] = await open(work, 1)
      const done = await work.call('closure.withdraw', { case: ref, reason })
      work.out.answer(done, [`The request to close case ${done.case} was taken back.`])
      return 0
    },
  },
  'case reopen': {
    takes: 'DIR CASE [--owner M] --reason R',
    says: 'opens a closed case again',
    options: ['owner', 'reason'],
    run: async (work) => {
      const [owner, reason] = [work.args.option('owner'), work.args.need('reason')]
      const [ref = ''] = await open(work, 1)
      const done = await work.call('closure.reopen', { case: ref, owner, reason })
      work.out.answer(done, [`Case ${done.case} is open again.`])
      return 0
    },
  },
}

function oneOf<T extends string>({ args }: Work, name: string, known: readonly T[]): T {
  const given = args.need(name)
  const found = known.find((one) => one === given)
  if (found !== undefined) return found
  throw usageError(`--${name} is “${given}”; it is one of ${known.join(', ')}.`)
}

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
