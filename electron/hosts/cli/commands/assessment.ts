import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { calling } from './calling.ts'
import { stoodInWords, type Commands } from './command.ts'

export const assessmentCommands: Commands = {
  'assessment make': calling({
    call: 'assessment.make',
    words: { case: 'CASE' },
    options: { file: { shown: 'ASSESSMENT.json|-', whole: true } },
    says: 'records a structured judgement',
    tells: ({ assessment }) => [`Assessment ${assessment} recorded.`],
  }),
  'assessment list': calling({
    call: 'assessment.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'lists them, and how the concern changed',
    tells: ({ items, stood }) => [
      ...items.flatMap(({ number, about, level, assessedAt, assessor, reassessOn, withdrawn, factors }) => [
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
      count(items.length, 'assessment'),
      ...stoodInWords(stood),
    ],
  }),
  'assessment withdraw': calling({
    call: 'assessment.withdraw',
    words: { case: 'CASE', assessment: 'ASSESSMENT' },
    options: { reason: 'R' },
    says: 'takes one back; it stays readable',
    tells: ({ assessment }) => [`Assessment ${assessment} withdrawn; it stays readable.`],
  }),
}
