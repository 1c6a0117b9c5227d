import type { Sections } from '../../print/index.ts'
import type { PacketPart } from '../../record/members/index.ts'
import { alsoSaid } from '../exhibits/index.ts'
import { inOrder } from './chain.ts'
import { holdingsOf, itemBy } from './queries.ts'

/** The physical items of a case in its packet, with the custody of each. Where they lie in the house is not told. */
export const itemsInPacket: PacketPart = {
  sections: ({ workspace: { db }, case: { id }, at }): Sections<'items'> => ({
    items: holdingsOf(db, id)
      .filter(({ kind }) => kind === 'item')
      .map(({ id: ref, number, what, steps }) => {
        const item = itemBy(db, ref)
        const facts: [string, string | null | undefined][] = [
          ['Serial', item?.serialNumber],
          ['Bag', item?.bag],
          ['Bag of several', item?.part && item.parts ? `${item.part} of ${item.parts}` : null],
          ['Seal when collected', item?.seal],
          ['Photograph of the seal', item?.photographNumber],
          ['Made from', item && item.madeFrom.length > 0 ? item.madeFrom.map((one) => one.number).join(', ') : null],
        ]
        return {
          number,
          description: what,
          facts: facts.flatMap(([name, value]) => (value ? [{ name, value }] : [])),
          custody: inOrder(steps).map((step) => ({
            entry: step.seq,
            action: step.action,
            at: at(step.custodyAt),
            recordedAt: at(step.recordedAt),
            from: step.from ?? undefined,
            to: step.to ?? undefined,
            place: step.place ?? undefined,
            purpose: step.purpose ?? undefined,
            note: step.method ?? undefined,
            also: alsoSaid(step, at, step.others),
          })),
        }
      }),
  }),
  shows: (_, entries) =>
    entries.flatMap(({ entry: { type, seq } }) => (type === 'item.handled' || type === 'item.disposed' ? [seq] : [])),
}
