import { and, count, countDistinct, desc, eq, or } from 'drizzle-orm'
import type { DestructionOrder, DestructionScope, Hold } from '../../../../shared/contract/retention.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { keptTypes } from '../../record/ledger/index.ts'
import type { ForgottenReport } from '../../intake/reports/index.ts'
import { exhibitEntriesOf } from '../../casework/exhibits/index.ts'
import { noteRevisions } from '../../casework/notebook/index.ts'
import { packets } from '../packet/index.ts'
import { isAllowed, memberName, type ClosingCheck, type Workspace } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { destructions, holds } from './tables.ts'

const kept = `json_extract(e.bytes, '$.type') not in (${keptTypes.map((type) => `'${type}'`).join(', ')})`

/** What a destruction of a case takes: entries whose payloads go, blobs whose keys go, and what stays of its reports. */
export interface Reach {
  entries: number[]
  blobs: string[]
  reports: ForgottenReport[]
  counts: DestructionScope
}

type OfCase = Given<{ caseId: string }>

const notesOfCase = query((from, { caseId }: OfCase) =>
  from
    .select({ many: countDistinct(noteRevisions.noteId) })
    .from(noteRevisions)
    .where(eq(noteRevisions.caseId, caseId)),
)
const packetsOfCase = query((from, { caseId }: OfCase) =>
  from.select({ many: count() }).from(packets).where(eq(packets.caseId, caseId)),
)

/** Everything on record about a case and about the reports that are part of it. */
export function reachOf(db: Reader, caseId: string): Reach {
  const reports = db.all<ForgottenReport>(
    'select id, number, serial, disposition as how, channel, received_at as receivedAt from report where case_id = ?',
    caseId,
  )
  const ids = JSON.stringify(reports.map(({ id }) => id))
  const entries = db
    .all<{ seq: number }>(
      `select e.seq from entry e join payload p using (seq)
       where (e.case_id = ? or (e.case_id is null and e.subject in (select value from json_each(?)))
         or e.seq in (select value from json_each(?))) and ${kept}
       order by e.seq`,
      caseId,
      ids,
      JSON.stringify(exhibitEntriesOf(db, reports)),
    )
    .map(({ seq }) => seq)
  const exhibits = db.all<{ blob: string; size: number }>(
    'select blob, size from exhibit where case_id = ? or report_id in (select value from json_each(?))',
    caseId,
    ids,
  )
  const one = (asked: typeof notesOfCase): number => db.get(asked, { caseId })?.many ?? 0
  return {
    entries,
    blobs: exhibits.map(({ blob }) => blob),
    reports,
    counts: {
      entries: entries.length,
      reports: reports.length,
      notes: one(notesOfCase),
      exhibits: exhibits.length,
      bytes: exhibits.reduce((sum, { size }) => sum + size, 0),
      packets: one(packetsOfCase),
    },
  }
}

const holdRows = query((from, { caseId }: OfCase) =>
  from.select().from(holds).where(eq(holds.caseId, caseId)).orderBy(desc(holds.seq)),
)

/** The holds of a case, newest first; those that were lifted too. */
export const holdsOf = (db: Reader, caseId: string): Hold[] =>
  db.all(holdRows, { caseId }).map(({ id, authority, reason, placedAt, placedBy, liftedAt, liftedBy, liftReason }) => ({
    id,
    authority,
    reason,
    placedAt,
    placedBy: memberName(db, placedBy),
    lifted: liftedAt === null ? null : { at: liftedAt, by: memberName(db, liftedBy ?? ''), reason: liftReason ?? '' },
  }))

export type OrderRow = typeof destructions.$inferSelect

const waitingRows = query((from, { caseId }: OfCase) =>
  from
    .select({ authority: destructions.authority })
    .from(destructions)
    .where(and(eq(destructions.caseId, caseId), eq(destructions.state, 'waiting'))),
)

/** Whether an order to destroy a case waits for its answer. */
export const hasWaitingOrder = (db: Reader, caseId: string): boolean => db.get(waitingRows, { caseId }) !== undefined

/** A case is not closed while an order to destroy it waits for an answer. */
export const destructionCheck: ClosingCheck = ({ db, case: id }) =>
  db.all(waitingRows, { caseId: id }).map(({ authority }) => ({
    what: 'Order of destruction',
    open: `An order (${authority}) waits for an answer.`,
    tab: 'retention',
    item: null,
  }))

const orderRows = query((from) => from.select().from(destructions).orderBy(desc(destructions.seq)))
const ordersOfCase = query((from, { caseId }: OfCase) =>
  from.select().from(destructions).where(eq(destructions.caseId, caseId)).orderBy(desc(destructions.seq)),
)

/** Orders of a case, or of every case, newest first. Their words are of the case: who may not read it sees that they are. */
export function ordersOf({ db, member }: Workspace, caseId?: string): DestructionOrder[] {
  const reads = isAllowed(member.roles, 'case.read')
  const words = (said: string): string => (reads ? said : 'Content withheld')
  const rows = caseId === undefined ? db.all(orderRows) : db.all(ordersOfCase, { caseId })
  return rows.map((row) => ({
    id: row.id,
    caseNumber: row.caseNumber,
    authority: words(row.authority),
    reason: words(row.reason),
    orderedAt: row.orderedAt,
    orderedBy: memberName(db, row.orderedBy),
    own: row.orderedBy === member.id,
    state: row.state,
    answer:
      row.answeredAt === null
        ? null
        : {
            at: row.answeredAt,
            by: memberName(db, row.answeredBy ?? ''),
            reason: row.answerReason === null ? null : words(row.answerReason),
          },
    scope: row.counts ?? reachOf(db, row.caseId).counts,
  }))
}

const orderNamed = query((from, { ref }: Given<{ ref: string }>) =>
  from
    .select()
    .from(destructions)
    .where(or(eq(destructions.id, ref), eq(destructions.caseNumber, ref)))
    .orderBy(desc(eq(destructions.state, 'waiting')), desc(destructions.seq)),
)

/** An order that waits for its answer, by its id or by its case's number. Fails with NOT_FOUND or ALREADY_DONE. */
export function findWaitingOrder(db: Reader, ref: string): OrderRow {
  const row = db.get(orderNamed, { ref })
  if (!row) {
    throw new HoldfastError(
      'NOT_FOUND',
      `There is no order of destruction “${ref}” in this vault.`,
      'See `holdfast destruction list` for the orders.',
    )
  }
  if (row.state === 'waiting') return row
  throw new HoldfastError(
    'ALREADY_DONE',
    `This order on case ${row.caseNumber} was ${row.state === 'declined' ? 'declined' : 'carried out'} already.`,
    'Its case page says by whom and when; nothing was changed.',
  )
}
