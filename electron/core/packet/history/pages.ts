import type { CaseHistoryRow } from '../../../../shared/contract/cases.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { isInstant } from '../../../../shared/kernel/time.ts'
import { readVault, type Workspace } from '../../members/index.ts'
import { grouped } from '../typeset/view.ts'

interface History {
  number: string
  title: string
  /** When it is written, ISO 8601 in UTC. */
  at: string
  rows: readonly CaseHistoryRow[]
  head: { size: number; root: string }
}

/** What the template history.typ reads. */
export function historyPages({ db, member, stood }: Workspace, { number, title, at, rows, head }: History): object {
  return {
    case: { number, title },
    vault: readVault(db).name,
    by: member.name,
    written: showInstant(at),
    date: Object.fromEntries(
      ['year', 'month', 'day', 'hour', 'minute', 'second'].map((part, i) => [part, Number(at.split(/\D/)[i])]),
    ),
    stood: stood === undefined ? null : showInstant(stood.at),
    entries: count(rows.length, 'entry', 'entries'),
    ledger: count(head.size, 'entry', 'entries'),
    root: grouped(head.root),
    rows: rows.map(({ seq, at: recorded, actor, summary, changes, reason, hash }) => ({
      seq: String(seq),
      at: showInstant(recorded),
      actor,
      what: summary,
      changes: changes.map(({ field, from, to }) => ({ field, from: shown(from), to: shown(to) })),
      reason,
      hash: hash.slice(0, 16),
    })),
  }
}

const shown = (value: string | null): string | null => (value !== null && isInstant(value) ? showInstant(value) : value)
