import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count } from '../../../../shared/kernel/show.ts'
import type { CaseFile } from '../cases/index.ts'
import { exhibitEntriesOf } from '../exhibits/index.ts'
import { reportsOfCase } from '../../intake/reports/index.ts'
import { entriesOf } from '../../record/ledger/index.ts'
import { memberName, othersWhoMay, requireAnother, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import type { DecisionRow } from './rows.ts'

/** Whom a decision is put to: the one who was named, while they may approve; else anybody but the decider. */
export function isPutTo(db: Reader, { decider, approver }: DecisionRow, member: string): boolean {
  const others = new Set(othersWhoMay(db, 'case.approve', decider).map(({ id }) => id))
  return approver !== null && others.has(approver) ? approver === member : others.has(member)
}

/** Fails with NEEDS_ANOTHER_MEMBER for the decider, with NOT_ALLOWED for one whom the decision was not put to. */
export function requireApprover(workspace: Workspace, row: DecisionRow): void {
  const { db, member } = workspace
  requireAnother(workspace, row.decider, 'answer this decision')
  if (isPutTo(db, row, member.id)) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `Decision ${row.number} was put to ${memberName(db, row.approver ?? '')}.`,
    'Leave the answer to them, or ask the decider to withdraw it and to put it to somebody else.',
  )
}

/**
 * What an approver had before them counts only if it is still how the case stands. Fails with CONFLICT when the case
 * changed since, naming what changed; with INVALID_INPUT for a moment before the decision was put forward.
 */
export function requireStillStands(
  { db, ledger }: Pick<Workspace, 'db' | 'ledger'>,
  file: CaseFile,
  shown: number,
  submittedSeq: number,
): { size: number; root: string } {
  if (shown > ledger.size || shown <= submittedSeq) {
    throw new HoldfastError(
      'INVALID_INPUT',
      `The ledger has ${count(ledger.size, 'entry', 'entries')} and this was put forward as entry ${submittedSeq}; ${shown} is not a moment at which it could be seen.`,
      'Open it again and answer what is shown.',
    )
  }
  const reports = reportsOfCase(db, file.id)
  const all = entriesOf(db, file.id, reports, exhibitEntriesOf(db, reports))
  const since = all.filter(({ entry }) => entry.seq >= shown)
  if (since.length === 0) return { size: shown, root: ledger.rootAt(shown) }
  const named = since
    .slice(0, 3)
    .map(({ entry, body }) => `entry ${entry.seq}, ${body === null ? entry.type : ledger.describe(entry, body)}`)
  const more = since.length > named.length ? `; and ${since.length - named.length} more` : ''
  throw new HoldfastError(
    'CONFLICT',
    `Case ${file.number} changed after you opened it (${count(since.length, 'entry', 'entries')}: ${named.join('; ')}${more}).`,
    'Read what changed, then answer again; nothing was recorded.',
  )
}
