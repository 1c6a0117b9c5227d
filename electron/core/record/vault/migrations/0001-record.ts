import { appendOnly, type Migration } from './migration.ts'

/**
 * The record itself and what it needs: entries, their payloads, signed heads, the tree's tiles, keys of blobs.
 * `setting`, `secret` and `draft` are this copy's own and not part of the record.
 */
export const migration: Migration = {
  version: 1,
  sql: `
create table entry (
  seq integer primary key,
  bytes text not null,
  case_id text as (json_extract(bytes, '$.case')) virtual,
  subject text as (json_extract(bytes, '$.subject')) virtual
) strict;
create index entry_case on entry (case_id, seq) where case_id is not null;

create table payload (
  seq integer primary key references entry (seq),
  salt blob not null,
  body text not null
) strict;

create table head (
  size integer primary key,
  note text not null
) strict;

create table tile (
  level integer not null,
  place integer not null,
  hashes blob not null,
  root blob not null,
  primary key (level, place)
) strict, without rowid;

create table blob (
  name text primary key,
  key blob not null,
  size integer not null
) strict, without rowid;

create table setting (name text primary key, value text not null) strict, without rowid;
create table secret (name text primary key, bytes blob not null) strict, without rowid;
create table draft (key text primary key, body text not null, saved_at text not null) strict, without rowid;
create table view_version (name text primary key, version text not null) strict, without rowid;
${['entry', 'payload', 'head', 'tile', 'blob'].map(appendOnly).join('')}
`,
}
