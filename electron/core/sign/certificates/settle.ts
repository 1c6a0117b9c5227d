import { X509Certificate } from 'node:crypto'
import type { Ledger, Transaction } from '../../record/ledger/index.ts'
import { readVault, type Workspace } from '../../record/members/index.ts'
import { sha256 } from '../../record/vault/index.ts'
import { issueLeaf, signRevocations } from '../authority.ts'
import type { Root } from '../signer.ts'
import { dropFormerKeys, formerRootKey } from './former.ts'
import { dropKey, keepKey, keptKeys, keyIsSealedTo, type KeyName } from './keys.ts'
import { isSignedRequest, newOwnRequest, type NewRequest } from './request.ts'
import { holdsRoot, openRoot } from './root.ts'
import {
  certificatesOf,
  holders,
  isMember,
  requestOf,
  revocationList,
  revokedCertificates,
  type Certificate,
  type Holder,
} from './state.ts'
import { certificatesView } from './view.ts'

/** What a caller needs beyond what waits: a certificate of the member at work, or a list of those that were revoked. */
export interface Needed {
  certificate?: boolean
  list?: boolean
}

/** A certificate is renewed when less than this is left of it: 60 days in milliseconds. */
const soon = 60 * 86_400_000
const listYears = 1

/** One after the other: of two at once both would issue the same. */
const turns = new WeakMap<Ledger, Promise<unknown>>()

/**
 * Does what waits for the member at work: makes their key and asks for a certificate and, as an administrator who can
 * open the root, issues what was asked for, signs the list of what was revoked, and seals the root's key to those who are
 * administrators now and to nobody else. Nothing is signed or recorded where nothing waits. Returns what to tell.
 */
export function settleCertificates(workspace: Workspace, needed: Needed = {}): Promise<string[]> {
  const { ledger, vault } = workspace
  if (ledger.fault || vault.keys.invited) return Promise.resolve([])
  const mine = (turns.get(ledger) ?? Promise.resolve()).then(() => settleNow(workspace, needed))
  turns.set(
    ledger,
    mine.catch(() => undefined),
  )
  return mine
}

interface Leaf extends Holder {
  publicKey: string
}

async function settleNow(workspace: Workspace, needed: Needed): Promise<string[]> {
  const { db, vault, ledger, member } = workspace
  const { size } = ledger
  const holds = holdsRoot(workspace)
  const leaves = holds ? await waitingLeaves(workspace) : []
  const sealing = holds ? sealingDue(workspace) : []
  const dropping = member.roles.includes('administrator') ? droppingDue(workspace) : []
  const listing = holds && (needed.list === true || isListDue(workspace))
  const former = holds && formerRootKey(db) !== undefined
  const asks = asksForOwn(workspace, needed.certificate === true || !holds || leaves.length > 0 || former)
  if (!asks && !listing && !former && leaves.length + sealing.length + dropping.length === 0) return []
  const root = holds ? openRoot(workspace) : undefined
  try {
    const own = asks ? await newOwnRequest(workspace) : undefined
    if (own && root) leaves.push({ ...member, invited: false, publicKey: own.publicKey })
    const made = root ? await makeLeaves(workspace, root, leaves) : []
    const list = listing && root ? await makeList(workspace, root) : undefined
    // What was made says what was so when it began: what others recorded meanwhile is looked at first.
    if (ledger.size !== size) return await settleNow(workspace, needed)
    ledger.transact((transaction) => {
      if (own) recordRequest(transaction, workspace, own)
      for (const one of made) recordLeaf(transaction, one)
      if (list) recordList(transaction, vault.header.id, list)
      own?.keep(vault)
      if (root) for (const { name, x25519 } of sealing) keepKey(vault, name, x25519, root.rootPrivateKeyPkcs8)
      for (const name of dropping) dropKey(vault, name)
      if (former) dropFormerKeys(vault)
    })
    const others = made.filter(({ id }) => id !== member.id).map(({ name }) => name)
    if (others.length === 0) return []
    const what = others.length === 1 ? 'A certificate for signing packets was' : 'Certificates for signing packets were'
    return [`${what} issued to ${others.join(', ')}.`]
  } finally {
    root?.rootPrivateKeyPkcs8.fill(0)
  }
}

/** Whether a certificate says what is so of a member and goes on long enough. */
const isCurrent = (one: Certificate, { name, roles }: Holder, now: number): boolean =>
  one.revokedAt === null &&
  one.name === name &&
  [...one.roles].sort().join() === [...roles].sort().join() &&
  Date.parse(one.notAfter) > now + soon

/** Members whose certificate waits to be issued, with the key that they asked for. */
async function waitingLeaves({ db, vault, ports }: Workspace): Promise<Leaf[]> {
  const waiting: Leaf[] = []
  const { id: vaultId, members } = vault.header
  for (const holder of holders(db)) {
    const asked = requestOf(db, holder.id)
    if (holder.invited || !asked) continue
    const same = certificatesOf(db, holder.id).filter(({ publicKey }) => publicKey === asked.publicKey)
    if (same.some((one) => isCurrent(one, holder, ports.clock.now()))) continue
    const { ed25519 } = members.find(({ id }) => id === holder.id) ?? {}
    const known = same.some((one) => isUnderRoot(db, one))
    // A request by keys that count no more is made anew by the member; one that somebody else put there is never met.
    const signed = asked.ed25519 === ed25519 && (await isSignedRequest(vaultId, holder.id, ed25519, asked))
    if (known || signed) waiting.push({ ...holder, publicKey: asked.publicKey })
  }
  return waiting
}

const isUnderRoot = (db: Workspace['db'], { der, revokedAt }: Certificate): boolean =>
  revokedAt === null &&
  new X509Certificate(Buffer.from(der, 'base64')).verify(
    new X509Certificate(Buffer.from(readVault(db).rootCertificate, 'base64')).publicKey,
  )

/** Whether the member at work has to ask: they have no key, or asked by keys that count no more and got no answer. */
function asksForOwn({ db, vault, member }: Workspace, wanted: boolean): boolean {
  if (!wanted) return false
  const { ed25519 } = vault.header.members.find(({ id }) => id === member.id) ?? {}
  const asked = requestOf(db, member.id)
  if (!asked || keyIsSealedTo(db, { key: 'leaf', member: member.id }) === undefined) return true
  const issued = certificatesOf(db, member.id).some(({ publicKey }) => publicKey === asked.publicKey)
  return !issued && asked.ed25519 !== ed25519
}

function sealingDue({ db, vault }: Workspace): { name: KeyName; x25519: string }[] {
  return holders(db).flatMap(({ id, roles }) => {
    const { x25519 } = vault.header.members.find((one) => one.id === id) ?? {}
    const name = { key: 'root', member: id } as const
    const isDue = roles.includes('administrator') && x25519 !== undefined && keyIsSealedTo(db, name) !== x25519
    return isDue ? [{ name, x25519 }] : []
  })
}

function droppingDue({ db }: Workspace): KeyName[] {
  const now = new Map(holders(db).map((one) => [one.id, one]))
  return keptKeys(db).flatMap(({ name }) => {
    // What is kept for nobody was put there by somebody; it stays for the audit.
    if (!name || !isMember(db, name.member)) return []
    const holder = now.get(name.member)
    return holder && (name.key === 'leaf' || holder.roles.includes('administrator')) ? [] : [name]
  })
}

const isListDue = ({ db }: Workspace): boolean => revokedCertificates(db).length > (revocationList(db)?.revoked ?? 0)

interface MadeLeaf extends Leaf {
  certificate: Uint8Array
}

async function makeLeaves({ db, ports }: Workspace, root: Root, leaves: readonly Leaf[]): Promise<MadeLeaf[]> {
  const at = new Date(ports.clock.now()).toISOString()
  const made: MadeLeaf[] = []
  for (const leaf of leaves) {
    const certificate = await issueLeaf(root, {
      vaultName: readVault(db).name,
      memberName: leaf.name,
      roles: leaf.roles,
      publicKey: Uint8Array.from(Buffer.from(leaf.publicKey, 'base64')),
      at,
      serial: ports.random(16),
    })
    made.push({ ...leaf, certificate })
  }
  return made
}

interface MadeList {
  number: number
  list: Uint8Array
  revoked: number
  next: string
}

async function makeList({ db, ports }: Workspace, root: Root): Promise<MadeList> {
  const at = new Date(ports.clock.now())
  const next = new Date(at)
  next.setUTCFullYear(next.getUTCFullYear() + listYears)
  const revoked = revokedCertificates(db).map(({ serial, revokedAt }) => ({ serial, at: revokedAt ?? '' }))
  const about = { number: (revocationList(db)?.number ?? 0) + 1, next: next.toISOString() }
  const list = await signRevocations(root, { ...about, at: at.toISOString(), revoked })
  return { ...about, list, revoked: revoked.length }
}

function recordRequest({ append }: Transaction, { member }: Workspace, { keep: _, ...request }: NewRequest): void {
  append(certificatesView, 'certificate.requested', { subject: member.id }, { member: member.id, ...request })
}

function recordLeaf({ append }: Transaction, { id, name, roles, publicKey, certificate }: MadeLeaf): void {
  const read = new X509Certificate(certificate)
  append(
    certificatesView,
    'certificate.issued',
    { subject: id },
    {
      member: id,
      name,
      roles,
      serial: read.serialNumber.toLowerCase(),
      sha256: sha256(certificate).toString('hex'),
      publicKey,
      certificate: Buffer.from(certificate).toString('base64'),
      notBefore: new Date(read.validFrom).toISOString(),
      notAfter: new Date(read.validTo).toISOString(),
    },
  )
}

function recordList({ append }: Transaction, vault: string, { list, ...about }: MadeList): void {
  append(
    certificatesView,
    'certificate.revocations-listed',
    { subject: vault },
    { ...about, list: Buffer.from(list).toString('base64'), sha256: sha256(list).toString('hex') },
  )
}
