import type { Stood } from '../../../shared/contract/fields.ts'
import type { Role } from '../../../shared/contract/permissions.ts'
import type { Ledger } from '../ledger/index.ts'
import type { Ports } from '../ports.ts'
import type { Reader, Vault } from '../vault/index.ts'

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

export function readMember(db: Reader, id: string): Member {
  const row = db.get<{ name: string; roles: string }>('select name, roles from member where id = ?', id)
  return { id, name: row?.name ?? id, roles: JSON.parse(row?.roles ?? '[]') as Role[] }
}

/** What the ledger says of the vault itself. `rootCertificate` is DER in base64. */
export function readVault(db: Reader): { name: string; rootCertificate: string; headerHash: string } {
  const row = db.get<{ name: string; rootCertificate: string; headerHash: string }>(
    'select name, root_certificate as rootCertificate, header_hash as headerHash from vault',
  )
  return row ?? { name: '', rootCertificate: '', headerHash: '' }
}

/** Names that anybody near the vault knows: the vault's own and its member's at work. */
export const namesIn = ({ db, member }: Pick<Workspace, 'db' | 'member'>): string[] => [readVault(db).name, member.name]

/** A change of which key may sign for a member; null: none any more. */
export interface KeyChange {
  member: string
  ed25519: Uint8Array | null
}

/** What an entry changes about the keys that may sign heads, from its place in the ledger on. */
export function signingKeyIn(type: string, body: string): KeyChange | undefined {
  switch (type) {
    case 'vault.created': {
      const { member } = JSON.parse(body) as { member: { id: string; ed25519: string } }
      return { member: member.id, ed25519: Buffer.from(member.ed25519, 'hex') }
    }
    case 'member.added':
    case 'member.activated': {
      const { member, ed25519 } = JSON.parse(body) as { member: string; ed25519: string }
      return { member, ed25519: Buffer.from(ed25519, 'hex') }
    }
    case 'member.revoked':
      return { member: (JSON.parse(body) as { member: string }).member, ed25519: null }
    default:
      return undefined
  }
}

/** The keys that may sign heads of a ledger of `size` entries: member id → raw Ed25519 key, as its entries name them. */
export function signingKeysAt(db: Reader, size: number): Map<string, Uint8Array> {
  // In the words of an index, so that a million reports are passed over.
  const rows = db.all<{ type: string; body: string }>(
    `select json_extract(e.bytes, '$.type') as type, p.body from entry e join payload p using (seq)
     where e.case_id is null and json_extract(e.bytes, '$.type') <> 'report.received'
       and e.seq < ? and (type like 'vault.%' or type like 'member.%') order by e.seq`,
    size,
  )
  const keys = new Map<string, Uint8Array>()
  for (const { type, body } of rows) {
    const change = signingKeyIn(type, body)
    if (change?.ed25519) keys.set(change.member, change.ed25519)
    else if (change) keys.delete(change.member)
  }
  return keys
}
