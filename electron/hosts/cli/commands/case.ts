import { resolve } from 'node:path'
import { historyFormats, questionWords, type Answer } from '../../../../shared/contract/cases.ts'
import { count, showInstant, showOccurred } from '../../../../shared/kernel/show.ts'
import { ownZone, zoneName } from '../../../../shared/kernel/zones.ts'
import { historyInWords } from '../history-words.ts'
import { notificationInWords } from '../notification-words.ts'
import { usageError } from '../usage.ts'
import { calling } from './calling.ts'
import { open, stoodInWords, type Commands } from './command.ts'

const ownerInWords = ({
  owner,
  ownerMember,
  status,
}: {
  owner: string
  ownerMember: string | null
  status: string
}): string => (ownerMember === null && status !== 'destroyed' ? `${owner} (not a member)` : owner)

/** Where the record that an answer rests on is read, by the tab that shows it in the window. */
const proofCommands: Record<NonNullable<Answer['proof']>['tab'], string> = {
  reports: 'report list',
  people: 'subject list',
  timeline: 'case timeline',
  evidence: 'exhibit list',
  notebook: 'note list',
  communications: 'communication list',
  travel: 'travel list',
  tasks: 'task list',
  decisions: 'decision list',
  assessment: 'assessment list',
  closure: 'case close-check',
  packets: 'packet list',
  history: 'case history',
}
/** Lists of the whole vault; the others take the case's number. */
const ofVault = new Set(['report list', 'subject list'])

const whereProved = (tab: NonNullable<Answer['proof']>['tab'], number: string): string =>
  ofVault.has(proofCommands[tab])
    ? `holdfast ${proofCommands[tab]} DIR`
    : `holdfast ${proofCommands[tab]} DIR ${number}`

/** The six answers, each with the command that shows what it rests on. */
const provedIn = ({ answers, number }: { answers: readonly Answer[]; number: string }) =>
  answers.map(({ proof, ...answer }) => ({
    ...answer,
    proof: proof && { ...proof, command: whereProved(proof.tab, number) },
  }))

export const caseCommands: Commands = {
  'case list': calling({
    call: 'case.list',
    options: { 'as-of': 'INSTANT' },
    also: { limit: 100_000 },
    says: 'lists cases',
    tells: ({ items, stood }) => [
      ...items.map((row) =>
        [row.number, row.severity?.level ?? 'not graded', row.status, ownerInWords(row), row.title].join('  '),
      ),
      count(items.length, 'case'),
      ...stoodInWords(stood),
    ],
  }),
  'case show': calling({
    call: 'case.get',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'shows one, with the six questions',
    tells: (detail) => [
      `${detail.number}  ${detail.title}`,
      `${detail.status}, owner ${ownerInWords(detail)}, severity ${detail.severity?.level ?? 'not graded'}`,
      ...(detail.approver ? [`approver ${detail.approver.name}`] : []),
      ...(detail.team.length > 0 ? [`team ${detail.team.map(({ name }) => name).join(', ')}`] : []),
      ...detail.reports.flatMap(({ number, how, severity, duties }) => [
        `${number}  ${how}, severity ${severity ?? 'not graded'}`,
        ...duties.map((duty) => `    ${notificationInWords(duty)}`),
      ]),
      ...detail.answers.map(({ question, answer, open: isOpen }) => `${question}${isOpen ? ' (open)' : ''}: ${answer}`),
      ...stoodInWords(detail.stood),
    ],
  }),
  'case change': calling({
    call: 'case.change',
    words: { case: 'CASE' },
    options: {
      title: 'T',
      category: 'C',
      playbook: 'P',
      status: 'S',
      owner: 'M',
      approver: 'M|none',
      team: 'M[,M]|none',
      'follow-up-due': 'T|none',
      reason: 'R',
    },
    says: 'changes a case’s facts; old values stay beside the new',
    tells: ({ case: ref }) => [`Case ${ref} changed.`],
  }),
  'case brief': calling({
    call: 'case.get',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'answers the six questions, each with where its proof is read',
    gives: (detail) => ({
      case: detail.number,
      title: detail.title,
      answers: provedIn(detail),
      stood: detail.stood,
    }),
    tells: (detail) => [
      `${detail.number}  ${detail.title}`,
      ...provedIn(detail).flatMap(({ question, answer, open: isOpen, proof }) => [
        '',
        `${questionWords[question]}${isOpen ? ' (open)' : ''}`,
        `  ${answer}`,
        ...(proof ? [`  Proof: ${proof.label}, ${proof.command}`] : []),
      ]),
      '',
      `Times: ${zoneName(ownZone())}`,
      ...stoodInWords(detail.stood),
    ],
  }),
  'case history': {
    takes: 'DIR CASE [--as-of INSTANT] [--out FILE.csv|FILE.pdf]',
    says: 'what was changed, by whom, from what to what',
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
      out.answer(history, [...historyInWords(history.rows), ...stoodInWords(history.stood)])
      return 0
    },
  },
  'case timeline': calling({
    call: 'case.timeline',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists what happened, with when it was recorded',
    tells: ({ events }) => [
      ...events.map(({ happenedAt, recordedAt, late, kind, title, who }) =>
        [
          happenedAt === null ? 'when is not said' : showOccurred(happenedAt),
          `recorded ${showInstant(recordedAt)}${late ? ' (late entry)' : ''}`,
          kind,
          title,
          who,
        ].join('  '),
      ),
      count(events.length, 'event'),
    ],
  }),
}
