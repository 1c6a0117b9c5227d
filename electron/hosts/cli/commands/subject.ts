import type { Input, Output as Answer } from '../../../../shared/contract/contract.ts'
import { confidences, identifierTypes, involvementRoles, subjectKinds } from '../../../../shared/contract/subjects.ts'
import { count, showInstant, showOccurred } from '../../../../shared/kernel/show.ts'
import type { Precision } from '../../../../shared/kernel/time.ts'
import { historyInWords } from '../history-words.ts'
import { usageError } from '../usage.ts'
import { readJson } from '../words.ts'
import { open, type Commands, type Work } from './command.ts'

type Detail = Answer<'subject.get'>
type Matter = Answer<'involvement.list'>['items'][number]['matter']

export const subjectCommands: Commands = {
  'subject add': {
    takes: 'DIR --kind K --name N [--file details.json|-]',
    says: 'puts a person, organization, place, vehicle or account on record',
    options: ['kind', 'name', 'file'],
    run: async (work) => {
      const [kind, name] = [oneOf(work, 'kind', subjectKinds), work.args.need('name')]
      const file = work.args.option('file')
      const more = file === undefined ? {} : ((await readJson(file)) as Partial<Input<'subject.add'>>)
      await open(work, 0)
      const added = await work.call('subject.add', { ...more, kind, name })
      work.out.answer(added, [`${added.subject} ${name} recorded.`])
      return 0
    },
  },
  'subject list': {
    takes: 'DIR [--kind K] [--filter WORDS]',
    says: 'lists them',
    options: ['kind', 'filter'],
    run: async (work) => {
      const kind = work.args.option('kind') === undefined ? 'all' : oneOf(work, 'kind', subjectKinds)
      await open(work, 0)
      const list = await work.call('subject.list', { kind, filter: work.args.option('filter'), limit: 1000 })
      work.out.answer(list, [
        ...list.items.map(({ number, kind: of, name, also, involvements }) =>
          [number, of, name, also.join(', '), count(involvements, 'matter')].filter(Boolean).join('  '),
        ),
        `${list.items.length} of ${count(list.total, 'subject')}`,
      ])
      return 0
    },
  },
  'subject show': {
    takes: 'DIR SUBJECT',
    says: 'names, aliases, identifiers, involvements, photos',
    options: [],
    run: async (work) => {
      const [subject = ''] = await open(work, 1)
      const detail = await work.call('subject.get', { subject })
      work.out.answer(detail, inWords(detail))
      return 0
    },
  },
  'subject change': {
    takes: 'DIR SUBJECT [--name N] [--file details.json|-] [--reason R]',
    says: 'changes one; the old values stay in the ledger',
    options: ['name', 'file', 'reason'],
    run: async (work) => {
      const { args } = work
      const file = args.option('file')
      const details = file === undefined ? {} : ((await readJson(file)) as Input<'subject.change'>['details'])
      const [subject = ''] = await open(work, 1)
      const changed = await work.call('subject.change', {
        subject,
        name: args.option('name'),
        details,
        reason: args.option('reason'),
      })
      work.out.answer(changed, [`${changed.subject} changed.`])
      return 0
    },
  },
  'subject alias': {
    takes: 'DIR SUBJECT --name N --confidence C --basis WHY',
    says: 'another name, how sure it is and why',
    options: ['name', 'confidence', 'basis'],
    run: async (work) => {
      const { args } = work
      const alias = {
        name: args.need('name'),
        confidence: oneOf(work, 'confidence', confidences),
        basis: args.need('basis'),
      }
      const [subject = ''] = await open(work, 1)
      const done = await work.call('subject.alias', { subject, ...alias })
      work.out.answer(done, [`Alias “${alias.name}” recorded for ${done.subject}.`])
      return 0
    },
  },
  'subject identify': {
    takes: 'DIR SUBJECT --type T --value V [--basis WHY]',
    says: 'a telephone, plate, badge, handle, document',
    options: ['type', 'value', 'basis'],
    run: async (work) => {
      const { args } = work
      const [type, value] = [oneOf(work, 'type', identifierTypes), args.need('value')]
      const [subject = ''] = await open(work, 1)
      const done = await work.call('subject.identify', { subject, type, value, basis: args.option('basis') })
      work.out.answer(done, [`${done.subject} is identified by ${type} ${value}.`])
      return 0
    },
  },
  'subject photo': {
    takes: 'DIR SUBJECT EXHIBIT',
    says: 'says that an exhibit shows a person or thing',
    options: [],
    run: async (work) => {
      const [subject = '', exhibit = ''] = await open(work, 2)
      const done = await work.call('subject.photo', { subject, exhibit })
      work.out.answer(done, [`${exhibit} shows ${done.subject}.`])
      return 0
    },
  },
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
  'subject reinvolve': {
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
  'subject history': {
    takes: 'DIR SUBJECT',
    says: 'what was recorded of one, with old and new values',
    options: [],
    run: async (work) => {
      const [subject = ''] = await open(work, 1)
      const history = await work.call('subject.history', { subject })
      work.out.answer(history, historyInWords(history.rows))
      return 0
    },
  },
  'subject merge': {
    takes: 'DIR SUBJECT --into SUBJECT --reason R',
    says: 'keeps two records of one as one',
    options: ['into', 'reason'],
    run: async (work) => {
      const [into, reason] = [work.args.need('into'), work.args.need('reason')]
      const [subject = ''] = await open(work, 1)
      const kept = await work.call('subject.merge', { subject, into, reason })
      work.out.answer(kept, [`Merged; it is kept under ${kept.subject}.`])
      return 0
    },
  },
  'subject unmerge': {
    takes: 'DIR SUBJECT --reason R',
    says: 'takes them apart again, as they were',
    options: ['reason'],
    run: async (work) => {
      const reason = work.args.need('reason')
      const [subject = ''] = await open(work, 1)
      const done = await work.call('subject.unmerge', { subject, reason })
      work.out.answer(done, [`${done.subject} stands for itself again.`])
      return 0
    },
  },
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

const precisionOf: Record<number, Precision> = {
  4: 'year',
  7: 'month',
  10: 'day',
  13: 'hour',
  16: 'minute',
  19: 'second',
}

/** `2026`, `2026-11-22`, `2026-11-22T06:42`: how exact it is follows from how much was given. */
function occurred({ args }: Work, option: 'from' | 'to'): Input<'involvement.record'>['from'] {
  const value = args.option(option)
  if (value === undefined) return null
  const precision = precisionOf[value.length]
  if (precision === undefined)
    throw usageError(`--${option} is “${value}”; give as much as is known of 2026-11-22T06:42.`)
  const zone = args.option('zone')
  // A day of the calendar is the same in its place whatever the zone; a time of day is not.
  if (zone === undefined && value.includes('T'))
    throw usageError(`--${option} has a time of day; name its zone: --zone Europe/Lisbon.`)
  return { value, zone: zone ?? 'UTC', precision }
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
