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
}

/** A member's name by id; the id itself when the ledger names nobody. */
export const memberName = (db: Reader, id: string): string =>
  db.get<{ name: string }>('select name from member where id = ?', id)?.name ?? id

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

/** The key that an entry brings into force for signing heads. */
export function signingKeyIn(type: string, body: string): { member: string; ed25519: Uint8Array } | undefined {
  if (type !== 'vault.created') return undefined
  const { member } = JSON.parse(body) as { member: { id: string; ed25519: string } }
  return { member: member.id, ed25519: Buffer.from(member.ed25519, 'hex') }
}

/** The keys that may sign heads of a ledger of `size` entries: member id → raw Ed25519 key, as its entries name them. */
export function signingKeysAt(db: Reader, size: number): Map<string, Uint8Array> {
  const rows = db.all<{ type: string; body: string }>(
    `select json_extract(e.bytes, '$.type') as type, p.body from entry e join payload p using (seq)
     where e.seq < ? and (type like 'vault.%' or type like 'member.%') order by e.seq`,
    size,
  )
  const keys = rows.flatMap(({ type, body }) => signingKeyIn(type, body) ?? [])
  return new Map(keys.map(({ member, ed25519 }) => [member, ed25519]))
}
