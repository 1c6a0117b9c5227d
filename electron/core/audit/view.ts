import { count } from '../../../shared/kernel/show.ts'
import { defineView } from '../record/ledger/index.ts'
import { auditEntryTypes } from './entries.ts'

export const auditView = defineView({
  name: 'audit',
  revision: 1,
  entries: auditEntryTypes,
  tables: {
    audit: `create table audit (
      seq integer primary key, at text not null, actor text not null, size integer not null
    ) strict;`,
    audit_schedule: `create table audit_schedule (id integer primary key, every text not null) strict;`,
  },
  project: {
    'vault.audited': (db, { seq, at, actor }, { size }) =>
      db.run('insert into audit (seq, at, actor, size) values (?, ?, ?, ?)', seq, at, actor, size),
    'audit.scheduled': (db, _entry, { every }) =>
      db.run('insert or replace into audit_schedule (id, every) values (1, ?)', every),
  },
  summarise: {
    'vault.audited': ({ size, exhibits }) =>
      `Audited: ${size.toLocaleString('en')} ${size === 1 ? 'entry' : 'entries'} and ${count(exhibits, 'exhibit')}, nothing was changed`,
    'audit.scheduled': ({ every }) => (every === 'never' ? 'No audits on a schedule' : `Audits asked for ${every}`),
  },
})
