import { countDistinct, eq } from 'drizzle-orm'
import { count } from '../../../../shared/kernel/show.ts'
import { recordedMoments, type CaseFilePart, type Moment, type TimelinePart } from '../../record/members/index.ts'
import { query, type Given } from '../../record/vault/index.ts'
import type { packetEntries } from './entries.ts'
import { handOvers, packets } from './tables.ts'

const packetCounts = query((from, { caseId }: Given<{ caseId: string }>) =>
  from
    .select({ built: countDistinct(packets.id), handedOver: countDistinct(handOvers.packetId) })
    .from(packets)
    .leftJoin(handOvers, eq(handOvers.packetId, packets.id))
    .where(eq(packets.caseId, caseId)),
)

/** How many packets of a case were built, and how many of them handed over. */
export const packetsInFile: CaseFilePart = {
  tells: ({ workspace, case: { id: caseId } }) => {
    const { built = 0, handedOver = 0 } = workspace.db.get(packetCounts, { caseId }) ?? {}
    const went = handedOver === 0 ? 'none' : handedOver === built ? 'all' : handedOver
    const says = `${count(built, 'packet')} built, ${went} handed over`
    return {
      counts: { packets: built },
      statements: built > 0 ? [{ question: 'actions', says, proof: null, acted: handedOver > 0 }] : [],
    }
  },
  weighs: ['packet.built', 'packet.handed-over'],
}

/** When packets were built and handed over; whom other packets were for and why is not for people outside. */
export const packetsHappened: TimelinePart = (about) => {
  const packet = (title: string, text: string, outside: string): Pick<Moment, 'kind' | 'title' | 'text'> =>
    about.outside ? { kind: 'packet', title: outside, text: '' } : { kind: 'packet', title, text }
  return recordedMoments<typeof packetEntries>(about, {
    'packet.built': ({ recipient = '', purpose = '' }) =>
      packet(`Packet built for ${recipient}`, purpose, 'A packet was built'),
    'packet.handed-over': ({ to = '', how = '' }) =>
      packet(`Packet handed over to ${to}`, how, 'A packet was handed over'),
  })
}
