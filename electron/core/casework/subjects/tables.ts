import { keyTable } from './keys.ts'

const kept = `
      added_at text not null,
      added_by text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text`

export const subjectTables = {
  /** `root`: the one that a subject is kept under, itself where it was not merged. */
  subject: `create table subject (
      id text primary key,
      serial integer not null unique,
      number text not null,
      kind text not null,
      name text not null,
      details text not null,
      root text not null,
      merged_into text,
      merged_at text,
      merged_by text,
      merge_reason text,
      added_at text not null,
      added_by text not null,
      seq integer not null
    ) strict;
    create index subject_root on subject (root);
    create index subject_merged on subject (merged_into) where merged_into is not null;
    create index subject_name on subject (name collate nocase, serial) where merged_into is null;
    create index subject_kind on subject (kind, name collate nocase, serial) where merged_into is null;`,
  subject_key: keyTable,
  subject_alias: `create table subject_alias (
      id text primary key,
      subject_id text not null,
      name text not null,
      confidence text not null,
      basis text not null,${kept}
    ) strict;
    create index alias_subject on subject_alias (subject_id);`,
  subject_identifier: `create table subject_identifier (
      id text primary key,
      subject_id text not null,
      type text not null,
      value text not null,
      basis text,${kept}
    ) strict;
    create index identifier_subject on subject_identifier (subject_id);`,
  subject_photo: `create table subject_photo (
      id text primary key,
      subject_id text not null,
      exhibit_id text not null,
      exhibit_number text not null,
      report_id text,
      case_id text,${kept}
    ) strict;
    create index photo_subject on subject_photo (subject_id);
    create index photo_case on subject_photo (case_id) where case_id is not null;
    create index photo_report on subject_photo (report_id) where report_id is not null;`,
  involvement: `create table involvement (
      id text primary key,
      subject_id text not null,
      report_id text,
      case_id text,
      role text not null,
      from_when text,
      to_when text,
      confidence text not null,
      basis text,
      seq integer not null,${kept}
    ) strict;
    create index involvement_subject on involvement (subject_id);
    create index involvement_report on involvement (report_id) where report_id is not null;
    create index involvement_case on involvement (case_id) where case_id is not null;`,
  /** Which entries concern which subjects: its history, and what an earlier moment of a case is made of. */
  subject_trace: `create table subject_trace (
      subject_id text not null,
      seq integer not null,
      primary key (subject_id, seq)
    ) strict, without rowid;
    create index trace_entry on subject_trace (seq);`,
}
