import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import type { DestructionScope } from '../../../../shared/contract/retention.ts'
import { open, type Commands } from './command.ts'

const scopeInWords = ({ entries, reports, notes, exhibits, bytes }: DestructionScope): string =>
  `${count(entries, 'record')}: ${count(reports, 'report')}, ${count(notes, 'note')}, ${count(exhibits, 'exhibit')} (${showSize(bytes)})`

export const retentionCommands: Commands = {
  'hold place': {
    takes: 'DIR CASE --authority A --reason R',
    says: 'puts a case under a legal hold',
    options: ['authority', 'reason'],
    run: async (work) => {
      const [authority, reason] = [work.args.need('authority'), work.args.need('reason')]
      const [ref = ''] = await open(work, 1)
      const placed = await work.call('hold.place', { case: ref, authority, reason })
      work.out.answer(placed, [`Case ${placed.case} is under a legal hold (${placed.hold}).`])
      return 0
    },
  },
  'hold lift': {
    takes: 'DIR CASE [HOLD] --reason R',
    says: 'lifts a hold; it stays on record',
    options: ['reason'],
    run: async (work) => {
      const reason = work.args.need('reason')
      const [ref = '', hold] = await open(work, 1, 2)
      const lifted = await work.call('hold.lift', { case: ref, hold, reason })
      work.out.answer(lifted, [`The hold ${lifted.hold} on case ${lifted.case} was lifted.`])
      return 0
    },
  },
  'hold list': {
    takes: 'DIR CASE',
    says: 'lists the holds on a case, and what it holds',
    options: [],
    run: async (work) => {
      const [ref = ''] = await open(work, 1)
      const { holds, scope } = await work.call('retention.get', { case: ref })
      work.out.answer({ holds, scope }, [
        ...holds.map(({ id, authority, reason, placedAt, placedBy, lifted }) =>
          [
            id,
            authority,
            reason,
            `placed ${showInstant(placedAt)} by ${placedBy}`,
            ...(lifted ? [`lifted ${showInstant(lifted.at)} by ${lifted.by}: ${lifted.reason}`] : []),
          ].join('  '),
        ),
        `${holds.filter(({ lifted }) => lifted === null).length} of ${count(holds.length, 'hold')} in force; the case holds ${scopeInWords(scope)}.`,
      ])
      return 0
    },
  },
  'destruction order': {
    takes: 'DIR CASE --authority A --reason R',
    says: 'orders that what a case recorded is destroyed',
    options: ['authority', 'reason'],
    run: async (work) => {
      const [authority, reason] = [work.args.need('authority'), work.args.need('reason')]
      const [ref = ''] = await open(work, 1)
      const ordered = await work.call('destruction.order', { case: ref, authority, reason })
      const { remarks } = await work.call('retention.get', { case: ordered.case })
      work.out.answer(ordered, [
        `Order ${ordered.order} on case ${ordered.case} waits for another member's approval.`,
        ...remarks,
      ])
      return 0
    },
  },
  'destruction list': {
    takes: 'DIR',
    says: 'lists the orders and what lies under each',
    options: [],
    run: async (work) => {
      await open(work, 0)
      const list = await work.call('destruction.list', {})
      work.out.answer(list, [
        ...list.items.map(({ id, caseNumber, state, authority, orderedBy, orderedAt, scope }) =>
          [
            id,
            caseNumber,
            state,
            authority,
            `ordered by ${orderedBy} ${showInstant(orderedAt)}`,
            scopeInWords(scope),
          ].join('  '),
        ),
        count(list.items.length, 'order'),
      ])
      return 0
    },
  },
  'destruction approve': {
    takes: 'DIR ORDER',
    says: 'carries an order out; for another member only',
    options: [],
    run: async (work) => {
      const [order = ''] = await open(work, 1)
      const done = await work.call('destruction.approve', { order })
      work.out.answer(done, [`Case ${done.case} destroyed: ${scopeInWords(done.destroyed)}.`, ...done.remarks])
      return 0
    },
  },
  'destruction decline': {
    takes: 'DIR ORDER --reason R',
    says: 'declines an order',
    options: ['reason'],
    run: async (work) => {
      const reason = work.args.need('reason')
      const [order = ''] = await open(work, 1)
      const declined = await work.call('destruction.decline', { order, reason })
      work.out.answer(declined, [`The order on case ${declined.case} was declined; nothing was destroyed.`])
      return 0
    },
  },
}
