import { appendOnly, type Migration } from './migration.ts'

const unlessOrdered = (table: string, key: string): string => `
drop trigger ${table}_no_delete;
create trigger ${table}_no_delete before delete on ${table}
when not exists (select 1 from ${table}_destroyed d where d.${key} = old.${key})
begin select raise(abort, 'the record is append-only'); end;`

/**
 * Entries of no case by what they are about, for showing a case as it stood: reports before they belonged to it.
 *
 * What was destroyed under an order: which payloads and which blobs' keys, and the entry that says so. Only what is
 * listed here can be deleted, and the list itself only grows.
 */
export const migration: Migration = {
  version: 2,
  sql: `
create index entry_loose on entry (subject, seq)
  where case_id is null and json_extract(bytes, '$.type') <> 'report.received';

create table payload_destroyed (
  seq integer primary key references entry (seq),
  entry integer not null references entry (seq)
) strict;

create table blob_destroyed (
  name text primary key,
  entry integer not null references entry (seq)
) strict, without rowid;
${['payload_destroyed', 'blob_destroyed'].map(appendOnly).join('')}
${unlessOrdered('payload', 'seq')}
${unlessOrdered('blob', 'name')}
`,
}
