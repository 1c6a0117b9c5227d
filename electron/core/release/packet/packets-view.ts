import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { defineView } from '../../record/ledger/index.ts'
import { packetEntries } from './entries.ts'

export const packetView = defineView({
  name: 'packet',
  revision: 3,
  entries: packetEntries,
  tables: {
    packet: `create table packet (
      id text primary key,
      case_id text not null,
      sequence integer not null,
      recipient text not null,
      purpose text not null,
      built_at text not null,
      built_by text not null,
      file text not null,
      sha256 text not null,
      pages integer not null,
      exhibits integer not null,
      certificate text,
      seq integer not null
    ) strict, without rowid;
    create index packet_case on packet (case_id, sequence);`,
    packet_handed_over: `create table packet_handed_over (
      seq integer primary key,
      packet_id text not null,
      recipient text not null,
      handed_at text not null,
      how text not null,
      recorded_at text not null,
      recorded_by text not null
    ) strict;
    create index packet_handed_over_packet on packet_handed_over (packet_id, seq);`,
  },
  project: {
    'packet.built': (db, { seq, at, actor, subject, case: caseId }, built) =>
      db.run(
        `insert into packet (id, case_id, sequence, recipient, purpose, built_at, built_by, file, sha256, pages, exhibits, certificate, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        subject,
        caseId ?? '',
        built.sequence,
        built.recipient,
        built.purpose,
        at,
        actor,
        built.file,
        built.sha256,
        built.pages,
        built.exhibits,
        built.certificate ?? null,
        seq,
      ),
    'packet.handed-over': (db, { seq, at, actor }, { packet, to, handedAt, how }) =>
      db.run(
        `insert into packet_handed_over (seq, packet_id, recipient, handed_at, how, recorded_at, recorded_by)
         values (?, ?, ?, ?, ?, ?, ?)`,
        seq,
        packet,
        to,
        handedAt,
        how,
        at,
        actor,
      ),
    'history.exported': () => undefined,
  },
  summarise: {
    'packet.built': ({ sequence, recipient, purpose }) => `Packet ${sequence} built for ${recipient}: ${purpose}`,
    'packet.handed-over': ({ sequence, to, how, handedAt }) =>
      `Packet ${sequence} handed over to ${to} on ${showInstant(handedAt)}: ${how}`,
    'history.exported': ({ format, entries }) =>
      `History written to a file (${format.toUpperCase()}, ${count(entries, 'entry', 'entries')})`,
  },
})
