import type { Output } from '../../../../shared/contract/contract.ts'
import { knowledgeKinds } from '../../../../shared/contract/assertions.ts'
import { count, showOccurred, spoken } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { calling } from './calling.ts'
import { namesIn, occurred, open, stoodInWords, type Arguments, type Commands } from './command.ts'

type Assertion = Output<'assertion.list'>['items'][number]
type Placed = Output<'assertion.matrix'>['unplaced'][number]

/** A whole number of milliseconds, below zero too. */
function milliseconds(given: string): number {
  if (/^[+-]?\d{1,12}$/.test(given)) return Number(given)
  throw usageError(`“${given}” is no whole number of milliseconds, like 750000 or -2000.`)
}

function numberOf(args: Arguments, option: string): number | undefined {
  const given = args.option(option)
  if (given === undefined) return undefined
  if (/^[+-]?\d{1,3}(?:\.\d+)?$/.test(given)) return Number(given)
  throw usageError(`--${option} is “${given}”; it is in degrees, like 40.7128.`)
}

const about = (assertion: Assertion): string[] => {
  const { subject, place, from, until, event, order, clock } = assertion.about
  return [
    ...(subject ? [`about ${subject.name}`] : []),
    ...(place ? [`at ${place.name ?? `${place.latitude ?? ''}, ${place.longitude ?? ''}`}`] : []),
    ...(from ? [`${showOccurred(from)}${until ? ` to ${showOccurred(until)}` : ''}`] : []),
    ...(event === null ? [] : [`event: ${event}`]),
    ...(order ? [`${order.relation} ${order.event}`] : []),
    ...(clock === null ? [] : [`by clock ${clock}`]),
  ]
}

const bearing = ({ supports, contradicts, open: left }: Pick<Placed, 'supports' | 'contradicts' | 'open'>): string =>
  supports + contradicts + left === 0
    ? 'no evidence'
    : `${supports} for, ${contradicts} against${left === 0 ? '' : `, ${left} open`}`

const lineOf = (placed: Placed): string =>
  `    ${placed.number}  ${placed.says}: ${placed.text}  (${placed.knowledge === 'not-said' ? '' : `${placed.knowledge}; `}${bearing(placed)})`

export const assertionCommands: Commands = {
  'assertion add': {
    takes:
      'DIR CASE --text T --at PINPOINT --says NAME [--knowledge K] [--heard-from NAME] [--about NAME] [--event T] [--before T|--after T] [--from T] [--until T] [--zone Z] [--place T] [--latitude D --longitude D] [--clock CLOCK] [--element ELEMENT,…]',
    says: 'records what somebody says, as one sentence, from a place in the record',
    options:
      'text at says knowledge heard-from about event before after from until zone place latitude longitude clock element'.split(
        ' ',
      ),
    run: async (work) => {
      const { args, out, call } = work
      const [text, at, says] = [args.need('text'), args.need('at'), args.need('says')]
      const knowledge = args.option('knowledge')
      const known = knowledgeKinds.find((one) => one === knowledge)
      if (knowledge !== undefined && known === undefined)
        throw usageError(`--knowledge is “${knowledge}”; it is one of ${knowledgeKinds.join(', ')}.`)
      const place = {
        name: args.option('place'),
        latitude: numberOf(args, 'latitude'),
        longitude: numberOf(args, 'longitude'),
      }
      const input = {
        text,
        at,
        says,
        knowledge: known,
        heardFrom: args.option('heard-from'),
        about: args.option('about'),
        event: args.option('event'),
        before: args.option('before'),
        after: args.option('after'),
        from: occurred(work, 'from') ?? undefined,
        until: occurred(work, 'until') ?? undefined,
        place: Object.values(place).every((part) => part === undefined) ? undefined : place,
        clock: args.option('clock'),
        elements: args.every('element').flatMap((one) => namesIn(one) ?? []),
      }
      const [ref = ''] = await open(work, 1)
      const made = await call('assertion.add', { case: ref, ...input })
      out.answer(made, [
        `${made.number} recorded.`,
        ...(made.compound.length === 0
          ? []
          : [
              'It seems to say more than one thing:',
              ...made.compound.map((one) => `    ${one}`),
              'Split it with `holdfast assertion split`.',
            ]),
      ])
      return 0
    },
  },
  'assertion list': calling({
    call: 'assertion.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists what is asserted in a case, with what bears on it',
    tells: ({ items, stood }) => [
      ...items.flatMap((item) => [
        `${item.number}  ${item.says.name}: ${item.text}  [${item.source.label}]${item.withdrawn ? `  withdrawn: ${item.withdrawn.reason}` : ''}`,
        ...about(item).map((one) => `    ${one}`),
        ...item.links.map(({ as, evidence, reason, id }) => `    ${as}: ${evidence.label}: ${reason}  (${id})`),
      ]),
      count(items.filter(({ withdrawn }) => withdrawn === null).length, 'assertion'),
      ...stoodInWords(stood),
    ],
  }),
  'assertion link': calling({
    call: 'assertion.link',
    words: { assertion: 'ASSERTION' },
    options: { evidence: 'PINPOINT', as: 'supports|contradicts|open', reason: 'T' },
    says: 'sets evidence for or against an assertion, with the reason',
    tells: ({ number }) => [`Recorded for ${number}.`],
  }),
  'assertion unlink': calling({
    call: 'assertion.unlink',
    words: { assertion: 'ASSERTION', link: 'LINK' },
    options: { reason: 'T' },
    says: 'takes evidence off an assertion; it stays on record',
    tells: ({ number }) => [`Taken off ${number}.`],
  }),
  'assertion split': calling({
    call: 'assertion.split',
    words: { assertion: 'ASSERTION', texts: 'SENTENCE…' },
    says: 'makes several assertions of one that says more than one thing',
    tells: ({ items }) => [`It is now ${items.map(({ number }) => number).join(', ')}.`],
  }),
  'assertion place': calling({
    call: 'assertion.place',
    words: { assertion: 'ASSERTION' },
    options: { element: { shown: 'ELEMENT,…|none', field: 'elements' } },
    says: 'says which elements of allegations an assertion bears on',
    tells: ({ number }) => [`${number} placed.`],
  }),
  'assertion withdraw': calling({
    call: 'assertion.withdraw',
    words: { assertion: 'ASSERTION' },
    options: { reason: 'T' },
    says: 'takes an assertion back; it stays on record',
    tells: ({ number }) => [`${number} withdrawn; it stays readable.`],
  }),
  'assertion matrix': calling({
    call: 'assertion.matrix',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'shows allegations by their elements, with what is asserted of each and what is missing',
    tells: ({ allegations, unplaced, stood }) => [
      ...allegations.flatMap(({ number, text, finding, elements }) => [
        `${number}  ${text.trim()}  (${finding === null ? 'no finding' : spoken(finding)})`,
        ...elements.flatMap((element) => [
          `  ${element.number}  ${element.text}`,
          ...(element.assertions.length === 0 ? ['    nothing is asserted of it'] : element.assertions.map(lineOf)),
        ]),
      ]),
      ...(unplaced.length === 0 ? [] : ['On no element:', ...unplaced.map(lineOf)]),
      ...stoodInWords(stood),
    ],
  }),
  'element add': calling({
    call: 'element.add',
    words: { case: 'CASE', allegation: 'ALLEGATION' },
    options: { text: 'T' },
    says: 'names what must be shown for an allegation to be found',
    tells: ({ number }) => [`Element ${number} recorded.`],
  }),
  'element withdraw': calling({
    call: 'element.withdraw',
    words: { case: 'CASE', element: 'ELEMENT' },
    options: { reason: 'T' },
    says: 'takes an element back; it stays on record',
    tells: ({ number }) => [`Element ${number} withdrawn.`],
  }),
  'contradiction list': calling({
    call: 'contradiction.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists what cannot all be so, as questions; exit 1 while any is unanswered',
    tells: ({ items, stood }) => [
      ...items.flatMap(({ key, question, state, between, answer }) => [
        `${key}  ${state}  ${question}`,
        ...between.map(({ number, says, text, source }) => `    ${number}  ${says}: ${text}  [${source.label}]`),
        ...(answer ? [`    answered by ${answer.by}: ${answer.reason}`] : []),
      ]),
      count(items.length, 'contradiction'),
      ...stoodInWords(stood),
    ],
    status: ({ items }) => (items.some(({ state }) => state === 'unanswered' || state === 'open') ? 1 : 0),
  }),
  'contradiction answer': calling({
    call: 'contradiction.answer',
    words: { case: 'CASE', key: 'CONTRADICTION' },
    options: { as: 'explained|stands|open', reason: 'T', proof: 'PINPOINT' },
    says: 'answers a contradiction, or says why it stays open',
    tells: ({ key }) => [`${key} answered.`],
  }),
  'clock add': calling({
    call: 'clock.add',
    words: { case: 'CASE' },
    options: {
      device: 'T',
      offset: { shown: 'MS', field: 'offsetMs', read: milliseconds },
      uncertainty: { shown: 'MS', field: 'uncertaintyMs', read: milliseconds },
      'checked-against': 'T',
      'checked-at': 'INSTANT',
      drift: { shown: 'MS', field: 'driftMsPerDay', read: milliseconds },
      proof: 'PINPOINT',
      exhibits: 'E04,E05',
    },
    says: 'records how far a device’s clock was off, and against what it was checked',
    tells: ({ number }) => [`${number} recorded.`],
  }),
  'clock list': calling({
    call: 'clock.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists the clocks that were checked',
    tells: ({ items, stood }) => [
      ...items.map(({ number, device, offsetMs, uncertaintyMs, checkedAgainst, withdrawn, exhibits }) =>
        [
          number,
          device,
          `${offsetMs} ms ± ${uncertaintyMs} ms`,
          `against ${checkedAgainst}`,
          exhibits.map((one) => one.number).join(', '),
          withdrawn ? `withdrawn: ${withdrawn.reason}` : '',
        ]
          .filter(Boolean)
          .join('  '),
      ),
      count(items.length, 'clock'),
      ...stoodInWords(stood),
    ],
  }),
  'clock withdraw': calling({
    call: 'clock.withdraw',
    words: { case: 'CASE', clock: 'CLOCK' },
    options: { reason: 'T' },
    says: 'takes a check of a clock back; it stays on record',
    tells: ({ number }) => [`${number} withdrawn.`],
  }),
}
