import { howInWords } from '../../../../shared/contract/communications.ts'
import { resolve } from 'node:path'
import type { ProposedLeg } from '../../../../shared/contract/travel.ts'
import { count, showOccurred } from '../../../../shared/kernel/show.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import { placeInWords, readJson, writeNew } from '../words.ts'
import { calling } from './calling.ts'
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
  'communication log': calling({
    call: 'communication.log',
    words: { case: 'CASE' },
    options: { file: { shown: 'COMMUNICATION.json|-', whole: true } },
    says: 'writes down a call, message, letter or talk',
    tells: ({ communication }) => [`Communication ${communication} logged.`],
  }),
  'communication list': calling({
    call: 'communication.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists them in the order in which they took place',
    tells: ({ items, stood }) => [
      ...items.map(({ number, sentAt, direction, channel, parties, content, struck }) =>
        [
          number,
          showOccurred(sentAt),
          howInWords({ direction, channel }),
          parties.map(({ name }) => name).join(', '),
          struck ? `struck: ${struck.reason}` : firstLine(content),
        ].join('  '),
      ),
      count(items.length, 'communication'),
      ...stoodInWords(stood),
    ],
  }),
  'communication strike': calling({
    call: 'communication.strike',
    words: { case: 'CASE', communication: 'COMMUNICATION' },
    options: { reason: 'R' },
    says: 'strikes one; it stays readable',
    tells: ({ communication }) => [`Communication ${communication} struck; it stays readable.`],
  }),
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
  'travel plan': calling({
    call: 'travel.plan',
    words: { case: 'CASE' },
    options: { file: { shown: 'LEGS.json|-', field: 'legs', read: readJson } },
    says: 'plans the legs of a journey',
    tells: ({ legs }) => [`Planned: ${legs.map(({ leg }) => leg).join(', ')}.`],
  }),
  'travel list': calling({
    call: 'travel.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists legs, how they went, deviations and advisories',
    tells: ({ legs, advisories, stood }) => [
      ...legs.flatMap((leg) => [
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
      ...advisories.map(({ title, source, legs: of }) => `${title} (${source}) ${of.join(', ')}`.trimEnd()),
      `${count(legs.length, 'leg')}, ${count(advisories.length, 'advisory', 'advisories')}`,
      ...stoodInWords(stood),
    ],
  }),
  'travel report': calling({
    call: 'travel.report',
    words: { case: 'CASE', leg: 'LEG' },
    options: { file: { shown: 'TIMES.json|-', whole: true } },
    says: 'says when a leg was really begun or ended',
    tells: ({ leg }) => [`${leg} reported.`],
  }),
  'travel deviate': calling({
    call: 'travel.deviate',
    words: { case: 'CASE', leg: 'LEG' },
    options: { file: { shown: 'DEVIATION.json|-', whole: true } },
    says: 'notes a deviation',
    tells: ({ leg, deviation }) => [`Deviation of ${leg} noted: ${deviation}.`],
  }),
  'travel settle': calling({
    call: 'travel.settle',
    words: { case: 'CASE', leg: 'LEG', deviation: 'DEVIATION' },
    options: { how: 'WORDS' },
    says: 'says how it was settled',
    tells: ({ leg }) => [`Deviation of ${leg} settled.`],
  }),
  'travel change': calling({
    call: 'travel.change',
    words: { case: 'CASE', leg: 'LEG' },
    options: { file: { shown: 'CHANGES.json|-', whole: true } },
    says: 'changes the plan of a leg',
    tells: ({ leg }) => [`${leg} changed.`],
  }),
  'travel cancel': calling({
    call: 'travel.cancel',
    words: { case: 'CASE', leg: 'LEG' },
    options: { reason: 'R' },
    says: 'cancels a leg',
    tells: ({ leg }) => [`${leg} cancelled.`],
  }),
  'travel advise': calling({
    call: 'travel.advise',
    words: { case: 'CASE' },
    options: { file: { shown: 'ADVISORY.json|-', whole: true } },
    says: 'attaches an advisory to a journey',
    tells: () => ['Advisory attached.'],
  }),
}
