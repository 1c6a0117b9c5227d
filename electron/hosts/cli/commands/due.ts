import { count, showDay, showInstant } from '../../../../shared/kernel/show.ts'
import { calling } from './calling.ts'
import type { Commands } from './command.ts'

export const dueCommands: Commands = {
  'due list': calling({
    call: 'due.list',
    options: { member: 'M' },
    says: 'what is due, of one member or of all',
    tells: ({ items, late }) => [
      ...items.map(({ kind, title, due, day, lateBy, owner, caseNumber }) =>
        [
          day === null ? (due === null ? 'waits' : showInstant(due)) : showDay(day),
          lateBy === null ? 'to come' : `${count(lateBy, 'minute')} late`,
          kind,
          owner?.name ?? 'anybody',
          caseNumber ?? 'no case',
          title,
        ].join('  '),
      ),
      `${late} late of ${items.length}`,
    ],
  }),
  'member work': calling({
    call: 'work.held',
    options: { member: 'M' },
    says: 'says what a member has that would pass to another',
    tells: ({ items, member }) => [
      ...items.map(({ noun, ref, title }) => [noun, ref, title].join('  ')),
      `${member.name} has ${count(items.length, 'item')} that would pass to another.`,
    ],
  }),
  'member handover': calling({
    call: 'work.handOver',
    options: { to: 'M', note: 'N', from: 'M' },
    says: 'hands over everything a member has, with a note',
    tells: ({ from, items, to }) => [`${from} handed over ${count(items, 'item')} to ${to}.`],
  }),
}
