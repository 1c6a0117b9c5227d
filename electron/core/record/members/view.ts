import { showInstant } from '../../../../shared/kernel/show.ts'
import { defineView, type Recorded } from '../ledger/index.ts'
import type { Role } from '../../../../shared/contract/permissions.ts'
import { ddl, type Writer } from '../vault/index.ts'
import { memberEntries } from './entries.ts'
import { memberName } from './names.ts'
import { members, vaults } from './tables.ts'

interface Added {
  id: string
  name: string
  roles: Role[]
  ed25519: string
  invited: boolean
}

const addMember = (db: Writer, { seq, at, actor }: Recorded, { id, name, roles, ed25519, invited }: Added): void =>
  db.insert(members, {
    id,
    name,
    roles,
    ed25519,
    state: invited ? 'invited' : 'active',
    addedAt: at,
    addedBy: actor,
    activeSince: invited ? null : at,
    seq,
    keysSeq: seq,
  })

const keysCount = (db: Writer, keysSeq: number, id: string, ed25519: string): void =>
  db.update(members, { id }, { ed25519, keysSeq })

/** Members whose keys are from before here owe new ones. */
const keyChanged = (db: Writer, seq: number): void => db.update(vaults, 'every row', { rekeyedSeq: seq })

const headerCounts = (db: Writer, headerHash: string): void => db.update(vaults, 'every row', { headerHash })

export const membersView = defineView({
  name: 'members',
  revision: 3,
  entries: memberEntries,
  tables: { member: ddl(members, { withoutRowid: true }), vault: ddl(vaults, { lines: [4, 2], withoutRowid: true }) },
  project: {
    'vault.created': (db, entry, { vault, name, member, rootCertificate, headerHash, identity }) => {
      db.insert(vaults, { id: vault, name, rootCertificate, headerHash, identity: identity?.sha256, rekeyedSeq: 0 })
      addMember(db, entry, { ...member, invited: false })
    },
    'vault.header-changed': (db, _entry, { headerHash }) => headerCounts(db, headerHash),
    'vault.rekeyed': (db, { seq }, { headerHash }) => {
      keyChanged(db, seq)
      headerCounts(db, headerHash)
    },
    'vault.identified': (db, { seq }, { identity, headerHash }) => {
      db.update(vaults, 'every row', { identity: identity.sha256 })
      keyChanged(db, seq)
      headerCounts(db, headerHash)
    },
    'vault.fingerprint-accepted': () => undefined,
    'member.added': (db, entry, { member, headerHash, ...added }) => {
      addMember(db, entry, { id: member, ...added })
      headerCounts(db, headerHash)
    },
    'member.activated': (db, { at, seq }, { member, ed25519, headerHash }) => {
      db.update(members, { id: member }, { state: 'active', activeSince: at })
      keysCount(db, seq, member, ed25519)
      headerCounts(db, headerHash)
    },
    'member.keys-renewed': (db, { seq }, { member, ed25519, headerHash }) => {
      keysCount(db, seq, member, ed25519)
      headerCounts(db, headerHash)
    },
    'member.roles-changed': (db, _entry, { member, to }) => db.update(members, { id: member }, { roles: to }),
    'member.revoked': (db, { at, actor, seq }, { member, reason, headerHash }) => {
      db.update(members, { id: member }, { state: 'revoked', revokedAt: at, revokedBy: actor, revokedReason: reason })
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
