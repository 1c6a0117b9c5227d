import { earliest } from '../../../../shared/kernel/time.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import { communicationEntries } from './entries.ts'

/** Takes a case's communications away when its record was destroyed. */
export const forgetCommunications: Forget = (db, _, destroyed) =>
  db.run('delete from communication where case_id = ?', destroyed.case.id)

export const communicationsView = defineView({
  name: 'communications',
  revision: 1,
  entries: communicationEntries,
  tables: {
    communication: `create table communication (
      id text primary key,
      case_id text not null,
      number text not null,
      serial integer not null,
      channel text not null,
      direction text not null,
      parties text not null,
      sent_at text not null,
      sent_ms integer not null,
      received_at text,
      content text not null,
      quotes text not null,
      outcome text,
      exhibit text,
      recorded_at text not null,
      recorded_by text not null,
      struck_at text,
      struck_by text,
      struck_reason text,
      replaced_by text,
      seq integer not null
    ) strict;
    create unique index communication_serial on communication (case_id, serial);`,
  },
  project: {
    'communication.logged': (db, { subject, case: caseId, at, actor, seq }, said) =>
      db.run(
        `insert into communication (id, case_id, number, serial, channel, direction, parties, sent_at, sent_ms,
           received_at, content, quotes, outcome, exhibit, recorded_at, recorded_by, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        subject,
        caseId ?? '',
        said.number,
        said.serial,
        said.channel,
        said.direction,
        JSON.stringify(said.parties),
        JSON.stringify(said.sentAt),
        earliest(said.sentAt),
        said.receivedAt && JSON.stringify(said.receivedAt),
        said.content,
        JSON.stringify(said.quotes),
        said.outcome,
        said.exhibit?.number ?? null,
        at,
        actor,
        seq,
      ),
    'communication.struck': (db, { subject, at, actor }, { reason, replacedBy }) =>
      db.run(
        'update communication set struck_at = ?, struck_by = ?, struck_reason = ?, replaced_by = ? where id = ?',
        at,
        actor,
        reason,
        replacedBy,
        subject,
      ),
  },
  changes: {
    'communication.logged': ({ sentAt, parties, content }) => [
      { field: 'sent', to: showOccurred(sentAt) },
      { field: 'parties', to: parties.map(({ name, role }) => `${name} (${role})`).join(', ') },
      { field: 'content', to: content },
    ],
    'communication.struck': ({ replacedBy }) => [
      { field: 'struck', from: null, to: replacedBy === null ? 'yes' : `replaced by ${replacedBy}` },
    ],
  },
  summarise: {
    'communication.logged': ({ number, channel, direction, parties }) =>
      `${number}: ${direction} ${channel}, ${parties.map(({ name }) => name).join(', ')}`,
    'communication.struck': ({ number, reason }) => `${number} struck: ${reason}`,
  },
})
