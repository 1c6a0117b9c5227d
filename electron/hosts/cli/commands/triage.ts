import type { Input } from '../../../../shared/contract/contract.ts'
import { dutyStates, howTold } from '../../../../shared/contract/triage.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { dutyInWords } from '../duty-words.ts'
import { readJson } from '../words.ts'
import { open, type Commands } from './command.ts'

function oneOf<T extends string>(words: readonly T[], given: string, what: string): T {
  const found = words.find((word) => word === given)
  if (found) return found
  throw usageError(`“${given}” is no ${what} (${words.join(', ')}).`)
}

export const triageCommands: Commands = {
  'report triage': {
    takes: 'DIR REPORT --file ANSWERS.json',
    says: 'grades it by its factors; makes the duties of that level',
    options: ['file'],
    run: async (work) => {
      const answers = (await readJson(work.args.need('file'))) as Omit<Input<'report.triage'>, 'report'>
      const [report = ''] = await open(work, 1)
      const graded = await work.call('report.triage', { ...answers, report })
      work.out.answer(graded, [
        `Report ${graded.report} graded ${graded.level}. The rules say: ${graded.says}`,
        ...graded.duties.map(dutyInWords),
      ])
      return 0
    },
  },
  'report assign': {
    takes: 'DIR REPORT [--to M]',
    says: 'gives a report to a member, or takes it back',
    options: ['to'],
    run: async (work) => {
      const to = work.args.option('to') ?? null
      const [report = ''] = await open(work, 1)
      const assigned = await work.call('report.assign', { report, to })
      work.out.answer(assigned, [`Report ${assigned.report} ${to === null ? 'is nobody’s' : `is with ${to}`} now.`])
      return 0
    },
  },
  'report snooze': {
    takes: 'DIR REPORT [--until INSTANT] --reason R',
    says: 'puts it aside until then; without --until brings it back',
    options: ['until', 'reason'],
    run: async (work) => {
      const [until, reason] = [work.args.option('until') ?? null, work.args.need('reason')]
      const [report = ''] = await open(work, 1)
      const snoozed = await work.call('report.snooze', { report, until, reason })
      work.out.answer(snoozed, [
        until === null
          ? `Report ${snoozed.report} is back in the queue.`
          : `Report ${snoozed.report} comes back ${showInstant(until)}.`,
      ])
      return 0
    },
  },
  'duty list': {
    takes: 'DIR [--report REPORT] [--state STATE]',
    says: 'lists who must be told what, and by when',
    options: ['report', 'state'],
    run: async (work) => {
      const state = oneOf([...dutyStates, 'all'] as const, work.args.option('state') ?? 'open', 'state of a duty')
      await open(work, 0)
      const list = await work.call('duty.list', { report: work.args.option('report'), state, limit: 1000 })
      work.out.answer(list, [
        ...list.items.map(dutyInWords),
        `${count(list.open, 'open duty', 'open duties')}, ${list.late} late`,
      ])
      return 0
    },
  },
  'duty acknowledge': {
    takes: 'DIR DUTY --how HOW [--told M] [--at INSTANT] [--note N]',
    says: 'records that somebody was told',
    options: ['how', 'told', 'at', 'note'],
    run: async (work) => {
      const { args, call, out } = work
      const how = oneOf(howTold, args.need('how'), 'way to tell somebody')
      const [duty = ''] = await open(work, 1)
      const done = await call('duty.acknowledge', {
        duty,
        how,
        told: args.option('told'),
        toldAt: args.option('at'),
        note: args.option('note'),
      })
      out.answer(done, [`On record: ${done.told} was told of report ${done.report}.`])
      return 0
    },
  },
}
