import type { CaseHistoryRow } from '../../../../../shared/contract/cases.ts'
import { count, showInstant } from '../../../../../shared/kernel/show.ts'
import { isInstant } from '../../../../../shared/kernel/time.ts'
import { readVault, type Workspace } from '../../../record/members/index.ts'
import { grouped } from '../../../print/index.ts'

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
    rows: rows.map(({ seq, at: recorded, actor, type, about, summary, changes, reason, hash }) => ({
      seq: String(seq),
      at: showInstant(recorded),
      actor,
      what: type === 'case.changed' ? `Case ${number} changed` : named(about, summary),
      changes: changes.map(({ field, from, to }) => ({ field, from: shown(from), to: shown(to) })),
      reason: type !== 'case.changed' && reason !== null && summary.includes(reason) ? null : reason,
      hash: hash.slice(0, 16),
    })),
  }
}

const shown = (value: string | null): string | null => (value !== null && isInstant(value) ? showInstant(value) : value)

/** Which report or note it is about, where the words alone do not say. */
const named = (about: string | null, summary: string): string =>
  about === null || summary.includes(about) ? summary : `${about}: ${summary}`
