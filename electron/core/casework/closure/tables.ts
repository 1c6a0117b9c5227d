export const closureTables = {
  allegation: `create table allegation (
    id text primary key,
    case_id text not null,
    serial integer not null,
    number text not null,
    text text not null,
    standard text not null,
    seq integer not null,
    finding text,
    basis text,
    facts text,
    found_by text,
    found_at text,
    found_seq integer,
    withdrawn_at text,
    withdrawn_by text,
    withdraw_reason text,
    unique (case_id, serial)
  ) strict;`,
  closure_statement: `create table closure_statement (
    case_id text not null,
    part text not null,
    text text not null,
    level text,
    by_member text not null,
    at text not null,
    seq integer not null,
    primary key (case_id, part)
  ) strict;`,
  watch: `create table watch (
    id text primary key,
    case_id text not null,
    serial integer not null,
    number text not null,
    kind text not null,
    what text not null,
    owner_member text not null,
    owner text not null,
    due text,
    due_ms real,
    seq integer not null,
    unique (case_id, serial)
  ) strict;
  create index watch_due on watch (due_ms) where due is not null;`,
  watch_answer: `create table watch_answer (
    seq integer primary key,
    watch_id text not null,
    outcome text not null,
    note text not null,
    by_member text not null,
    at text not null,
    next text,
    report text
  ) strict;
  create index watch_answers on watch_answer (watch_id, seq);`,
  closure_request: `create table closure_request (
    seq integer primary key,
    case_id text not null,
    state text not null,
    by_member text not null,
    at text not null,
    remark text,
    answered_at text,
    answered_by text,
    answer_reason text,
    seen_size integer,
    seen_root text
  ) strict;
  create index closure_of_case on closure_request (case_id, seq);`,
}
