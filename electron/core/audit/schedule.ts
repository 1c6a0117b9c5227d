import { desc } from 'drizzle-orm'
import type { Checked, Output } from '../../../shared/contract/contract.ts'
import { memberName, type Workspace } from '../record/members/index.ts'
import { query, type Reader } from '../record/vault/index.ts'
import { auditView } from './view.ts'
import { audits, auditSchedules } from './tables.ts'

type Schedule = Output<'audit.schedule'>

const day = 86_400_000
const waits: Record<Schedule['every'], number> = {
  never: Number.POSITIVE_INFINITY,
  daily: day,
  weekly: 7 * day,
  monthly: 30 * day,
}

/**
 * Whether a full audit is due at `now` (milliseconds since 1970), the last having been at `lastAt`, or the vault made
 * then. A clock that stands before it puts nothing off: it cannot tell how long ago that was.
 */
export function isDue(every: Schedule['every'], lastAt: string, now: number): boolean {
  if (every === 'never') return false
  const since = now - Date.parse(lastAt)
  return !(since >= 0 && since < waits[every])
}

const scheduled = query((from) => from.select({ every: auditSchedules.every }).from(auditSchedules))

export function readSchedule({ db, ledger, ports }: Workspace): Schedule {
  // The tables of a ledger that takes no entries may be of an older Holdfast, and are not to be believed.
  if (ledger.fault) return { every: 'weekly', last: null, due: 'full' }
  const every = db.get(scheduled)?.every ?? 'weekly'
  const row = lastAudit(db)
  const last = row ? { at: row.at, by: memberName(db, row.actor), size: row.size, seq: row.seq } : null
  return { every, last, due: isDue(every, last?.at ?? madeAt(db), ports.clock.now()) ? 'full' : 'new' }
}

const madeAt = (db: Reader): string =>
  db.get<{ at: string }>(`select json_extract(bytes, '$.at') as at from entry where seq = 0`)?.at ?? ''

const newestAudit = query((from) => from.select().from(audits).orderBy(desc(audits.seq)).limit(1))

/** The newest full audit on record, as the table says; its entry is what counts. */
export const lastAudit = (db: Reader): { seq: number; at: string; actor: string; size: number } | undefined =>
  db.get(newestAudit)

export function setSchedule(workspace: Workspace, { every }: Checked<'audit.setSchedule'>): Schedule {
  const { ledger, vault } = workspace
  if (readSchedule(workspace).every !== every) {
    ledger.transact(({ append }) => append(auditView, 'audit.scheduled', { subject: vault.header.id }, { every }))
  }
  return readSchedule(workspace)
}
