import { eq, ne } from 'drizzle-orm'
import type { z } from 'zod'
import type { Role } from '../../../../shared/contract/permissions.ts'
import type { Member } from '../../../../shared/contract/members.ts'
import { readerOf } from '../../record/ledger/index.ts'
import { authorsOf, recordedOfMembers, members } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { certificateEntries } from './entries.ts'

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

/** A request of a member. */
export interface Request {
  publicKey: string
  request: string
  ed25519: string
  signature: string
  at: string
}

/** The newest list of revoked certificates. */
interface RevocationList {
  number: number
  at: string
  /** DER in base64. */
  list: string
  /** How many certificates are on it. */
  revoked: number
}

/** What counts of the entries about certificates: each by whoever has the right to it. */
interface Counted {
  size: number
  requests: Map<string, Request>
  /** In the order of the ledger. */
  certificates: Certificate[]
  list: RevocationList | undefined
}
const counts = new WeakMap<Reader, Counted>()

/**
 * Entries about certificates that whoever wrote them had no right to, or that do not have their form, count for nothing:
 * one by somebody else would keep a member from a certificate, or have an administrator's computer sign that one is revoked.
 * The audit names them.
 */
function counted(db: Reader): Counted {
  const size = (db.get<{ last: number | null }>('select max(seq) as last from entry')?.last ?? -1) + 1
  const before = counts.get(db)
  if (before?.size === size) return before
  const found: Counted = { size, requests: new Map(), certificates: [], list: undefined }
  const rows = recordedOfMembers(db, ['certificate'])
  const authors = authorsOf(db, rows)
  for (const { seq, type, at, body } of rows) {
    const { actor, roles } = authors.get(seq) ?? { actor: '', roles: [] }
    const by = { seq, at, actor, isAdministrator: roles.includes('administrator') }
    const said = readSaid(type, body).payload as never
    if (said === undefined) continue
    if (type === 'certificate.requested') countRequest(found, by, said)
    else if (!by.isAdministrator) continue
    else if (type === 'certificate.issued') countIssued(found, by, said)
    else if (type === 'certificate.revoked') countRevoked(found, by, said)
    else if (type === 'certificate.revocations-listed') countList(found, by, said)
  }
  counts.set(db, found)
  return found
}

const readSaid = readerOf([{ entries: certificateEntries }])
type Said<K extends keyof typeof certificateEntries> = z.infer<(typeof certificateEntries)[K]>
interface By {
  seq: number
  at: string
  actor: string
}

function countRequest({ requests }: Counted, { at, actor }: By, said: Said<'certificate.requested'>): void {
  if (said.member === actor) requests.set(actor, { ...said, at })
}

function countIssued({ certificates }: Counted, { seq, at }: By, said: Said<'certificate.issued'>): void {
  const { certificate: der, ...issued } = said
  certificates.push({ ...issued, seq, der, issuedAt: at, revokedAt: null })
}

function countRevoked({ certificates }: Counted, { at }: By, said: Said<'certificate.revoked'>): void {
  for (const one of certificates) if (one.sha256 === said.sha256) one.revokedAt ??= at
}

function countList(
  found: Counted,
  { at }: By,
  { number, list, revoked }: Said<'certificate.revocations-listed'>,
): void {
  found.list = { number, at, list, revoked }
}

/** A member's certificates, the newest first. */
export const certificatesOf = (db: Reader, member: string): Certificate[] =>
  counted(db)
    .certificates.filter((one) => one.member === member)
    .toReversed()

export const revokedCertificates = (db: Reader): Certificate[] =>
  counted(db).certificates.filter(({ revokedAt }) => revokedAt !== null)

/** The newest request of a member. */
export const requestOf = (db: Reader, member: string): Request | undefined => counted(db).requests.get(member)

/** The newest list of revoked certificates. */
export const revocationList = (db: Reader): RevocationList | undefined => counted(db).list

/** Whose certificates these are: members who were not revoked. */
export interface Holder {
  id: string
  name: string
  roles: Role[]
  invited: boolean
}

const memberBy = query((from, { id }: Given<{ id: string }>) =>
  from.select({ id: members.id }).from(members).where(eq(members.id, id)),
)
const standing = query((from) =>
  from
    .select({ id: members.id, name: members.name, roles: members.roles, state: members.state })
    .from(members)
    .where(ne(members.state, 'revoked'))
    .orderBy(members.seq),
)

export const isMember = (db: Reader, id: string): boolean => db.get(memberBy, { id }) !== undefined

export const holders = (db: Reader): Holder[] =>
  db.all(standing).map(({ state, ...member }) => ({ ...member, invited: state === 'invited' }))

/** How far a member's certificate is, for the list of members. */
export function certificateState(db: Reader, member: string): Member['certificate'] {
  const [newest] = certificatesOf(db, member)
  const asked = requestOf(db, member)
  if (newest?.revokedAt) return { state: 'revoked', at: newest.revokedAt, serial: newest.serial }
  if (newest) return { state: 'issued', at: newest.issuedAt, serial: newest.serial }
  return asked ? { state: 'requested', at: asked.at, serial: null } : { state: 'none', at: null, serial: null }
}
