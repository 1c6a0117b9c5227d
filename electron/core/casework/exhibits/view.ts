import { count } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import { exhibitEntries } from './entries.ts'

const custodyInsert = `insert into custody_event (seq, exhibit_id, action, from_custodian, to_custodian, custody_at, recorded_at,
  recorded_by, place, method, purpose, sha256) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Takes a case's register, and those of its reports, away when its record was destroyed. */
export const forgetExhibits: Forget = (db, _, { case: { id: caseId } }) => {
  const of = 'case_id = ? or report_id in (select id from report where case_id = ?)'
  db.run(`delete from custody_event where exhibit_id in (select id from exhibit where ${of})`, caseId, caseId)
  db.run(`delete from exhibit where ${of}`, caseId, caseId)
}

export const exhibitsView = defineView({
  name: 'exhibits',
  revision: 3,
  entries: exhibitEntries,
  tables: {
    exhibit: `create table exhibit (
      id text primary key,
      case_id text,
      case_number text,
      report_id text,
      report_number text,
      serial integer not null,
      number text not null unique,
      file_name text not null,
      description text,
      media_type text not null,
      size integer not null,
      sha256 text not null,
      blob text not null,
      collected_by text not null,
      collected_at text not null,
      place text,
      method text,
      kind text not null,
      derived_from text,
      derived_number text,
      derived_how text,
      recorded_at text not null,
      recorded_by text not null,
      verified_at text,
      failed_at text,
      failed_seq integer,
      seq integer not null
    ) strict;
    create unique index exhibit_serial on exhibit (case_id, serial) where case_id is not null;
    create unique index exhibit_report on exhibit (report_id, serial) where report_id is not null;
    create index exhibit_origin on exhibit (derived_from) where derived_from is not null;
    create index exhibit_hash on exhibit (sha256);`,
    custody_event: `create table custody_event (
      seq integer primary key,
      exhibit_id text not null,
      action text not null,
      from_custodian text,
      to_custodian text,
      custody_at text not null,
      recorded_at text not null,
      recorded_by text not null,
      place text,
      method text,
      purpose text,
      sha256 text
    ) strict;
    create index custody_exhibit on custody_event (exhibit_id, seq);`,
  },
  project: {
    'exhibit.added': (db, { seq, at, actor, case: caseId, subject }, added) => {
      db.run(
        `insert into exhibit (id, case_id, case_number, report_id, report_number, serial, number, file_name, description, media_type, size, sha256, blob,
           collected_by, collected_at, place, method, kind, derived_from, derived_number, derived_how, recorded_at,
           recorded_by, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        subject,
        // Of a case or of a report: a report's exhibits are found in its case through the report.
        added.report ? null : (caseId ?? ''),
        added.report ? null : (added.caseNumber ?? ''),
        added.report?.id ?? null,
        added.report?.number ?? null,
        added.serial,
        added.number,
        added.fileName,
        added.description,
        added.mediaType,
        added.size,
        added.sha256,
        added.blob,
        added.collectedBy,
        added.collectedAt,
        added.place,
        added.method,
        added.kind ?? 'original',
        added.derivedFrom?.exhibit ?? null,
        added.derivedFrom?.number ?? null,
        added.derivedFrom?.how ?? null,
        at,
        actor,
        seq,
      )
      const { collectedBy, collectedAt, place, method, sha256 } = added
      db.run(
        custodyInsert,
        seq,
        subject,
        'collect',
        null,
        collectedBy,
        collectedAt,
        at,
        actor,
        place,
        method,
        null,
        sha256,
      )
    },
    'custody.recorded': (db, { seq, at, actor, subject }, event) => {
      const { action, from, to, custodyAt, place, method, purpose, sha256 } = event
      db.run(custodyInsert, seq, subject, action, from, to, custodyAt, at, actor, place, method, purpose, sha256)
    },
    'exhibits.verified': (db, { at, seq }, { verified, failed }) => {
      for (const { id } of verified) db.run('update exhibit set verified_at = ?, failed_at = null where id = ?', at, id)
      for (const { id } of failed) db.run('update exhibit set failed_at = ?, failed_seq = ? where id = ?', at, seq, id)
    },
  },
  changes: {
    'exhibit.added': ({ collectedBy, place }) => [
      { field: 'custodian', to: collectedBy },
      ...(place === null ? [] : [{ field: 'place', to: place }]),
    ],
    'custody.recorded': ({ action, from, to, place }) =>
      // A copy that was handed out has not moved the exhibit itself.
      action === 'export'
        ? []
        : [
            ...(to === null ? [] : [{ field: 'custodian', to, ...(from === null ? {} : { from }) }]),
            ...(place === null ? [] : [{ field: 'place', to: place }]),
          ],
    'exhibits.verified': ({ verified, failed }) => [
      ...verified.map(({ id, number }) => ({ of: id, field: `verification of ${number}`, to: 'matches' })),
      ...failed.map(({ id, number, problem }) => ({ of: id, field: `verification of ${number}`, to: problem })),
    ],
  },
  summarise: {
    'exhibit.added': ({ number, fileName, derivedFrom }) =>
      `Exhibit ${number} kept: ${fileName}${derivedFrom ? `, from ${derivedFrom.number} (${derivedFrom.how})` : ''}`,
    'custody.recorded': ({ number, action, from, to }) =>
      [`${number}: ${action}`, from === null ? '' : `from ${from}`, to === null ? '' : `to ${to}`]
        .filter(Boolean)
        .join(' '),
    'exhibits.verified': ({ verified, failed }) =>
      failed.length === 0
        ? `${count(verified.length, 'exhibit')} read back and verified`
        : `${failed.map(({ number }) => number).join(', ')} failed verification`,
  },
})
