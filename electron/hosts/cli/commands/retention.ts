import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import type { DestructionScope } from '../../../../shared/contract/retention.ts'
import { calling } from './calling.ts'
import { open, type Commands } from './command.ts'

const scopeInWords = ({ entries, reports, notes, exhibits, bytes }: DestructionScope): string =>
  `${count(entries, 'record')}: ${count(reports, 'report')}, ${count(notes, 'note')}, ${count(exhibits, 'exhibit')} (${showSize(bytes)})`

export const retentionCommands: Commands = {
  'hold place': calling({
    call: 'hold.place',
    words: { case: 'CASE' },
    options: { authority: 'A', reason: 'R' },
    says: 'puts a case under a legal hold',
    tells: ({ case: ref, hold }) => [`Case ${ref} is under a legal hold (${hold}).`],
  }),
  'hold lift': calling({
    call: 'hold.lift',
    words: { case: 'CASE', hold: 'HOLD' },
    options: { reason: 'R' },
    says: 'lifts a hold; it stays on record',
    tells: ({ case: ref, hold }) => [`The hold ${hold} on case ${ref} was lifted.`],
  }),
  'hold list': calling({
    call: 'retention.get',
    words: { case: 'CASE' },
    says: 'lists the holds on a case, and what it holds',
    gives: ({ holds, scope }) => ({ holds, scope }),
    tells: ({ holds, scope }) => [
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
    ],
  }),
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
  'destruction list': calling({
    call: 'destruction.list',
    says: 'lists the orders and what lies under each',
    tells: ({ items }) => [
      ...items.map(({ id, caseNumber, state, authority, orderedBy, orderedAt, scope }) =>
        [
          id,
          caseNumber,
          state,
          authority,
          `ordered by ${orderedBy} ${showInstant(orderedAt)}`,
          scopeInWords(scope),
        ].join('  '),
      ),
      count(items.length, 'order'),
    ],
  }),
  'destruction approve': calling({
    call: 'destruction.approve',
    words: { order: 'ORDER' },
    says: 'carries an order out; for another member only',
    tells: ({ case: ref, destroyed, remarks }) => [`Case ${ref} destroyed: ${scopeInWords(destroyed)}.`, ...remarks],
  }),
  'destruction decline': calling({
    call: 'destruction.decline',
    words: { order: 'ORDER' },
    options: { reason: 'R' },
    says: 'declines an order',
    tells: ({ case: ref }) => [`The order on case ${ref} was declined; nothing was destroyed.`],
  }),
}
