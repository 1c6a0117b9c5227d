import { count, showDay, showInstant } from '../../../../shared/kernel/show.ts'
import { open, type Commands } from './command.ts'

export const dueCommands: Commands = {
  'due list': {
    takes: 'DIR [--member M]',
    says: 'what is due, of one member or of all',
    options: ['member'],
    run: async (work) => {
      await open(work, 0)
      const list = await work.call('due.list', { member: work.args.option('member') })
      work.out.answer(list, [
        ...list.items.map(({ kind, title, due, day, lateBy, owner, caseNumber }) =>
          [
            day === null ? (due === null ? 'waits' : showInstant(due)) : showDay(day),
            lateBy === null ? 'to come' : `${count(lateBy, 'minute')} late`,
            kind,
            owner?.name ?? 'anybody',
            caseNumber ?? 'no case',
            title,
          ].join('  '),
        ),
        `${list.late} late of ${list.items.length}`,
      ])
      return 0
    },
  },
  'member work': {
    takes: 'DIR [--member M]',
    says: 'says what a member has that would pass to another',
    options: ['member'],
    run: async (work) => {
      await open(work, 0)
      const held = await work.call('work.held', { member: work.args.option('member') })
      work.out.answer(held, [
        ...held.items.map(({ noun, ref, title }) => [noun, ref, title].join('  ')),
        `${held.member.name} has ${count(held.items.length, 'item')} that would pass to another.`,
      ])
      return 0
    },
  },
  'member handover': {
    takes: 'DIR --to M --note N [--from M]',
    says: 'hands over everything a member has, with a note',
    options: ['to', 'note', 'from'],
    run: async (work) => {
      const [to, note] = [work.args.need('to'), work.args.need('note')]
      await open(work, 0)
      const done = await work.call('work.handOver', { to, note, from: work.args.option('from') })
      work.out.answer(done, [`${done.from} handed over ${count(done.items, 'item')} to ${done.to}.`])
      return 0
    },
  },
}
