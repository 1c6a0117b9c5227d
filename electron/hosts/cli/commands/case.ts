import { resolve } from 'node:path'
import { caseStatuses, historyFormats, questionWords, type Answer } from '../../../../shared/contract/cases.ts'
import { categories } from '../../../../shared/contract/intake.ts'
import { richTextOf } from '../../../../shared/contract/rich-text.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { readWords } from '../words.ts'
import { firstLine, namesIn, open, stoodInWords, type Commands } from './command.ts'

const ownerInWords = ({
  owner,
  ownerMember,
  status,
}: {
  owner: string
  ownerMember: string | null
  status: string
}): string => (ownerMember === null && status !== 'destroyed' ? `${owner} (not a member)` : owner)

/** Reports have numbers of their own form: R-0007. */
const caseOrReport = (ref: string): { case: string } | { report: string } =>
  /^R-\d{1,9}$/i.test(ref) ? { report: ref } : { case: ref }

/** Where the record that an answer rests on is read, by the tab that shows it in the window. */
const proofCommands: Record<NonNullable<Answer['proof']>['tab'], string> = {
  reports: 'report list',
  people: 'subject list',
  timeline: 'case history',
  evidence: 'exhibit list',
  notebook: 'case history',
  communications: 'communication list',
  travel: 'travel list',
  tasks: 'task list',
  decisions: 'decision list',
  assessment: 'assessment list',
  closure: 'case close-check',
  packets: 'case history',
  history: 'case history',
}
/** Lists of the whole vault; the others take the case's number. */
const ofVault = new Set(['report list', 'subject list'])

const whereProved = (tab: NonNullable<Answer['proof']>['tab'], number: string): string =>
  ofVault.has(proofCommands[tab])
    ? `holdfast ${proofCommands[tab]} DIR`
    : `holdfast ${proofCommands[tab]} DIR ${number}`

export const caseCommands: Commands = {
  'case list': {
    takes: 'DIR [--as-of INSTANT]',
    options: ['as-of'],
    run: async (work) => {
      await open(work, 0)
      const list = await work.call('case.list', { asOf: work.args.option('as-of'), limit: 100_000 })
      work.out.answer(list, [
        ...list.items.map((row) =>
          [row.number, row.severity?.level ?? 'not graded', row.status, ownerInWords(row), row.title].join('  '),
        ),
        count(list.items.length, 'case'),
        ...stoodInWords(list.stood),
      ])
      return 0
    },
  },
  'case show': {
    takes: 'DIR CASE [--as-of INSTANT]',
    options: ['as-of'],
    run: async (work) => {
      const [ref = ''] = await open(work, 1)
      const detail = await work.call('case.get', { case: ref, asOf: work.args.option('as-of') })
      work.out.answer(detail, [
        `${detail.number}  ${detail.title}`,
        `${detail.status}, owner ${ownerInWords(detail)}, severity ${detail.severity?.level ?? 'not graded'}`,
        ...(detail.approver ? [`approver ${detail.approver.name}`] : []),
        ...(detail.team.length > 0 ? [`team ${detail.team.map(({ name }) => name).join(', ')}`] : []),
        ...detail.answers.map(
          ({ question, answer, open: isOpen }) => `${question}${isOpen ? ' (open)' : ''}: ${answer}`,
        ),
        ...stoodInWords(detail.stood),
      ])
      return 0
    },
  },
  'case change': {
    takes:
      'DIR CASE [--title T] [--category C] [--playbook P] [--status S] [--owner M] [--approver M|none] [--team M[,M]|none] [--follow-up-due T|none] [--reason R]',
    options: ['title', 'category', 'playbook', 'status', 'owner', 'approver', 'team', 'follow-up-due', 'reason'],
    run: async (work) => {
      const { args, out, call } = work
      const status = args.option('status')
      const known = caseStatuses.find((one) => one === status)
      if (status !== undefined && !known) {
        throw usageError(`--status is “${status}”; a status is one of ${caseStatuses.join(', ')}.`)
      }
      const category = categories.find((one) => one === args.option('category'))
      if (args.option('category') !== undefined && !category) {
        throw usageError(`--category is “${args.option('category') ?? ''}”; it is one of ${categories.join(', ')}.`)
      }
      const orNone = (name: string): string | null | undefined => {
        const given = args.option(name)
        return given === 'none' ? null : given
      }
      const team = orNone('team')
      const [ref = ''] = await open(work, 1)
      const changed = await call('case.change', {
        case: ref,
        title: args.option('title'),
        category,
        playbook: args.option('playbook'),
        status: known,
        owner: args.option('owner'),
        approver: orNone('approver'),
        team: team === null ? [] : namesIn(team),
        followUpDue: orNone('follow-up-due'),
        reason: args.option('reason'),
      })
      out.answer(changed, [`Case ${changed.case} changed.`])
      return 0
    },
  },
  'case brief': {
    takes: 'DIR CASE [--as-of INSTANT]',
    options: ['as-of'],
    run: async (work) => {
      const [ref = ''] = await open(work, 1)
      const { number, title, answers, stood } = await work.call('case.get', {
        case: ref,
        asOf: work.args.option('as-of'),
      })
      const proved = answers.map(({ proof, ...answer }) => ({
        ...answer,
        proof: proof && { ...proof, command: whereProved(proof.tab, number) },
      }))
      work.out.answer({ case: number, title, answers: proved, stood }, [
        `${number}  ${title}`,
        ...proved.flatMap(({ question, answer, open: isOpen, proof }) => [
          '',
          `${questionWords[question]}${isOpen ? ' (open)' : ''}`,
          `  ${answer}`,
          ...(proof ? [`  Proof: ${proof.label}, ${proof.command}`] : []),
        ]),
        ...stoodInWords(stood),
      ])
      return 0
    },
  },
  'case history': {
    takes: 'DIR CASE [--as-of INSTANT] [--out FILE.csv|FILE.pdf]',
    options: ['as-of', 'out'],
    run: async (work) => {
      const { args, out, call } = work
      const [target, asOf] = [args.option('out'), args.option('as-of')]
      const format = historyFormats.find((one) => target?.toLowerCase().endsWith(`.${one}`))
      if (target !== undefined && !format) throw usageError(`--out is “${target}”; a history is a .csv or a .pdf.`)
      const [ref = ''] = await open(work, 1)
      if (target !== undefined && format) {
        const written = await call('history.export', { case: ref, format, asOf, out: resolve(target) })
        out.answer(written, [
          `History written to ${written.file}: ${count(written.entries, 'entry', 'entries')}.`,
          `SHA-256 ${written.sha256}`,
          ...stoodInWords(written.stood),
        ])
        return 0
      }
      const history = await call('case.history', { case: ref, asOf })
      out.answer(history, [
        ...history.rows
          .toReversed()
          .flatMap(({ seq, at, actor, summary, changes, reason }) => [
            `${seq}  ${showInstant(at)}  ${actor}  ${summary}`,
            ...changes.map(({ field, from, to }) => `    ${field}: ${from ?? 'nothing'} → ${to ?? 'nothing'}`),
            ...(reason === null ? [] : [`    reason: ${reason}`]),
          ]),
        ...stoodInWords(history.stood),
      ])
      return 0
    },
  },
  'exhibit add': {
    takes: 'DIR CASE|REPORT FILE... [--collected-by N] [--collected-at T] [--place P] [--method M]',
    options: ['collected-by', 'collected-at', 'place', 'method', 'description'],
    run: async (work) => {
      const { args, out, call } = work
      const [ref = '', ...files] = await open(work, 2, 1001)
      const added = await call('exhibit.add', {
        ...caseOrReport(ref),
        files: files.map((file) => resolve(file)),
        collectedBy: args.option('collected-by'),
        collectedAt: args.option('collected-at'),
        place: args.option('place'),
        method: args.option('method'),
        description: args.option('description'),
      })
      out.answer(
        added,
        added.map(({ number, file, size, sha256 }) => `${number}  ${showSize(size)}  SHA-256 ${sha256}  ${file}`),
      )
      return 0
    },
  },
  'exhibit list': {
    takes: 'DIR CASE|REPORT [--as-of INSTANT]',
    options: ['as-of'],
    run: async (work) => {
      const [ref = ''] = await open(work, 1)
      const list = await work.call('exhibit.list', { ...caseOrReport(ref), asOf: work.args.option('as-of') })
      work.out.answer(list, [
        ...list.items.map(({ number, size, mediaType, fileName, derivedFrom }) =>
          [
            number,
            showSize(size),
            mediaType,
            fileName,
            ...(derivedFrom ? [`from ${derivedFrom.number} (${derivedFrom.how})`] : []),
          ].join('  '),
        ),
        count(list.items.length, 'exhibit'),
      ])
      return 0
    },
  },
  'exhibit verify': {
    takes: 'DIR CASE|REPORT [EXHIBIT]',
    options: [],
    run: async (work) => {
      const [ref = '', exhibit] = await open(work, 1, 2)
      const result = await work.call('exhibit.verify', { ...caseOrReport(ref), exhibit })
      work.out.answer(result, [
        ...result.exhibits.map(({ number, ok, sha256, problem }) =>
          ok ? `${number}  verified  SHA-256 ${sha256}` : `${number}  NOT VERIFIED: ${problem ?? ''}`,
        ),
        result.ok ? 'Every byte is as it was kept.' : 'Not every exhibit is as it was kept.',
      ])
      return result.ok ? 0 : 1
    },
  },
  'exhibit export': {
    takes: 'DIR EXHIBIT --out FILE',
    options: ['out'],
    run: async (work) => {
      const target = resolve(work.args.need('out'))
      const [exhibit = ''] = await open(work, 1)
      const copy = await work.call('exhibit.export', { exhibit, out: target })
      work.out.answer(copy, [`Verified copy written to ${copy.file} (${showSize(copy.size)}, SHA-256 ${copy.sha256}).`])
      return 0
    },
  },
  'note add': {
    takes: 'DIR CASE --text -|FILE [--title T]',
    options: ['text', 'title'],
    run: async (work) => {
      const { args, out, call } = work
      const source = args.need('text')
      const words = await readWords(source)
      if (words.trim() === '')
        throw new HoldfastError('INVALID_INPUT', 'The note is empty.', 'Give it some words; nothing was saved.')
      const [ref = ''] = await open(work, 1)
      const title = args.option('title') ?? firstLine(words.trim())
      const saved = await call('note.save', { case: ref, title, body: richTextOf(words) })
      out.answer(saved, [`Note “${title}” saved.`])
      return 0
    },
  },
}
