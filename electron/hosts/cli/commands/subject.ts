import type { Input, Output as Answer } from '../../../../shared/contract/contract.ts'
import { confidences, involvementRoles, subjectKinds } from '../../../../shared/contract/subjects.ts'
import { count, showInstant, showOccurred } from '../../../../shared/kernel/show.ts'
import { historyInWords } from '../history-words.ts'
import { usageError } from '../usage.ts'
import { readJson } from '../words.ts'
import { calling } from './calling.ts'
import { occurred, open, type Commands, type Work } from './command.ts'

type Detail = Answer<'subject.get'>
type Matter = Answer<'involvement.list'>['items'][number]['matter']

export const subjectCommands: Commands = {
  'subject add': calling({
    call: 'subject.add',
    options: { kind: 'K', name: 'N', file: { shown: 'details.json|-', whole: true, needed: false } },
    says: 'puts a person, organization, place, vehicle or account on record',
    tells: ({ subject }, { name }) => [`${subject} ${name} recorded.`],
  }),
  'subject list': calling({
    call: 'subject.list',
    options: { kind: 'K', filter: 'WORDS' },
    also: { kind: 'all', limit: 1000 },
    says: 'lists them',
    tells: ({ items, total }) => [
      ...items.map(({ number, kind: of, name, also, involvements }) =>
        [number, of, name, also.join(', '), count(involvements, 'matter')].filter(Boolean).join('  '),
      ),
      `${items.length} of ${count(total, 'subject')}`,
    ],
  }),
  'subject show': calling({
    call: 'subject.get',
    words: { subject: 'SUBJECT' },
    says: 'names, aliases, identifiers, involvements, photos',
    tells: inWords,
  }),
  'subject change': calling({
    call: 'subject.change',
    words: { subject: 'SUBJECT' },
    options: { name: 'N', file: { shown: 'details.json|-', field: 'details', read: readJson }, reason: 'R' },
    also: { details: {} },
    says: 'changes one; the old values stay in the ledger',
    tells: ({ subject }) => [`${subject} changed.`],
  }),
  'subject alias': calling({
    call: 'subject.alias',
    words: { subject: 'SUBJECT' },
    options: { name: 'N', confidence: 'C', basis: 'WHY' },
    says: 'another name, how sure it is and why',
    tells: ({ subject }, { name }) => [`Alias “${name}” recorded for ${subject}.`],
  }),
  'subject identify': calling({
    call: 'subject.identify',
    words: { subject: 'SUBJECT' },
    options: { type: 'T', value: 'V', basis: 'WHY' },
    says: 'a telephone, plate, badge, handle, document',
    tells: ({ subject }, { type, value }) => [`${subject} is identified by ${type} ${value}.`],
  }),
  'subject photo': calling({
    call: 'subject.photo',
    words: { subject: 'SUBJECT', exhibit: 'EXHIBIT' },
    says: 'says that an exhibit shows a person or thing',
    tells: ({ subject }, { exhibit }) => [`${exhibit} shows ${subject}.`],
  }),
  'subject withdraw': {
    takes: 'DIR SUBJECT ID --reason R',
    says: 'withdraws one of these, or an involvement; it stays on record',
    options: ['reason'],
    run: async (work) => {
      const reason = work.args.need('reason')
      const [subject = '', what = ''] = await open(work, 2)
      const { involvements } = await work.call('subject.get', { subject })
      const done = involvements.some(({ id }) => id === what)
        ? await work.call('involvement.withdraw', { involvement: what, reason })
        : await work.call('subject.withdraw', { subject, what, reason })
      work.out.answer(done, ['Withdrawn; it stays on record with the reason.'])
      return 0
    },
  },
  'subject involve': {
    takes:
      'DIR SUBJECT --case CASE|--report REPORT --role R [--from T] [--to T] [--zone Z] [--confidence C] [--basis WHY]',
    says: 'says who was involved in what, as what, and when',
    options: ['case', 'report', 'role', 'from', 'to', 'zone', 'confidence', 'basis'],
    run: async (work) => {
      const { args } = work
      const [ofCase, report] = [args.option('case'), args.option('report')]
      if ((ofCase === undefined) === (report === undefined)) throw usageError('Name either --case or --report.')
      const role = oneOf(work, 'role', involvementRoles)
      const confidence = args.option('confidence') === undefined ? 'high' : oneOf(work, 'confidence', confidences)
      const [from, to] = [occurred(work, 'from'), occurred(work, 'to')]
      const [subject = ''] = await open(work, 1)
      const where = ofCase === undefined ? { report } : { case: ofCase }
      const basis = args.option('basis')
      const done = await work.call('involvement.record', { subject, ...where, role, from, to, confidence, basis })
      work.out.answer(done, [`${subject} is on record in ${ofCase ?? report ?? ''} as ${role}.`])
      return 0
    },
  },
  'involvement change': {
    takes:
      'DIR INVOLVEMENT --reason R [--role R] [--from T|none] [--to T|none] [--zone Z] [--confidence C] [--basis WHY]',
    says: 'changes an involvement; what it was stays beside it',
    options: ['reason', 'role', 'from', 'to', 'zone', 'confidence', 'basis'],
    run: async (work) => {
      const { args } = work
      const reason = args.need('reason')
      const role = args.option('role') === undefined ? undefined : oneOf(work, 'role', involvementRoles)
      const confidence = args.option('confidence') === undefined ? undefined : oneOf(work, 'confidence', confidences)
      const changed = (option: 'from' | 'to'): Input<'involvement.change'>['from'] => {
        if (args.option(option) === undefined) return undefined
        return args.option(option) === 'none' ? null : occurred(work, option)
      }
      const [from, to] = [changed('from'), changed('to')]
      const [involvement = ''] = await open(work, 1)
      const basis = args.option('basis')
      const done = await work.call('involvement.change', { involvement, role, from, to, confidence, basis, reason })
      work.out.answer(done, ['Changed; what it was stays beside it.'])
      return 0
    },
  },
  'subject history': calling({
    call: 'subject.history',
    words: { subject: 'SUBJECT' },
    says: 'what was recorded of one, with old and new values',
    tells: ({ rows }) => historyInWords(rows),
  }),
  'subject merge': calling({
    call: 'subject.merge',
    words: { subject: 'SUBJECT' },
    options: { into: 'SUBJECT', reason: 'R' },
    says: 'keeps two records of one as one',
    tells: ({ subject }) => [`Merged; it is kept under ${subject}.`],
  }),
  'subject unmerge': calling({
    call: 'subject.unmerge',
    words: { subject: 'SUBJECT' },
    options: { reason: 'R' },
    says: 'takes them apart again, as they were',
    tells: ({ subject }) => [`${subject} stands for itself again.`],
  }),
  'subject seen': {
    takes: 'DIR [WORDS] [--kind K] [--report REPORT]',
    says: 'who is on record by a name, number, handle or place, or in a report',
    options: ['kind', 'report'],
    run: async (work) => {
      const kind = work.args.option('kind') === undefined ? 'any' : oneOf(work, 'kind', subjectKinds)
      const report = work.args.option('report')
      const [text] = await open(work, report === undefined ? 1 : 0)
      const seen = await work.call('subject.seen', report === undefined ? { text, kind } : { report })
      const none = seen.subjects.length + seen.reports.length === 0
      work.out.answer(seen, [
        ...seen.subjects.flatMap(({ number, name, why, matters }) => [
          `${number}  ${name}  (${why})`,
          ...matters.map(({ matter, role }) => `    ${role} in ${matterInWords(matter)}`),
        ]),
        ...seen.reports.map(({ number, why, disposition, dispositionAt }) =>
          [number, disposition, dispositionAt === null ? '' : showInstant(dispositionAt), why]
            .filter(Boolean)
            .join('  '),
        ),
        ...(none ? ['Nothing on record names this.'] : []),
      ])
      return 0
    },
  },
}

function oneOf<T extends string>({ args }: Work, option: string, known: readonly T[]): T {
  const given = args.need(option)
  const found = known.find((one) => one === given)
  if (found === undefined) throw usageError(`--${option} is “${given}”; it is one of ${known.join(', ')}.`)
  return found
}

const matterInWords = ({ number, state, stateAt, title }: Matter): string =>
  `${number} (${state}${stateAt === null ? '' : ` ${showInstant(stateAt)}`}) ${title.slice(0, 80)}`

function inWords(detail: Detail): string[] {
  const origin = (of: Detail['aliases'][number]['of']): string => (of.id === detail.id ? '' : ` [${of.number}]`)
  const gone = (withdrawn: Detail['aliases'][number]['withdrawn']): string =>
    withdrawn === null ? '' : ` (withdrawn: ${withdrawn.reason})`
  return [
    `${detail.number}  ${detail.name}  (${detail.kind})`,
    ...(detail.mergedInto ? [`merged into ${detail.mergedInto.number} ${detail.mergedInto.name}`] : []),
    ...detail.parts.map(({ number, name, into, reason }) => `${number} ${name} is kept under ${into}: ${reason}`),
    ...Object.entries(detail.details).map(([name, value]) => `${name}: ${value}`),
    ...detail.aliases.map(
      ({ id, of, name, confidence, basis, withdrawn }) =>
        `alias ${name}, confidence ${confidence}: ${basis}${origin(of)}${gone(withdrawn)}  ${id}`,
    ),
    ...detail.identifiers.map(
      ({ id, of, type, value, withdrawn }) => `${type} ${value}${origin(of)}${gone(withdrawn)}  ${id}`,
    ),
    ...detail.photos.map(({ id, of, exhibit, withdrawn }) => `photo ${exhibit}${origin(of)}${gone(withdrawn)}  ${id}`),
    ...detail.involvements.map(({ id, subject, role, matter, from, to, confidence, withdrawn }) =>
      [
        `${role} in ${matterInWords(matter)}${origin(subject)}`,
        from === null ? '' : `from ${showOccurred(from)}`,
        to === null ? '' : `to ${showOccurred(to)}`,
        confidence === 'high' ? '' : `confidence ${confidence}`,
        gone(withdrawn).trim(),
        id,
      ]
        .filter(Boolean)
        .join('  '),
    ),
  ]
}
