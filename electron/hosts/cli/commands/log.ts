import { howInWords } from '../../../../shared/contract/communications.ts'
import { resolve } from 'node:path'
import type { Input } from '../../../../shared/contract/contract.ts'
import type { ProposedLeg } from '../../../../shared/contract/travel.ts'
import { count, showOccurred } from '../../../../shared/kernel/show.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import { placeInWords, readJson, writeNew } from '../words.ts'
import { firstLine, open, stoodInWords, type Commands } from './command.ts'

const timed = (name: string, when: OccurredAt | null): string[] =>
  when === null ? [] : [`${name} ${showOccurred(when)}`]

const proposalInWords = (leg: ProposedLeg, at: number): string[] => [
  `${at + 1}  ${leg.says}`,
  [
    `    ${leg.mode}`,
    `${leg.from ?? '?'} to ${leg.to ?? '?'}`,
    leg.departure === null ? 'when is not said' : `planned ${showOccurred(leg.departure)}`,
    ...timed('to', leg.arrival),
    ...(leg.reference === null ? [] : [leg.reference]),
  ].join('  '),
  ...leg.doubts.map((doubt) => `    ? ${doubt}`),
]

export const logCommands: Commands = {
  'communication log': {
    takes: 'DIR CASE --file COMMUNICATION.json|-',
    says: 'writes down a call, message, letter or talk',
    options: ['file'],
    run: async (work) => {
      const said = (await readJson(work.args.need('file'))) as Omit<Input<'communication.log'>, 'case'>
      const [ref = ''] = await open(work, 1)
      const logged = await work.call('communication.log', { ...said, case: ref })
      work.out.answer(logged, [`Communication ${logged.communication} logged.`])
      return 0
    },
  },
  'communication list': {
    takes: 'DIR CASE [--as-of INSTANT]',
    says: 'lists them in the order in which they took place',
    options: ['as-of'],
    run: async (work) => {
      const [ref = ''] = await open(work, 1)
      const list = await work.call('communication.list', { case: ref, asOf: work.args.option('as-of') })
      work.out.answer(list, [
        ...list.items.map(({ number, sentAt, direction, channel, parties, content, struck }) =>
          [
            number,
            showOccurred(sentAt),
            howInWords({ direction, channel }),
            parties.map(({ name }) => name).join(', '),
            struck ? `struck: ${struck.reason}` : firstLine(content),
          ].join('  '),
        ),
        count(list.items.length, 'communication'),
        ...stoodInWords(list.stood),
      ])
      return 0
    },
  },
  'communication strike': {
    takes: 'DIR CASE COMMUNICATION --reason R',
    says: 'strikes one; it stays readable',
    options: ['reason'],
    run: async (work) => {
      const reason = work.args.need('reason')
      const [ref = '', communication = ''] = await open(work, 2)
      const struck = await work.call('communication.strike', { case: ref, communication, reason })
      work.out.answer(struck, [`Communication ${struck.communication} struck; it stays readable.`])
      return 0
    },
  },
  'travel propose': {
    takes: 'DIR FILE.ics [--principal N] [--out LEGS.json]',
    says: 'says which legs a calendar file proposes, for checking',
    options: ['principal', 'out'],
    run: async (work) => {
      const target = work.args.option('out')
      const principal = work.args.option('principal') ?? null
      const [file = ''] = await open(work, 1)
      const proposed = await work.call('import.legs', { file: resolve(file) })
      const legs = proposed.legs.map(({ says: _says, doubts: _doubts, from, to, ...leg }) => ({
        principal,
        ...leg,
        from: from === null ? null : { name: from },
        to: to === null ? null : { name: to },
      }))
      if (target !== undefined) await writeNew(resolve(target), `${JSON.stringify(legs, null, 2)}\n`)
      work.out.answer(proposed, [
        ...proposed.problems.map((problem) => `! ${problem}`),
        ...proposed.legs.flatMap(proposalInWords),
        `${count(legs.length, 'leg')} proposed by ${proposed.name}; nothing was recorded.`,
        ...(target === undefined
          ? []
          : [`Written to ${resolve(target)}. Check and complete it, then \`holdfast travel plan\` takes it.`]),
      ])
      return 0
    },
  },
  'travel plan': {
    takes: 'DIR CASE --file LEGS.json|-',
    says: 'plans the legs of a journey',
    options: ['file'],
    run: async (work) => {
      const legs = (await readJson(work.args.need('file'))) as Input<'travel.plan'>['legs']
      const [ref = ''] = await open(work, 1)
      const planned = await work.call('travel.plan', { case: ref, legs })
      work.out.answer(planned, [`Planned: ${planned.legs.map(({ leg }) => leg).join(', ')}.`])
      return 0
    },
  },
  'travel list': {
    takes: 'DIR CASE [--as-of INSTANT]',
    says: 'lists legs, how they went, deviations and advisories',
    options: ['as-of'],
    run: async (work) => {
      const [ref = ''] = await open(work, 1)
      const journey = await work.call('travel.list', { case: ref, asOf: work.args.option('as-of') })
      work.out.answer(journey, [
        ...journey.legs.flatMap((leg) => [
          [
            leg.number,
            leg.principal,
            `${placeInWords(leg.from)} to ${placeInWords(leg.to)}`,
            `planned ${showOccurred(leg.departure)}`,
            ...timed('departed', leg.departed),
            ...timed('arrived', leg.arrived),
            ...(leg.cancelled === null ? [] : [`cancelled: ${leg.cancelled}`]),
          ].join('  '),
          ...leg.deviations.map(
            ({ kind, what, settled }) => `    ${kind}: ${what}${settled ? ` (settled: ${settled.how})` : ' (open)'}`,
          ),
        ]),
        ...journey.advisories.map(({ title, source, legs }) => `${title} (${source}) ${legs.join(', ')}`.trimEnd()),
        `${count(journey.legs.length, 'leg')}, ${count(journey.advisories.length, 'advisory', 'advisories')}`,
        ...stoodInWords(journey.stood),
      ])
      return 0
    },
  },
  'travel report': {
    takes: 'DIR CASE LEG --file TIMES.json|-',
    says: 'says when a leg was really begun or ended',
    options: ['file'],
    run: async (work) => {
      const times = (await readJson(work.args.need('file'))) as Pick<Input<'travel.report'>, 'departed' | 'arrived'>
      const [ref = '', leg = ''] = await open(work, 2)
      const reported = await work.call('travel.report', { ...times, case: ref, leg })
      work.out.answer(reported, [`${reported.leg} reported.`])
      return 0
    },
  },
  'travel deviate': {
    takes: 'DIR CASE LEG --file DEVIATION.json|-',
    says: 'notes a deviation',
    options: ['file'],
    run: async (work) => {
      const given = await readJson(work.args.need('file'))
      const [ref = '', leg = ''] = await open(work, 2)
      const noted = await work.call('travel.deviate', {
        ...(given as Omit<Input<'travel.deviate'>, 'case' | 'leg'>),
        case: ref,
        leg,
      })
      work.out.answer(noted, [`Deviation of ${noted.leg} noted: ${noted.deviation}.`])
      return 0
    },
  },
  'travel settle': {
    takes: 'DIR CASE LEG DEVIATION --how WORDS',
    says: 'says how it was settled',
    options: ['how'],
    run: async (work) => {
      const how = work.args.need('how')
      const [ref = '', leg = '', deviation = ''] = await open(work, 3)
      const settled = await work.call('travel.settle', { case: ref, leg, deviation, how })
      work.out.answer(settled, [`Deviation of ${settled.leg} settled.`])
      return 0
    },
  },
  'travel change': {
    takes: 'DIR CASE LEG --file CHANGES.json|-',
    says: 'changes the plan of a leg',
    options: ['file'],
    run: async (work) => {
      const given = await readJson(work.args.need('file'))
      const [ref = '', leg = ''] = await open(work, 2)
      const changed = await work.call('travel.change', {
        ...(given as Omit<Input<'travel.change'>, 'case' | 'leg'>),
        case: ref,
        leg,
      })
      work.out.answer(changed, [`${changed.leg} changed.`])
      return 0
    },
  },
  'travel cancel': {
    takes: 'DIR CASE LEG --reason R',
    says: 'cancels a leg',
    options: ['reason'],
    run: async (work) => {
      const reason = work.args.need('reason')
      const [ref = '', leg = ''] = await open(work, 2)
      const cancelled = await work.call('travel.cancel', { case: ref, leg, reason })
      work.out.answer(cancelled, [`${cancelled.leg} cancelled.`])
      return 0
    },
  },
  'travel advise': {
    takes: 'DIR CASE --file ADVISORY.json|-',
    says: 'attaches an advisory to a journey',
    options: ['file'],
    run: async (work) => {
      const given = (await readJson(work.args.need('file'))) as Omit<Input<'travel.advise'>, 'case'>
      const [ref = ''] = await open(work, 1)
      const attached = await work.call('travel.advise', { ...given, case: ref })
      work.out.answer(attached, ['Advisory attached.'])
      return 0
    },
  },
}
