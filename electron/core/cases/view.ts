import { defineView } from '../ledger/index.ts'
import { caseEntries } from './entries.ts'
import type { Recorded } from '../ledger/index.ts'
import type { Writer } from '../vault/index.ts'

/** What stays of a case whose record was destroyed: its number, so that it is never given again. */
export function forgetCase(
  db: Writer,
  entry: Recorded,
  { id, number, year, serial }: { id: string; number: string; year: number; serial: number },
): void {
  db.run('delete from case_file where id = ?', id)
  db.run(
    `insert into case_file (id, number, year, serial, title, category, status, owner, opened_at, opened_by, seq)
     values (?, ?, ?, ?, 'Destroyed under an order', 'other', 'destroyed', '', ?, ?, ?)`,
    id,
    number,
    year,
    serial,
    entry.at,
    entry.actor,
    entry.seq,
  )
}

export const casesView = defineView({
  name: 'cases',
  revision: 1,
  entries: caseEntries,
  tables: {
    case_file: `create table case_file (
      id text primary key,
      number text not null unique,
      year integer not null,
      serial integer not null,
      title text not null,
      category text not null,
      status text not null,
      severity text,
      severity_reason text,
      owner text not null,
      follow_up_due text,
      opened_at text not null,
      opened_by text not null,
      seq integer not null
    ) strict;
    create index case_serial on case_file (year, serial);`,
  },
  project: {
    'case.opened': (db, entry, opened) =>
      db.run(
        `insert into case_file (id, number, year, serial, title, category, status, severity, severity_reason, owner,
           follow_up_due, opened_at, opened_by, seq)
         values (?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?)`,
        entry.subject,
        opened.number,
        opened.year,
        opened.serial,
        opened.title,
        opened.category,
        opened.severity?.level ?? null,
        opened.severity?.reason ?? null,
        opened.owner,
        opened.followUpDue,
        entry.at,
        entry.actor,
        entry.seq,
      ),
    'case.changed': (db, { subject }, { title, status, owner, followUpDue, severity }) => {
      if (title) db.run('update case_file set title = ? where id = ?', title.to, subject)
      if (status) db.run('update case_file set status = ? where id = ?', status.to, subject)
      if (owner) db.run('update case_file set owner = ? where id = ?', owner.to, subject)
      if (followUpDue) db.run('update case_file set follow_up_due = ? where id = ?', followUpDue.to, subject)
      if (severity) {
        const { level = null, reason = null } = severity.to ?? {}
        db.run('update case_file set severity = ?, severity_reason = ? where id = ?', level, reason, subject)
      }
    },
  },
  changes: {
    'case.opened': ({ title, category, severity, owner, followUpDue }) => [
      { field: 'title', to: title },
      { field: 'category', to: category },
      { field: 'status', to: 'open' },
      { field: 'owner', to: owner },
      ...(severity ? [{ field: 'severity', to: inWords(severity) }] : []),
      ...(followUpDue === null ? [] : [{ field: 'follow-up due', to: followUpDue }]),
    ],
    'case.changed': ({ reason: _, ...changes }) =>
      Object.entries(changes).flatMap(([field, change]) =>
        change === undefined
          ? []
          : [{ field: fieldNames[field] ?? field, from: orNull(change.from), to: orNull(change.to) }],
      ),
  },
  summarise: {
    'case.opened': ({ number, title, owner }) => `Case ${number} opened: ${title} (owner ${owner})`,
    'case.changed': ({ reason, ...changes }) => {
      const words = Object.entries(changes).map(
        ([field, change]) => `${fieldNames[field] ?? field}: ${inWords(change?.from)} → ${inWords(change?.to)}`,
      )
      return words.join('; ') + (reason === undefined ? '' : ` (${reason})`)
    },
  },
})

const fieldNames: Record<string, string> = { followUpDue: 'follow-up due' }

const orNull = (value: Parameters<typeof inWords>[0]): string | null =>
  value === null || value === undefined ? null : inWords(value)

const inWords = (value: string | { level: string; reason: string } | null | undefined): string => {
  if (value === null || value === undefined) return 'none'
  return typeof value === 'string' ? value : `${value.level}, ${value.reason}`
}
