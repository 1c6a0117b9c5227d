import { count } from '../../../../shared/kernel/show.ts'
import { defineView } from '../../record/ledger/index.ts'
import { retentionEntries } from './entries.ts'

export const retentionView = defineView({
  name: 'retention',
  revision: 5,
  entries: retentionEntries,
  tables: {
    hold: `create table hold (
      id text primary key,
      case_id text not null,
      authority text not null,
      reason text not null,
      placed_at text not null,
      placed_by text not null,
      lifted_at text,
      lifted_by text,
      lift_reason text,
      seq integer not null
    ) strict;
    create index hold_case on hold (case_id);`,
    destruction: `create table destruction (
      id text primary key,
      case_id text not null,
      case_number text not null,
      authority text not null,
      reason text not null,
      size integer not null,
      ordered_at text not null,
      ordered_by text not null,
      state text not null,
      answered_at text,
      answered_by text,
      answer_reason text,
      counts text,
      seq integer not null
    ) strict;
    create index destruction_case on destruction (case_id);`,
  },
  project: {
    'hold.placed': (db, { subject, case: caseId, at, actor, seq }, { authority, reason }) =>
      db.run(
        'insert into hold (id, case_id, authority, reason, placed_at, placed_by, seq) values (?, ?, ?, ?, ?, ?, ?)',
        subject,
        caseId ?? '',
        authority,
        reason,
        at,
        actor,
        seq,
      ),
    'hold.lifted': (db, { subject, at, actor }, { reason }) =>
      db.run('update hold set lifted_at = ?, lifted_by = ?, lift_reason = ? where id = ?', at, actor, reason, subject),
    'destruction.ordered': (db, { subject, case: caseId, at, actor, seq }, { caseNumber, authority, reason, size }) =>
      db.run(
        `insert into destruction (id, case_id, case_number, authority, reason, size, ordered_at, ordered_by, state, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)`,
        subject,
        caseId ?? '',
        caseNumber,
        authority,
        reason,
        size,
        at,
        actor,
        seq,
      ),
    'destruction.declined': (db, { subject, at, actor }, { reason }) =>
      db.run(
        `update destruction set state = 'declined', answered_at = ?, answered_by = ?, answer_reason = ? where id = ?`,
        at,
        actor,
        reason,
        subject,
      ),
    // What the case recorded is forgotten by the feature that keeps it: see `forget` in its manifest.
    'record.destroyed': (db, entry, { order, counts }) =>
      db.run(
        `update destruction set state = 'carried-out', answered_at = ?, answered_by = ?, counts = ? where id = ?`,
        entry.at,
        entry.actor,
        JSON.stringify(counts),
        order,
      ),
  },
  summarise: {
    'hold.placed': ({ authority, reason }) => `Legal hold placed (${authority}): ${reason}`,
    'hold.lifted': ({ reason }) => `Legal hold lifted: ${reason}`,
    'destruction.ordered': ({ caseNumber, authority, reason }) =>
      `Destruction of case ${caseNumber} ordered (${authority}): ${reason}`,
    'destruction.declined': ({ caseNumber, reason }) => `Destruction of case ${caseNumber} declined: ${reason}`,
    'record.destroyed': ({ case: { number }, entries, blobs, authority }) =>
      `Case ${number} destroyed (${authority}): ${count(entries.length, 'record')}, ${count(blobs.length, 'exhibit')}`,
  },
})
