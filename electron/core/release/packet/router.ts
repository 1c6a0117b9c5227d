import { desc, eq } from 'drizzle-orm'
import type { Handlers } from '../../../../shared/contract/server.ts'
import type { Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { findCase } from '../../casework/cases/index.ts'
import { placedAt } from '../../record/ledger/index.ts'
import { recordingsOver } from '../../casework/interviews/index.ts'
import { privilegeOf } from '../../record/handling/index.ts'
import { memberName, type House, type Workspace } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { exportRoot } from '../../sign/index.ts'
import { handOver, handOversOf } from './hand-over.ts'
import { packets } from './tables.ts'

type Calls = 'packet.build' | 'packet.root' | 'packet.handOver' | 'packet.list' | 'history.export' | 'ledger.receipt'

// What sets and signs pages is loaded by the first who asks for pages: it takes longer than many a command does.
export const packetHandlers = (workspace: Workspace, house: House): Pick<Handlers, Calls> => ({
  'packet.build': oneAtATime(workspace, house),
  'packet.root': (input) => exportRoot(workspace, input),
  'packet.handOver': (input) => handOver(workspace, input),
  'history.export': async (input, context) =>
    (await import('./history/export.ts')).exportHistory(workspace, house.caseParts, input, context),
  'ledger.receipt': async (input, context) =>
    (await import('./receipt/write.ts')).writeReceipt(workspace, input, context),
  'packet.list': (input) => ({ items: packetsOfCase(workspace.db, findCase(workspace.db, input.case).id) }),
})

/** Two packets of a case that are built at once would both carry the same number. Fails with CONFLICT. */
function oneAtATime(workspace: Workspace, house: House): Handlers['packet.build'] {
  const building = new Set<string>()
  return async (input, context) => {
    const { id, number } = findCase(workspace.db, input.case)
    if (building.has(id)) {
      throw new HoldfastError(
        'CONFLICT',
        `A packet of case ${number} is being built already.`,
        'Wait until it is there, then build the next one.',
      )
    }
    const mayLeave = (db: Reader): void => requireNothingPrivileged(db, house, { id, number })
    mayLeave(workspace.db)
    building.add(id)
    try {
      const { makePacket } = await import('./make.ts')
      return await makePacket(workspace, house.caseParts, mayLeave, input, context)
    } finally {
      building.delete(id)
    }
  }
}

/** A packet carries the whole case, and nothing on which privilege is claimed. Fails with CONFLICT. */
function requireNothingPrivileged(db: Reader, house: House, { id, number }: { id: string; number: string }): void {
  // Nothing is written of what is said in a span; a recording that runs over it holds it.
  const claims = privilegeOf(house, db, { caseId: id }).flatMap((claim) => {
    if (claim.withdrawn !== null) return []
    if (claim.from === null) return [claim]
    const over = recordingsOver(db, claim.record.id, { from: claim.from, to: claim.to })
    return over.map((number) => ({ ...claim, record: { ...claim.record, number } }))
  })
  if (claims.length === 0) return
  const named = claims.slice(0, 5).map(({ number: claim, record, at }) => {
    const what = record.number ?? `the ${record.kind} “${record.title ?? ''}”`
    return `${what}${at === null ? '' : ` ${at}`} (${claim})`
  })
  throw new HoldfastError(
    'CONFLICT',
    `In case ${number} privilege is claimed on ${named.join(', ')}${claims.length > 5 ? ` and ${claims.length - 5} more` : ''}, and a packet carries the whole case.`,
    'Give out what is not privileged as single exhibits, or let counsel withdraw a claim that does not stand; no packet was built.',
  )
}

const packetRows = query((from, { caseId }: Given<{ caseId: string }>) =>
  from
    .select({
      id: packets.id,
      sequence: packets.sequence,
      recipient: packets.recipient,
      purpose: packets.purpose,
      builtAt: packets.builtAt,
      builtBy: packets.builtBy,
      file: packets.file,
      sha256: packets.sha256,
      pages: packets.pages,
      exhibits: packets.exhibits,
      seq: packets.seq,
    })
    .from(packets)
    .where(eq(packets.caseId, caseId))
    .orderBy(desc(packets.sequence)),
)

/** The packets of a case, newest first. */
function packetsOfCase(db: Reader, caseId: string): Output<'packet.list'>['items'] {
  const rows = db.all(packetRows, { caseId })
  return rows.map((row) =>
    Object.assign(row, {
      builtBy: memberName(db, row.builtBy),
      file: placedAt(db, row.seq) ?? row.file,
      handedOver: handOversOf(db, row.id),
    }),
  )
}
