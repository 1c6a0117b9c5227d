import { verify, X509Certificate } from 'node:crypto'
import type { Role } from '../../../../shared/contract/permissions.ts'
import { certificateName } from '../../../../shared/packet/certificate.ts'
import { readRevocations } from '../../../../shared/packet/verify/revocations.ts'
import { readerOf, type AuditContext } from '../../record/ledger/index.ts'
import { memberEntries, type Workspace } from '../../record/members/index.ts'
import { sha256, type Reader } from '../../record/vault/index.ts'
import { certificateEntries } from './entries.ts'
import { formerFaults, isFormerName } from './former.ts'
import { keptKeys, keyRow, openKey } from './keys.ts'
import { isSignedRequest, publicKeyOf } from './request.ts'
import { isKeyOf, rootCertificate } from './root-certificate.ts'
import { holders, isMember, requestOf } from './state.ts'

/** An entry about members or certificates, in the order of the ledger. */
interface Told {
  seq: number
  type: string
  actor: string
  at: string
  body: string
}

interface MemberThen {
  name: string
  roles: Role[]
  ed25519: string
  revoked: boolean
  /** Until they accept, whoever invited them knows the words that sign. */
  invited?: boolean
}

const readSaid = readerOf([{ entries: memberEntries }, { entries: certificateEntries }])

/**
 * The audit's part: every certificate was asked for by the member whose it is, issued by an administrator under the root of
 * the ledger's first entry, in the name and the roles of that time, and revoked with its member; the lists that the root
 * signed name what was revoked; packets were signed with what counted then; and the private keys that are kept are those.
 * Returns how many certificates there are.
 */
export async function auditCertificates(workspace: Workspace, { report }: AuditContext): Promise<number> {
  const { db, vault } = workspace
  const wrong = (where: string, message: string): void => report({ code: 'CERTIFICATE_UNSOUND', where, message })
  const root = new X509Certificate(rootCertificate(db))
  const members = new Map<string, MemberThen>()
  const asked = new Set<string>()
  const issued = new Map<string, Issued>()
  let lists = 0
  for (const { seq, type, actor, at, body } of told(db)) {
    const where = `entry ${seq}`
    // What does not have its form counts for nothing, and is named where the entries are read.
    const said = readSaid(type, body).payload as Record<string, unknown> | undefined
    if (!said) continue
    follow(members, type, said)
    if (!type.startsWith('certificate.')) continue
    const by = members.get(actor)
    const isAdministrator = by?.roles.includes('administrator') === true && !by.revoked && by.invited !== true
    if (type === 'certificate.requested') {
      const { member, publicKey, request, signature } = said as Record<string, string>
      const signed =
        by !== undefined &&
        (await isSignedRequest(vault.header.id, actor, by.ed25519, {
          request: request ?? '',
          publicKey: publicKey ?? '',
          signature: signature ?? '',
        }))
      if (member !== actor || !signed) wrong(where, 'A certificate was asked for by somebody else than its member.')
      else asked.add(`${actor} ${publicKey ?? ''}`)
    } else if (type === 'certificate.issued') {
      const one = said as unknown as Issued
      const then = members.get(one.member)
      if (!isAdministrator) wrong(where, 'A certificate was issued by somebody who was no administrator.')
      if (!asked.has(`${one.member} ${one.publicKey}`))
        wrong(where, `A certificate was issued to ${one.name} that no member asked for.`)
      else if (!then || then.revoked || then.name !== one.name || !same(then.roles, one.roles))
        wrong(where, `A certificate was issued to ${one.name} (${one.roles.join(', ')}), who was not that then.`)
      for (const why of certificateFaults(one, at, root)) wrong(where, why)
      if (issued.has(one.sha256)) wrong(where, 'A certificate was issued twice.')
      else if ([...issued.values()].some(({ serial }) => serial === one.serial))
        wrong(where, 'A certificate has the serial number of another: revoking one would revoke both.')
      issued.set(one.sha256, { ...one, seq })
    } else if (type === 'certificate.revoked') {
      const found = issued.get(String(said['sha256']))
      if (!found || found.member !== said['member'] || found.serial !== said['serial'])
        wrong(where, 'A certificate was revoked that was not issued before.')
      else if (found.revoked !== undefined) wrong(where, 'A certificate was revoked twice.')
      // By anybody else it counts for nothing.
      else if (isAdministrator) found.revoked = seq
      if (!isAdministrator) wrong(where, 'A certificate was revoked by somebody who was no administrator.')
    } else {
      lists++
      if (!isAdministrator)
        wrong(where, 'A list of revoked certificates was signed by somebody who was no administrator.')
      for (const why of listFaults(said, lists, root, issued)) wrong(where, why)
    }
  }
  for (const one of issued.values())
    if (one.revoked === undefined && members.get(one.member)?.revoked)
      wrong(`entry ${one.seq}`, `${one.name} was revoked, and this certificate was not.`)
  for (const [where, why] of packetFaults(db, issued)) wrong(where, why)
  keyFaults(workspace, report)
  return issued.size
}

interface Issued {
  seq: number
  member: string
  name: string
  roles: Role[]
  serial: string
  sha256: string
  publicKey: string
  certificate: string
  notBefore: string
  notAfter: string
  revoked?: number
}

/** Entries about members and certificates, past a million reports by an index. */
const told = (db: Reader): Told[] =>
  db.all(
    `select e.seq, json_extract(e.bytes, '$.type') as type, json_extract(e.bytes, '$.actor') as actor,
       json_extract(e.bytes, '$.at') as at, p.body
     from entry e join payload p using (seq)
     where e.case_id is null and json_extract(e.bytes, '$.type') <> 'report.received'
       and (type = 'vault.created' or type like 'member.%' or type like 'certificate.%') order by e.seq`,
  )

/** In milliseconds. */
const day = 86_400_000

const same = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join()

function follow(members: Map<string, MemberThen>, type: string, said: Record<string, unknown>): void {
  if (type === 'vault.created') {
    const { id, ...first } = said['member'] as MemberThen & { id: string }
    members.set(id, { ...first, revoked: false })
    return
  }
  if (!type.startsWith('member.')) return
  const id = String(said['member'])
  if (type === 'member.added') members.set(id, { ...(said as unknown as MemberThen), revoked: false })
  const one = members.get(id)
  if (!one) return
  if (type === 'member.activated') one.invited = false
  if (type === 'member.activated' || type === 'member.keys-renewed') one.ed25519 = String(said['ed25519'])
  if (type === 'member.roles-changed') one.roles = said['to'] as Role[]
  if (type === 'member.revoked') one.revoked = true
}

function certificateFaults(one: Issued, at: string, root: X509Certificate): string[] {
  let read: X509Certificate
  try {
    read = new X509Certificate(Buffer.from(one.certificate, 'base64'))
  } catch {
    return ['A certificate cannot be read.']
  }
  const publicKey = read.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const holds: [boolean, string][] = [
    [sha256(read.raw).toString('hex') === one.sha256, 'A certificate is not the one whose hash is recorded.'],
    [read.verify(root.publicKey) && read.issuer === root.subject, 'A certificate is not under the vault’s root.'],
    [publicKey === one.publicKey, 'A certificate is for another key than was asked for.'],
    [
      read.serialNumber.toLowerCase() === one.serial &&
        Date.parse(read.validFrom) === Date.parse(one.notBefore) &&
        Date.parse(read.validTo) === Date.parse(one.notAfter),
      'A certificate has another serial number or time than is recorded.',
    ],
    [
      read.toLegacyObject().subject.CN === certificateName(one.name),
      'A certificate bears another name than is recorded.',
    ],
    [
      same([read.toLegacyObject().subject['title'] ?? []].flat(), one.roles),
      'A certificate bears other roles than are recorded.',
    ],
    [
      Math.abs(Date.parse(at) - Date.parse(read.validFrom)) <= day,
      'A certificate says that it is of another time than its entry.',
    ],
    [!read.ca, 'A certificate may issue others.'],
  ]
  return holds.filter(([fits]) => !fits).map(([, why]) => why)
}

function listFaults(
  said: Record<string, unknown>,
  number: number,
  root: X509Certificate,
  issued: ReadonlyMap<string, Issued>,
): string[] {
  const bytes = Uint8Array.from(Buffer.from(String(said['list']), 'base64'))
  if (sha256(bytes).toString('hex') !== said['sha256'])
    return ['A list of revoked certificates is not the one whose hash is recorded.']
  try {
    const list = readRevocations(bytes)
    const due = [...issued.values()].flatMap(({ serial, revoked }) => (revoked === undefined ? [] : [serial]))
    const named = list.revoked.map(({ serial }) => serial)
    return [
      ...(list.number === number && said['number'] === number
        ? []
        : ['A list of revoked certificates is out of order.']),
      ...(same(due, named) ? [] : ['A list of revoked certificates does not name those that were revoked.']),
      ...(isListOf(root, list) ? [] : ['A list of revoked certificates is not signed by the vault’s root.']),
    ]
  } catch {
    return ['A list of revoked certificates cannot be read.']
  }
}

const isListOf = (root: X509Certificate, { tbs, signature }: ReturnType<typeof readRevocations>): boolean =>
  verify('sha256', tbs, root.publicKey, signature)

/** Packets that were built with a certificate which was not their builder's then, or without one after there were any. */
function packetFaults(db: Reader, issued: ReadonlyMap<string, Issued>): [where: string, why: string][] {
  const first = Math.min(...[...issued.values()].map(({ seq }) => seq))
  return db
    .all<{ seq: number; by: string; certificate: string | null }>(
      'select seq, built_by as "by", certificate from packet order by seq',
    )
    .flatMap(({ seq, by, certificate }): [string, string][] => {
      if (certificate === null)
        return seq > first
          ? [[`entry ${seq}`, 'A packet was signed with a certificate that is not on the ledger.']]
          : []
      const one = issued.get(certificate)
      const counted = one?.member === by && one.seq < seq && (one.revoked === undefined || one.revoked > seq)
      return counted
        ? []
        : [[`entry ${seq}`, 'A packet was signed with a certificate that was not its builder’s at that time.']]
    })
}

/** The private keys beside the ledger. Only the member at work's own can be opened; the others' are sealed. */
function keyFaults({ db, vault, member }: Workspace, report: AuditContext['report']): void {
  const changed = (where: string): void =>
    report({
      code: 'SIGNING_KEY_CHANGED',
      where,
      message: 'This is not what the vault keeps: packets would be signed by somebody else, or not at all.',
    })
  const kept = keptKeys(db)
  const isFormer = !kept.some(({ name }) => name?.key === 'root')
  if (isFormer) formerFaults(db).forEach(changed)
  for (const { row, name } of kept) {
    if (name === undefined ? !(isFormer && isFormerName(row)) : !isMember(db, name.member)) changed(row)
    if (name?.member !== member.id || vault.keys.invited) continue
    const key = openKey(db, vault.header.id, name, vault.keys.memberSecret)
    if (!key || !(name.key === 'root' ? isKeyOf(rootCertificate(db), key) : isAsked(db, member.id, key))) changed(row)
    key?.fill(0)
  }
  // Of whoever asked there is a key; without it they could sign no packet, and would ask for another certificate.
  const rows = new Set(kept.map(({ row }) => row))
  for (const { id } of holders(db))
    if (requestOf(db, id) && !rows.has(keyRow({ key: 'leaf', member: id })))
      changed(keyRow({ key: 'leaf', member: id }))
}

/** Whether a leaf's key is the one that its member asked for a certificate for. */
function isAsked(db: Reader, member: string, key: Uint8Array): boolean {
  try {
    return publicKeyOf(key) === requestOf(db, member)?.publicKey
  } catch {
    return false
  }
}
