import { defineView } from '../ledger/index.ts'
import { memberEntries } from './entries.ts'

export const membersView = defineView({
  name: 'members',
  revision: 1,
  entries: memberEntries,
  tables: {
    member: `create table member (
      id text primary key, name text not null, roles text not null, ed25519 text not null, seq integer not null
    ) strict, without rowid;`,
    vault: `create table vault (
      id text primary key, name text not null, root_certificate text not null, header_hash text not null
    ) strict, without rowid;`,
  },
  project: {
    'vault.created': (db, { seq }, { vault, name, member, rootCertificate, headerHash }) => {
      const roles = JSON.stringify(member.roles)
      db.run(
        'insert into vault (id, name, root_certificate, header_hash) values (?, ?, ?, ?)',
        vault,
        name,
        rootCertificate,
        headerHash,
      )
      db.run(
        'insert into member (id, name, roles, ed25519, seq) values (?, ?, ?, ?, ?)',
        member.id,
        member.name,
        roles,
        member.ed25519,
        seq,
      )
    },
    'vault.header-changed': (db, _entry, { headerHash }) => db.run('update vault set header_hash = ?', headerHash),
    'access.refused': () => undefined,
  },
  summarise: {
    'vault.created': ({ name, member }) => `${member.name} made the vault “${name}”`,
    'vault.header-changed': () => 'Passphrase changed',
    'access.refused': ({ call }) => `Refused: ${call}`,
  },
})
