import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { notificationInWords } from '../notification-words.ts'
import { calling } from './calling.ts'
import type { Commands } from './command.ts'

export const triageCommands: Commands = {
  'report triage': calling({
    call: 'report.triage',
    words: { report: 'REPORT' },
    options: { file: { shown: 'ANSWERS.json', whole: true } },
    says: 'grades it by its factors; makes the notifications of that level',
    tells: (graded) => [
      `Report ${graded.report} graded ${graded.level}. The rules say: ${graded.says}`,
      ...graded.duties.map(notificationInWords),
    ],
  }),
  'report assign': calling({
    call: 'report.assign',
    words: { report: 'REPORT' },
    options: { to: 'M' },
    also: { to: null },
    says: 'gives a report to a member, or takes it back',
    tells: ({ report }, { to }) => [`Report ${report} ${to === null ? 'is nobody’s' : `is with ${to}`} now.`],
  }),
  'report snooze': calling({
    call: 'report.snooze',
    words: { report: 'REPORT' },
    options: { until: 'INSTANT', reason: 'R' },
    also: { until: null },
    says: 'puts it aside until then; without --until brings it back',
    tells: ({ report }, { until }) => [
      until === null ? `Report ${report} is back in the queue.` : `Report ${report} comes back ${showInstant(until)}.`,
    ],
  }),
  'notification list': calling({
    call: 'notification.list',
    options: { report: 'REPORT', state: 'STATE' },
    also: { state: 'open', limit: 1000 },
    says: 'lists who must be told what, and by when',
    tells: ({ items, open, late }) => [
      ...items.map(notificationInWords),
      `${count(open, 'open notification')}, ${late} late`,
    ],
  }),
  'notification acknowledge': calling({
    call: 'notification.acknowledge',
    words: { duty: 'NOTIFICATION' },
    options: { how: 'HOW', told: 'M', at: { shown: 'INSTANT', field: 'toldAt' }, note: 'N' },
    says: 'records that somebody was told',
    tells: ({ told, report }) => [`On record: ${told} was told of report ${report}.`],
  }),
}
