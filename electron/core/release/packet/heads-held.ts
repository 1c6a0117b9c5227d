import { z } from 'zod'
import { oneEntry } from '../../record/ledger/index.ts'
import type { HeadHeld } from '../../record/members/index.ts'
import { query, type Reader } from '../../record/vault/index.ts'
import { handOvers, packets } from './tables.ts'

const packetRows = query((from) =>
  from.select({ id: packets.id, seq: packets.seq, at: packets.builtAt }).from(packets).orderBy(packets.seq),
)
const handedOver = query((from) =>
  from.select({ packet: handOvers.packetId, recipient: handOvers.recipient }).from(handOvers).orderBy(handOvers.seq),
)

/** The part of a packet's entry that is shown here. */
const Built = z.object({ recipient: z.string(), head: z.object({ size: z.int(), root: z.string() }) })

/**
 * A packet carries the head that it was built at, to whom it was handed over; before that it is only a file here. To whom
 * and of which case is for those who may read cases; the others see that a packet of that place in the ledger holds it.
 */
export function headsHeldByPackets(db: Reader, readsCases: boolean): HeadHeld[] {
  const went = Map.groupBy(db.all(handedOver), ({ packet }) => packet)
  return db.all(packetRows).flatMap(({ id, seq, at }) => {
    const body = oneEntry(db, seq)?.body
    const built = Built.safeParse(JSON.parse(body ?? 'null')).data
    if (!built) return []
    const { recipient, head } = built
    const to = went.get(id)?.map((one) => one.recipient)
    const told = to?.join(', ') ?? `built for ${recipient}, not handed over`
    const closed = to === undefined ? `built, not handed over (entry ${seq})` : `a recipient (entry ${seq})`
    return [{ kind: 'packet', size: head.size, root: head.root, at, who: readsCases ? told : closed, seq }]
  })
}
