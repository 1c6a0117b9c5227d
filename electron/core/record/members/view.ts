import { showInstant } from '../../../../shared/kernel/show.ts'
import { defineView, type Recorded } from '../ledger/index.ts'
import type { Role } from '../../../../shared/contract/permissions.ts'
import type { Writer } from '../vault/index.ts'
import { memberEntries } from './entries.ts'
import { memberName } from './names.ts'

interface Added {
  id: string
  name: string
  roles: Role[]
  ed25519: string
  invited: boolean
}

const addMember = (db: Writer, { seq, at, actor }: Recorded, { id, name, roles, ed25519, invited }: Added): void =>
  db.run(
    `insert into member (id, name, roles, ed25519, state, added_at, added_by, active_since, seq, keys_seq)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    name,
    JSON.stringify(roles),
    ed25519,
    invited ? 'invited' : 'active',
    at,
    actor,
    invited ? null : at,
    seq,
    seq,
  )

const keysCount = (db: Writer, seq: number, member: string, ed25519: string): void =>
  db.run('update member set ed25519 = ?, keys_seq = ? where id = ?', ed25519, seq, member)

/** Members whose keys are from before here owe new ones. */
const keyChanged = (db: Writer, seq: number): void => db.run('update vault set rekeyed_seq = ?', seq)

const headerCounts = (db: Writer, headerHash: string): void => db.run('update vault set header_hash = ?', headerHash)

export const membersView = defineView({
  name: 'members',
  revision: 3,
  entries: memberEntries,
  tables: {
    member: `create table member (
      id text primary key,
      name text not null,
      roles text not null,
      ed25519 text not null,
      state text not null,
      added_at text not null,
      added_by text not null,
      active_since text,
      revoked_at text,
      revoked_by text,
      revoked_reason text,
      seq integer not null,
      keys_seq integer not null
    ) strict, without rowid;`,
    vault: `create table vault (
      id text primary key, name text not null, root_certificate text not null, header_hash text not null,
      identity text, rekeyed_seq integer not null
    ) strict, without rowid;`,
  },
  project: {
    'vault.created': (db, entry, { vault, name, member, rootCertificate, headerHash, identity }) => {
      db.run(
        'insert into vault (id, name, root_certificate, header_hash, identity, rekeyed_seq) values (?, ?, ?, ?, ?, 0)',
        vault,
        name,
        rootCertificate,
        headerHash,
        identity?.sha256 ?? null,
      )
      addMember(db, entry, { ...member, invited: false })
    },
    'vault.header-changed': (db, _entry, { headerHash }) => headerCounts(db, headerHash),
    'vault.rekeyed': (db, { seq }, { headerHash }) => {
      keyChanged(db, seq)
      headerCounts(db, headerHash)
    },
    'vault.identified': (db, { seq }, { identity, headerHash }) => {
      db.run('update vault set identity = ?', identity.sha256)
      keyChanged(db, seq)
      headerCounts(db, headerHash)
    },
    'vault.fingerprint-accepted': () => undefined,
    'member.added': (db, entry, { member, headerHash, ...added }) => {
      addMember(db, entry, { id: member, ...added })
      headerCounts(db, headerHash)
    },
    'member.activated': (db, { at, seq }, { member, ed25519, headerHash }) => {
      db.run(`update member set state = 'active', active_since = ? where id = ?`, at, member)
      keysCount(db, seq, member, ed25519)
      headerCounts(db, headerHash)
    },
    'member.keys-renewed': (db, { seq }, { member, ed25519, headerHash }) => {
      keysCount(db, seq, member, ed25519)
      headerCounts(db, headerHash)
    },
    'member.roles-changed': (db, _entry, { member, to }) =>
      db.run('update member set roles = ? where id = ?', JSON.stringify(to), member),
    'member.revoked': (db, { at, actor, seq }, { member, reason, headerHash }) => {
      db.run(
        `update member set state = 'revoked', revoked_at = ?, revoked_by = ?, revoked_reason = ? where id = ?`,
        at,
        actor,
        reason,
        member,
      )
      keyChanged(db, seq)
      headerCounts(db, headerHash)
    },
    'access.failed': () => undefined,
    'access.refused': () => undefined,
  },
  summarise: {
    'vault.created': ({ name, member }) => `${member.name} made the vault “${name}”`,
    'vault.header-changed': ({ reason }) => headerReasons[reason],
    'vault.rekeyed': ({ epoch }) => `The vault has a new key (epoch ${epoch})`,
    'vault.identified': ({ identity }) => `The vault has an identity: ${identity.sha256}`,
    'vault.fingerprint-accepted': ({ fingerprint }) =>
      `On a computer that had not seen this vault, its fingerprint was compared: ${fingerprint}`,
    'member.added': ({ name, roles, invited }) => `${name} ${invited ? 'invited' : 'added'} as ${roles.join(', ')}`,
    'member.activated': ({ member }, db) => `${memberName(db, member)} accepted the invitation and has own keys`,
    'member.keys-renewed': ({ member, epoch, reason, sheet }, db) =>
      `${memberName(db, member)} has new keys: ${renewalWords[reason]} (new vault key, epoch ${epoch})${sheetWords[sheet]}`,
    'member.roles-changed': ({ member, from, to }, db) =>
      `Roles of ${memberName(db, member)}: ${from.join(', ')} → ${to.join(', ')}`,
    'member.revoked': ({ member, reason, epoch }, db) =>
      `${memberName(db, member)} revoked: ${reason} (new key, epoch ${epoch})`,
    'access.failed': ({ count, since }) =>
      `${count} failed attempt${count === 1 ? '' : 's'} to open this vault since ${showInstant(since)}`,
    'access.refused': ({ call }) => `Refused: ${call}`,
  },
})

const headerReasons = {
  'passphrase-changed': 'Passphrase changed',
  'recovery-sheet-made': 'Recovery sheet made',
  recovered: 'Opened with the recovery sheet; new passphrase set',
  upgraded: 'Header of today’s form',
}

const renewalWords = {
  passphrase: 'passphrase changed',
  recovered: 'opened with the recovery sheet',
  sheet: 'recovery sheet replaced',
  rekeyed: 'the vault key was changed',
  revoked: 'a member was revoked',
  identified: 'the vault got its identity',
  owed: 'owed since the vault key was changed',
}
const sheetWords = { none: '', void: '; the recovery sheet is void', next: '; a new recovery sheet' }
