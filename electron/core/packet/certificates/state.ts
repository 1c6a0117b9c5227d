import type { Role } from '../../../../shared/contract/permissions.ts'
import type { Member } from '../../../../shared/contract/members.ts'
import type { Reader } from '../../vault/index.ts'

/** A certificate as the ledger has it. */
export interface Certificate {
  /** Place in the ledger of the entry that issued it. */
  seq: number
  serial: string
  member: string
  name: string
  roles: Role[]
  sha256: string
  /** SubjectPublicKeyInfo and the certificate, DER in base64. */
  publicKey: string
  der: string
  notBefore: string
  notAfter: string
  issuedAt: string
  revokedAt: string | null
}

const columns = `seq, serial, member, name, roles, sha256, public_key as publicKey, der, not_before as notBefore,
  not_after as notAfter, issued_at as issuedAt, revoked_at as revokedAt`

const certificates = (db: Reader, where: string, ...values: string[]): Certificate[] =>
  db
    .all<Omit<Certificate, 'roles'> & { roles: string }>(
      `select ${columns} from certificate where ${where} order by seq desc`,
      ...values,
    )
    .map((row) => Object.assign(row, { roles: JSON.parse(row.roles) as Role[] }))

/** A member's certificates, the newest first. */
export const certificatesOf = (db: Reader, member: string): Certificate[] => certificates(db, 'member = ?', member)

export const revokedCertificates = (db: Reader): Certificate[] =>
  certificates(db, 'revoked_at is not null').toReversed()

/** The newest request of a member. */
export interface Request {
  publicKey: string
  request: string
  ed25519: string
  signature: string
  at: string
}

export const requestOf = (db: Reader, member: string): Request | undefined =>
  db.get<Request>(
    `select public_key as publicKey, request, ed25519, signature, at from certificate_request
     where member = ? order by seq desc limit 1`,
    member,
  )

/** The newest list of revoked certificates. */
export const revocationList = (db: Reader): { number: number; at: string; list: string; revoked: number } | undefined =>
  db.get('select number, at, list, revoked from revocation_list order by number desc limit 1')

/** Whose certificates these are: members who were not revoked. */
export interface Holder {
  id: string
  name: string
  roles: Role[]
  invited: boolean
}

export const isMember = (db: Reader, id: string): boolean =>
  db.get('select 1 from member where id = ?', id) !== undefined

export const holders = (db: Reader): Holder[] =>
  db
    .all<{ id: string; name: string; roles: string; state: string }>(
      `select id, name, roles, state from member where state <> 'revoked' order by seq`,
    )
    .map(({ id, name, roles, state }) => ({
      id,
      name,
      roles: JSON.parse(roles) as Role[],
      invited: state === 'invited',
    }))

/** How far a member's certificate is, for the list of members. */
export function certificateState(db: Reader, member: string): Member['certificate'] {
  const [newest] = certificatesOf(db, member)
  const asked = requestOf(db, member)
  if (newest?.revokedAt) return { state: 'revoked', at: newest.revokedAt, serial: newest.serial }
  if (newest) return { state: 'issued', at: newest.issuedAt, serial: newest.serial }
  return asked ? { state: 'requested', at: asked.at, serial: null } : { state: 'none', at: null, serial: null }
}
