import { and, eq } from 'drizzle-orm'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { findStandingCase } from '../../casework/cases/index.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { packetView } from './packets-view.ts'
import { handOvers, packets } from './tables.ts'

type Row = Output<'packet.list'>['items'][number]

const packetNumbered = query((from, { caseId, sequence }: Given<{ caseId: string; sequence: number }>) =>
  from
    .select({ id: packets.id })
    .from(packets)
    .where(and(eq(packets.caseId, caseId), eq(packets.sequence, sequence))),
)

/**
 * Records that a packet went to somebody: to whom, when and how. Building it says nothing of that. Fails with NOT_FOUND
 * (no packet of that number) or INVALID_INPUT (a time that is still to come).
 */
export function handOver(
  { ledger, db, ports }: Workspace,
  { case: ref, packet: sequence, to, at: handedAt, how }: Checked<'packet.handOver'>,
): Output<'packet.handOver'> {
  const { id: caseId, number: caseNumber } = findStandingCase(db, ref)
  const packet = db.get(packetNumbered, { caseId, sequence })?.id
  if (packet === undefined) {
    throw new HoldfastError(
      'NOT_FOUND',
      `Case ${caseNumber} has no packet ${sequence}.`,
      'See its list of packets for the numbers; nothing was recorded.',
    )
  }
  if (Date.parse(handedAt) > ports.clock.now()) {
    throw new HoldfastError(
      'INVALID_INPUT',
      'The time of the hand-over is still to come.',
      'Record it when it has happened; nothing was recorded.',
    )
  }
  ledger.transact(({ append }) =>
    append(
      packetView,
      'packet.handed-over',
      { subject: packet, case: caseId },
      { packet, caseNumber, sequence, to, handedAt, how },
    ),
  )
  return { packet, sequence }
}

const handOverRows = query((from, { packet }: Given<{ packet: string }>) =>
  from
    .select({
      to: handOvers.recipient,
      at: handOvers.handedAt,
      how: handOvers.how,
      recordedAt: handOvers.recordedAt,
      recordedBy: handOvers.recordedBy,
      seq: handOvers.seq,
    })
    .from(handOvers)
    .where(eq(handOvers.packetId, packet))
    .orderBy(handOvers.seq),
)

/** To whom a packet went, oldest first. */
export const handOversOf = (db: Reader, packet: string): Row['handedOver'] =>
  db.all(handOverRows, { packet }).map((row) => ({ ...row, recordedBy: memberName(db, row.recordedBy) }))
