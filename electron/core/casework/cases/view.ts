import type { MemberNamed, Severity } from '../../../../shared/contract/fields.ts'
import type { z } from 'zod'
import { defineView, type FieldSet, type Forget } from '../../record/ledger/index.ts'
import { caseEntries } from './entries.ts'
import { admitToCase } from './sealed.ts'
import type { Writer } from '../../record/vault/index.ts'

/** What stays of a case whose record was destroyed: its number, so that it is never given again. */
export const forgetCase: Forget = (db, entry, { case: { id, number, year, serial } }) => {
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
  revision: 4,
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
      owner_member text,
      approver_member text,
      approver text,
      team text not null default '[]',
      follow_up_due text,
      opened_at text not null,
      closed_at text,
      opened_by text not null,
      seq integer not null
    ) strict;
    create index case_serial on case_file (year, serial);`,
  },
  project: {
    'case.opened': (db, entry, opened) =>
      db.run(
        `insert into case_file (id, number, year, serial, title, category, status, severity, severity_reason, owner,
           owner_member, approver_member, approver, team, follow_up_due, opened_at, opened_by, seq)
         values (?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        entry.subject,
        opened.number,
        opened.year,
        opened.serial,
        opened.title,
        opened.category,
        opened.severity?.level ?? null,
        opened.severity?.reason ?? null,
        opened.owner,
        opened.ownerMember ?? null,
        opened.approver?.id ?? null,
        opened.approver?.name ?? null,
        JSON.stringify(opened.team ?? []),
        opened.followUpDue,
        entry.at,
        entry.actor,
        entry.seq,
      ),
    'case.changed': (db, { subject }, { title, category, status, followUpDue, severity, ...people }) => {
      if (title) db.run('update case_file set title = ? where id = ?', title.to, subject)
      if (category) db.run('update case_file set category = ? where id = ?', category.to, subject)
      if (status) db.run('update case_file set status = ? where id = ?', status.to, subject)
      setPeople(db, subject, people)
      if (followUpDue) db.run('update case_file set follow_up_due = ? where id = ?', followUpDue.to, subject)
      if (severity) {
        const { level = null, reason = null } = severity.to ?? {}
        db.run('update case_file set severity = ?, severity_reason = ? where id = ?', level, reason, subject)
      }
    },
    'case.closed': (db, { subject, at }, { status }) =>
      db.run('update case_file set status = ?, closed_at = ? where id = ?', status.to, at, subject),
    'case.reopened': (db, { subject }, { status, ...people }) => {
      db.run('update case_file set status = ?, closed_at = null where id = ?', status.to, subject)
      setPeople(db, subject, people)
    },
  },
  admit: admitToCase,
  changes: {
    'case.opened': ({ title, category, severity, owner, approver, team, followUpDue }) => [
      { field: 'title', to: title },
      { field: 'category', to: category },
      { field: 'status', to: 'open' },
      { field: 'owner', to: owner },
      ...(approver ? [{ field: 'approver', to: approver.name }] : []),
      ...(team ? [{ field: 'team', to: inWords(team) }] : []),
      ...(severity ? [{ field: 'severity', to: inWords(severity) }] : []),
      ...(followUpDue === null ? [] : [{ field: 'follow-up due', to: followUpDue }]),
    ],
    // The member behind an owner's name is for programs.
    'case.changed': ({ reason: _, ownerMember: _id, ...changes }) => changedFields(changes),
    'case.closed': ({ status }) => [{ field: 'status', from: status.from, to: status.to }],
    'case.reopened': ({ reason: _, number: _number, ownerMember: _id, ...changes }) => changedFields(changes),
  },
  summarise: {
    'case.closed': ({ number }) => `Case ${number} closed`,
    'case.reopened': ({ number, reason, owner }) =>
      `Case ${number} re-opened${owner ? ` with ${owner.to} as owner` : ''}: ${reason}`,
    'case.opened': ({ number, title, owner }) => `Case ${number} opened: ${title} (owner ${owner})`,
    'case.changed': ({ reason, ownerMember: _, ...changes }) => {
      const words = Object.entries(changes).map(
        ([field, change]) => `${fieldNames[field] ?? field}: ${inWords(change?.from)} → ${inWords(change?.to)}`,
      )
      return words.join('; ') + (reason === undefined ? '' : ` (${reason})`)
    },
  },
})

type People = Pick<z.output<(typeof caseEntries)['case.reopened']>, 'owner' | 'ownerMember' | 'approver' | 'team'>

function setPeople(db: Writer, subject: string, { owner, ownerMember, approver, team }: Partial<People>): void {
  if (owner) db.run('update case_file set owner = ? where id = ?', owner.to, subject)
  // An entry of before owners were members names the new one alone.
  if (owner || ownerMember)
    db.run('update case_file set owner_member = ? where id = ?', ownerMember?.to ?? null, subject)
  if (approver)
    db.run(
      'update case_file set approver_member = ?, approver = ? where id = ?',
      approver.to?.id ?? null,
      approver.to?.name ?? null,
      subject,
    )
  if (team) db.run('update case_file set team = ? where id = ?', JSON.stringify(team.to), subject)
}

const changedFields = (changes: Record<string, { from: Value; to: Value } | undefined>): FieldSet[] =>
  Object.entries(changes).flatMap(([field, change]) =>
    change === undefined
      ? []
      : [{ field: fieldNames[field] ?? field, from: orNull(change.from), to: orNull(change.to) }],
  )

const fieldNames: Record<string, string> = { followUpDue: 'follow-up due' }

const orNull = (value: Value): string | null => (value === null || value === undefined ? null : inWords(value))

type Value = string | Severity | MemberNamed | readonly MemberNamed[] | null | undefined

function inWords(value: Value): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'string') return value
  if ('level' in value) return `${value.level}, ${value.reason}`
  if ('name' in value) return value.name
  return value.length === 0 ? 'none' : value.map(({ name }) => name).join(', ')
}
