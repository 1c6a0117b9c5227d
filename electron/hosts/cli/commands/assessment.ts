import type { Input } from '../../../../shared/contract/contract.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { readJson } from '../words.ts'
import { open, stoodInWords, type Commands } from './command.ts'

export const assessmentCommands: Commands = {
  'assessment make': {
    takes: 'DIR CASE --file ASSESSMENT.json|-',
    says: 'records a structured judgement',
    options: ['file'],
    run: async (work) => {
      const judged = (await readJson(work.args.need('file'))) as Omit<Input<'assessment.make'>, 'case'>
      const [ref = ''] = await open(work, 1)
      const made = await work.call('assessment.make', { ...judged, case: ref })
      work.out.answer(made, [`Assessment ${made.assessment} recorded.`])
      return 0
    },
  },
  'assessment list': {
    takes: 'DIR CASE [--as-of INSTANT]',
    says: 'lists them, and how the concern changed',
    options: ['as-of'],
    run: async (work) => {
      const [ref = ''] = await open(work, 1)
      const list = await work.call('assessment.list', { case: ref, asOf: work.args.option('as-of') })
      work.out.answer(list, [
        ...list.items.flatMap(({ number, about, level, assessedAt, assessor, reassessOn, withdrawn, factors }) => [
          [
            number,
            showInstant(assessedAt),
            about,
            `concern ${level}`,
            assessor,
            withdrawn ? `withdrawn: ${withdrawn.reason}` : `look again ${reassessOn ?? 'not set'}`,
          ].join('  '),
          ...factors.filter(({ answer }) => answer !== 'unknown').map(({ label, answer }) => `    ${answer}: ${label}`),
        ]),
        count(list.items.length, 'assessment'),
        ...stoodInWords(list.stood),
      ])
      return 0
    },
  },
  'assessment withdraw': {
    takes: 'DIR CASE ASSESSMENT --reason R',
    says: 'takes one back; it stays readable',
    options: ['reason'],
    run: async (work) => {
      const reason = work.args.need('reason')
      const [ref = '', assessment = ''] = await open(work, 2)
      const taken = await work.call('assessment.withdraw', { case: ref, assessment, reason })
      work.out.answer(taken, [`Assessment ${taken.assessment} withdrawn; it stays readable.`])
      return 0
    },
  },
}
