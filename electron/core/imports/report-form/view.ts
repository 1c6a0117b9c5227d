import { count } from '../../../../shared/kernel/show.ts'
import { defineView } from '../../record/ledger/index.ts'
import { reportFormEntries } from './entries.ts'

/** Keys of report forms, and which sealed reports were filed. */
export const reportFormView = defineView({
  name: 'report-form',
  revision: 1,
  entries: reportFormEntries,
  tables: {
    intake_key: `create table intake_key (
      id text primary key,
      point text not null,
      fingerprint text not null,
      made_at text not null,
      made_by text not null,
      retired_at text,
      retired_by text,
      retired_reason text,
      destroyed_at text,
      destroyed_by text,
      destroyed_reason text,
      seq integer not null
    ) strict;`,
    form_import: `create table form_import (
      sha256 text primary key,
      filling text not null,
      key text not null,
      report_number text not null,
      seq integer not null
    ) strict;
    create index form_import_filling on form_import (filling);`,
  },
  project: {
    'intake-key.made': (db, { subject, at, actor, seq }, { point, fingerprint, replaces, reason }) => {
      db.run(
        'update intake_key set retired_at = ?, retired_by = ?, retired_reason = ? where id = ? and retired_at is null',
        at,
        actor,
        reason,
        replaces,
      )
      db.run(
        'insert into intake_key (id, point, fingerprint, made_at, made_by, seq) values (?, ?, ?, ?, ?, ?)',
        subject,
        point,
        fingerprint,
        at,
        actor,
        seq,
      )
    },
    'intake-key.destroyed': (db, { subject, at, actor }, { reason }) =>
      db.run(
        'update intake_key set destroyed_at = ?, destroyed_by = ?, destroyed_reason = ? where id = ?',
        at,
        actor,
        reason,
        subject,
      ),
    'form.exported': () => undefined,
    'form.imported': (db, { seq }, { sha256, filling, key, reportNumber }) =>
      db.run(
        'insert into form_import (sha256, filling, key, report_number, seq) values (?, ?, ?, ?, ?)',
        sha256,
        filling,
        key,
        reportNumber,
        seq,
      ),
  },
  summarise: {
    'intake-key.made': ({ fingerprint, replaces, reason }) =>
      `${replaces === null ? 'Key for report forms made' : 'New key for report forms made, the one before retired'}: ${fingerprint}${reason === null ? '' : ` (${reason})`}`,
    'intake-key.destroyed': ({ fingerprint, reason }) => `Key for report forms destroyed: ${fingerprint} (${reason})`,
    'form.exported': ({ forms, languages }) =>
      `Report form written: ${forms.map(({ key }) => key).join(', ')}, in ${languages.join(', ')}`,
    'form.imported': ({ reportNumber, attachments, keyState }) =>
      `Sealed report filed as ${reportNumber} with ${count(attachments, 'attachment')}${keyState === 'current' ? '' : `, sealed to a ${keyState} key`}`,
  },
})
