import { eq, lt } from 'drizzle-orm'
import type { Stood } from '../../../../shared/contract/fields.ts'
import type { Role } from '../../../../shared/contract/permissions.ts'
import { readerOf, type Ledger } from '../ledger/index.ts'
import { memberEntries } from './entries.ts'
import type { Ports } from '../../ports.ts'
import { hex } from '../../../../shared/kernel/bytes.ts'
import { isRenewal, type Place } from '../../../../shared/ledger/admission.ts'
import type { Renewed } from '../../../../shared/ledger/head-file.ts'
import { query, verifyText, type Given, type Reader, type Vault } from '../vault/index.ts'
import { members, vaults } from './tables.ts'

export interface Member {
  id: string
  name: string
  roles: Role[]
}

/** An unlocked vault with the member who is at work in it: what every feature's commands and queries are given. */
export interface Workspace {
  vault: Vault
  ledger: Ledger
  db: Reader
  member: Member
  ports: Ports
  /** Set when `db` shows the record as it stood earlier. */
  stood?: Stood
}

type OfMember = Given<{ id: string }>

const memberBy = query((from, { id }: OfMember) =>
  from.select({ name: members.name, roles: members.roles }).from(members).where(eq(members.id, id)),
)

export function readMember(db: Reader, id: string): Member {
  const row = db.get(memberBy, { id })
  return { id, name: row?.name ?? id, roles: row?.roles ?? [] }
}

const active = query((from) =>
  from
    .select({ name: members.name, roles: members.roles })
    .from(members)
    .where(eq(members.state, 'active'))
    .orderBy(members.seq),
)

/** The names of those who may manage members, and upgrade the vault. */
export const administratorsOf = (db: Reader): string[] =>
  db
    .all(active)
    .filter(({ roles }) => roles.includes('administrator'))
    .map(({ name }) => name)

const theVault = query((from) =>
  from
    .select({
      name: vaults.name,
      rootCertificate: vaults.rootCertificate,
      headerHash: vaults.headerHash,
      identity: vaults.identity,
    })
    .from(vaults),
)

/** What the ledger says of the vault itself. `rootCertificate` is DER in base64. */
export const readVault = (
  db: Reader,
): { name: string; rootCertificate: string; headerHash: string; identity: string | null } =>
  db.get(theVault) ?? { name: '', rootCertificate: '', headerHash: '', identity: null }

const olderKeys = query((from, { id }: OfMember) =>
  from
    .select({ id: members.id })
    .from(members)
    .innerJoin(vaults, lt(members.keysSeq, vaults.rekeyedSeq))
    .where(eq(members.id, id)),
)

/** Whether the member's keys are older than the last change of the vault key by another: whoever has an old vault.json and its passphrase still comes to this one. */
export const owesRenewal = (db: Reader, member: string): boolean => db.get(olderKeys, { id: member }) !== undefined

/** Names that anybody near the vault knows: the vault's own and its member's at work. */
export const namesIn = ({ db, member }: Pick<Workspace, 'db' | 'member'>): string[] => [readVault(db).name, member.name]

/** A change of which key may sign for a member; null: none any more. */
export interface KeyChange {
  member: string
  ed25519: Uint8Array | null
}

/**
 * What an entry changes about the keys that may sign heads, from its place in the ledger on; nothing where what it recorded
 * does not have its form, which whoever holds the vault key can write.
 */
export function signingKeyIn(type: string, body: string): KeyChange | undefined {
  return keyTypes.has(type) ? keyChangeIn(type, saidIn(type, body)) : undefined
}

/** The same of what was read already. */
export function keyChangeIn(type: string, said: Said | undefined): KeyChange | undefined {
  if (!said || !keyTypes.has(type)) return undefined
  const of = type === 'vault.created' ? said.member : { id: said.member, ed25519: said.ed25519 }
  if (typeof of !== 'object' || typeof of.id !== 'string') return undefined
  if (type === 'member.revoked') return { member: of.id, ed25519: null }
  return of.ed25519 === undefined ? undefined : { member: of.id, ed25519: Buffer.from(of.ed25519, 'hex') }
}

/** Fields of what entries about the vault and its members record, those that their rules look at. */
export interface Said {
  /** The vault's id. */
  vault?: string
  identity?: { sha256: string }
  /** Whom it is about; in the first entry their details. */
  member?: string | { id: string; roles: Role[]; ed25519?: string }
  ed25519?: string
  roles?: Role[]
  to?: Role[]
  invited?: boolean
}

const readSaid = readerOf([{ entries: memberEntries }])

/** What an entry of these types recorded; undefined where it does not have its form, and counts for nothing. */
export const saidIn = (type: string, body: string): Said | undefined => readSaid(type, body).payload as Said | undefined

const keyTypes = new Set(['vault.created', 'member.added', 'member.activated', 'member.keys-renewed', 'member.revoked'])

/** Entries about the vault and its members with what they recorded, among the first `size`; those without their form are left out. */
export const aboutMembers = (db: Reader, size: number): { seq: number; type: string; actor: string; said: Said }[] =>
  db
    // In the words of an index, so that a million reports are passed over.
    .all<{ seq: number; type: string; actor: string; body: string }>(
      `select e.seq, json_extract(e.bytes, '$.type') as type, json_extract(e.bytes, '$.actor') as actor, p.body
       from entry e join payload p using (seq)
       where e.case_id is null and json_extract(e.bytes, '$.type') <> 'report.received'
         and e.seq < ? and (type like 'vault.%' or type like 'member.%') order by e.seq`,
      size,
    )
    .flatMap(({ body, ...entry }) => {
      const said = saidIn(entry.type, body)
      return said ? [{ ...entry, said }] : []
    })

/** The keys that may sign heads of a ledger of `size` entries: member id → raw Ed25519 key, as its entries name them. */
export function signingKeysAt(db: Reader, size: number): Map<string, Uint8Array> {
  const keys = new Map<string, Uint8Array>()
  for (const { type, said } of aboutMembers(db, size)) {
    const change = keyChangeIn(type, said)
    if (change?.ed25519) keys.set(change.member, change.ed25519)
    else if (change) keys.delete(change.member)
  }
  return keys
}

/**
 * Entries by which a member got new keys that the former key did not sign, or that did not sign themselves: whoever holds the
 * vault key could write them, but only the member renews. In a vault without an identity acceptances carry no signature.
 */
export function renewalFaults(db: Reader): { seq: number; why: string }[] {
  const keys = new Map<string, string>()
  let place: Place = { vault: '' }
  const found: { seq: number; why: string }[] = []
  for (const { seq, type, said } of aboutMembers(db, Number.MAX_SAFE_INTEGER)) {
    if (type === 'vault.created') place = { vault: said.vault ?? '', identity: said.identity?.sha256 }
    if (type === 'vault.identified') place = { ...place, identity: said.identity?.sha256 }
    const change = keyChangeIn(type, said)
    const signed = type === 'member.keys-renewed' || (type === 'member.activated' && place.identity !== undefined)
    if (signed && change && !isRenewal(verifyText, place, keys.get(change.member), said))
      found.push({ seq, why: 'A member’s new keys are not signed by the former ones and by themselves.' })
    if (change?.ed25519) keys.set(change.member, hex(change.ed25519))
    else if (change) keys.delete(change.member)
  }
  return found
}

/** The renewals and acceptances that entries from `from` up to `to` recorded with their signatures, in their order. */
export function renewalsBetween(db: Reader, from: number, to: number): Renewed[] {
  let identity: string | undefined
  return aboutMembers(db, to).flatMap(({ seq, type, said }) => {
    if (type === 'vault.created' || type === 'vault.identified') identity = said.identity?.sha256
    const { member = '', ed25519 = '', x25519 = '', by, epoch, signature, own } = said as Partial<Renewed>
    const renews = type === 'member.keys-renewed' || type === 'member.activated'
    if (seq < from || !renews || by === undefined || epoch === undefined || !signature || !own) return []
    return { ...(identity === undefined ? {} : { identity }), member, ed25519, x25519, by, epoch, signature, own }
  })
}
