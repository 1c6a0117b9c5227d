import type { HistoryRow } from '../../../../shared/contract/cases.ts'
import type { StoredEntry } from '../ledger/index.ts'
import { isAllowed, memberName, type House, type Workspace } from '../members/index.ts'

/** Whether a member may read what an entry recorded: auditors and administrators see the ledger, but no case content. */
export const mayRead = ({ roles }: Workspace['member'], type: string): boolean =>
  /^(vault|access|clock)\./.test(type) || isAllowed(roles, 'case.read')

/** An entry as a line of a list, in the words of the feature that recorded it. */
export const historyRow = (
  { db, ledger, member }: Workspace,
  { entry, hash, body }: StoredEntry,
  caseNumber: House['caseNumber'],
): HistoryRow => ({
  seq: entry.seq,
  at: entry.at,
  actor: memberName(db, entry.actor),
  type: entry.type,
  summary:
    body === null
      ? 'Content destroyed under an order'
      : mayRead(member, entry.type)
        ? ledger.describe(entry, body)
        : 'Content withheld',
  hash,
  caseNumber: entry.case === undefined ? null : caseNumber(db, entry.case),
})
