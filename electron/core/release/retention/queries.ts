import type { DestructionOrder, DestructionScope, Hold } from '../../../../shared/contract/retention.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { keptTypes } from '../../record/ledger/index.ts'
import type { ForgottenReport } from '../../intake/reports/index.ts'
import { exhibitEntriesOf } from '../../casework/exhibits/index.ts'
import { isAllowed, memberName, type ClosingCheck, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'

const kept = `json_extract(e.bytes, '$.type') not in (${keptTypes.map((type) => `'${type}'`).join(', ')})`

/** What a destruction of a case takes: entries whose payloads go, blobs whose keys go, and what stays of its reports. */
export interface Reach {
  entries: number[]
  blobs: string[]
  reports: ForgottenReport[]
  counts: DestructionScope
}

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
  const one = (sql: string): number => db.get<{ count: number }>(sql, caseId)?.count ?? 0
  return {
    entries,
    blobs: exhibits.map(({ blob }) => blob),
    reports,
    counts: {
      entries: entries.length,
      reports: reports.length,
      notes: one('select count(distinct note_id) as count from note_revision where case_id = ?'),
      exhibits: exhibits.length,
      bytes: exhibits.reduce((sum, { size }) => sum + size, 0),
      packets: one('select count(*) as count from packet where case_id = ?'),
    },
  }
}

/** The holds of a case, newest first; those that were lifted too. */
export const holdsOf = (db: Reader, caseId: string): Hold[] =>
  db
    .all<HoldRow>('select * from hold where case_id = ? order by seq desc', caseId)
    .map(({ id, authority, reason, placed_at, placed_by, lifted_at, lifted_by, lift_reason }) => ({
      id,
      authority,
      reason,
      placedAt: placed_at,
      placedBy: memberName(db, placed_by),
      lifted:
        lifted_at === null ? null : { at: lifted_at, by: memberName(db, lifted_by ?? ''), reason: lift_reason ?? '' },
    }))

interface HoldRow {
  id: string
  authority: string
  reason: string
  placed_at: string
  placed_by: string
  lifted_at: string | null
  lifted_by: string | null
  lift_reason: string | null
}

export interface OrderRow {
  id: string
  case_id: string
  case_number: string
  authority: string
  reason: string
  size: number
  ordered_at: string
  ordered_by: string
  state: DestructionOrder['state']
  answered_at: string | null
  answered_by: string | null
  answer_reason: string | null
  counts: string | null
}

/** A case is not closed while an order to destroy it waits for an answer. */
export const destructionCheck: ClosingCheck = ({ db, case: id }) =>
  db
    .all<{ authority: string }>(`select authority from destruction where case_id = ? and state = 'waiting'`, id)
    .map(({ authority }) => ({
      what: 'Order of destruction',
      open: `An order (${authority}) waits for an answer.`,
      tab: 'retention',
      item: null,
    }))

/** Orders of a case, or of every case, newest first. Their words are of the case: who may not read it sees that they are. */
export function ordersOf({ db, member }: Workspace, caseId?: string): DestructionOrder[] {
  const reads = isAllowed(member.roles, 'case.read')
  const words = (said: string): string => (reads ? said : 'Content withheld')
  const rows = db.all<OrderRow>(
    'select * from destruction where ? is null or case_id = ? order by seq desc',
    caseId ?? null,
    caseId ?? null,
  )
  return rows.map((row) => ({
    id: row.id,
    caseNumber: row.case_number,
    authority: words(row.authority),
    reason: words(row.reason),
    orderedAt: row.ordered_at,
    orderedBy: memberName(db, row.ordered_by),
    own: row.ordered_by === member.id,
    state: row.state,
    answer:
      row.answered_at === null
        ? null
        : {
            at: row.answered_at,
            by: memberName(db, row.answered_by ?? ''),
            reason: row.answer_reason === null ? null : words(row.answer_reason),
          },
    scope: row.counts === null ? reachOf(db, row.case_id).counts : (JSON.parse(row.counts) as DestructionScope),
  }))
}

/** An order that waits for its answer, by its id or by its case's number. Fails with NOT_FOUND or ALREADY_DONE. */
export function findWaitingOrder(db: Reader, ref: string): OrderRow {
  const row = db.get<OrderRow>(
    `select * from destruction where id = ? or case_number = ? order by state = 'waiting' desc, seq desc`,
    ref,
    ref,
  )
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
    `This order on case ${row.case_number} was ${row.state === 'declined' ? 'declined' : 'carried out'} already.`,
    'Its case page says by whom and when; nothing was changed.',
  )
}
