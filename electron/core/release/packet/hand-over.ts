import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { findStandingCase } from '../../casework/cases/index.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { packetView } from './packets-view.ts'

type Row = Output<'packet.list'>['items'][number]

/**
 * Records that a packet went to somebody: to whom, when and how. Building it says nothing of that. Fails with NOT_FOUND
 * (no packet of that number) or INVALID_INPUT (a time that is still to come).
 */
export function handOver(
  { ledger, db, ports }: Workspace,
  { case: ref, packet: sequence, to, at: handedAt, how }: Checked<'packet.handOver'>,
): Output<'packet.handOver'> {
  const { id: caseId, number: caseNumber } = findStandingCase(db, ref)
  const packet = db.get<{ id: string }>(
    'select id from packet where case_id = ? and sequence = ?',
    caseId,
    sequence,
  )?.id
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

/** To whom a packet went, oldest first. */
export const handOversOf = (db: Reader, packet: string): Row['handedOver'] =>
  db
    .all<{ to: string; at: string; how: string; recordedAt: string; recordedBy: string; seq: number }>(
      `select recipient as "to", handed_at as at, how, recorded_at as recordedAt, recorded_by as recordedBy, seq
       from packet_handed_over where packet_id = ? order by seq`,
      packet,
    )
    .map((row) => Object.assign(row, { recordedBy: memberName(db, row.recordedBy) }))
