import { count } from '../../../../shared/kernel/show.ts'
import { defineView } from '../../record/ledger/index.ts'
import { memberName } from '../../record/members/index.ts'
import { certificateEntries } from './entries.ts'

export const certificatesView = defineView({
  name: 'certificates',
  revision: 1,
  entries: certificateEntries,
  tables: {
    certificate_request: `create table certificate_request (
      seq integer primary key,
      member text not null,
      public_key text not null,
      request text not null,
      ed25519 text not null,
      signature text not null,
      at text not null
    ) strict;
    create index certificate_request_member on certificate_request (member, seq);`,
    certificate: `create table certificate (
      seq integer primary key,
      serial text not null,
      member text not null,
      name text not null,
      roles text not null,
      sha256 text not null,
      public_key text not null,
      der text not null,
      not_before text not null,
      not_after text not null,
      issued_at text not null,
      issued_by text not null,
      revoked_at text,
      revoked_seq integer
    ) strict;
    create index certificate_member on certificate (member, seq);
    create index certificate_sha256 on certificate (sha256);`,
    revocation_list: `create table revocation_list (
      number integer primary key, seq integer not null, at text not null, list text not null, revoked integer not null
    ) strict;`,
  },
  project: {
    'certificate.requested': (db, { seq, at }, { member, publicKey, request, ed25519, signature }) =>
      db.run(
        `insert into certificate_request (seq, member, public_key, request, ed25519, signature, at)
         values (?, ?, ?, ?, ?, ?, ?)`,
        seq,
        member,
        publicKey,
        request,
        ed25519,
        signature,
        at,
      ),
    'certificate.issued': (db, { seq, at, actor }, issued) =>
      db.run(
        `insert into certificate (seq, serial, member, name, roles, sha256, public_key, der, not_before, not_after, issued_at, issued_by)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        seq,
        issued.serial,
        issued.member,
        issued.name,
        JSON.stringify(issued.roles),
        issued.sha256,
        issued.publicKey,
        issued.certificate,
        issued.notBefore,
        issued.notAfter,
        at,
        actor,
      ),
    'certificate.revoked': (db, { seq, at }, { sha256 }) =>
      db.run('update certificate set revoked_at = ?, revoked_seq = ? where sha256 = ?', at, seq, sha256),
    'certificate.revocations-listed': (db, { seq, at }, { number, list, revoked }) =>
      db.run(
        'insert or replace into revocation_list (number, seq, at, list, revoked) values (?, ?, ?, ?, ?)',
        number,
        seq,
        at,
        list,
        revoked,
      ),
  },
  summarise: {
    'certificate.requested': ({ member }, db) =>
      `${memberName(db, member)} asks for a certificate to sign packets with`,
    'certificate.issued': ({ name, roles, serial }) =>
      `Certificate issued to ${name} (${roles.join(', ')}), serial ${serial}`,
    'certificate.revoked': ({ member, serial, reason }, db) =>
      `Certificate of ${memberName(db, member)} revoked, serial ${serial}: ${reason}`,
    'certificate.revocations-listed': ({ number, revoked }) =>
      `List ${number} of revoked certificates signed: ${count(revoked, 'certificate')}`,
  },
})
