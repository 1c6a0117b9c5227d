// The attack on a vault's keys by somebody who can write to its folder and has no key: a folder with the vault's number, its
// members' public keys and slots, and a database under a key of the attacker's, granted by the attacker to everybody. Made with
// node:crypto and SQL after docs/format.md; only the empty tables come from a vault of the attacker's own.
import { createHash, randomBytes, sign, type KeyObject } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  canonicalOf,
  databaseOf,
  grantOf,
  headerText,
  privateOf,
  publicOf,
  sha256,
  type Header,
  type Raw,
} from './outside.ts'

export interface Attacker {
  id: string
  signing: KeyObject
  ed25519: string
  x25519: string
  vaultKey: Buffer
}

export function newAttacker(): Attacker {
  const signing = privateOf('ed25519', randomBytes(32))
  const x25519 = publicOf(privateOf('x25519', randomBytes(32))).toString('hex')
  const ed25519 = publicOf(signing).toString('hex')
  return { id: 'a'.repeat(25) + '0', signing, ed25519, x25519, vaultKey: randomBytes(32) }
}

/** The victim's header with the attacker among its members, and the attacker's key granted to all. */
export function takenOver(victim: Header, who: Attacker): Header {
  const members = [...victim.members, { id: who.id, ed25519: who.ed25519, x25519: who.x25519 }]
  return { ...victim, members, grants: members.map((one) => grantOf(victim, one, victim.epoch, who.vaultKey, who)) }
}

/** Writes the folder. `tables` is the raw database of a vault of the attacker's own. */
export function writeFolder(dir: string, header: Header, who: Attacker, tables: Raw): void {
  mkdirSync(join(dir, 'blobs'), { recursive: true })
  const text = headerText(header, who.vaultKey)
  const database = databaseOf(dir, who.vaultKey)
  const rows = tables
    .prepare(`select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid`)
    .all() as { sql: string }[]
  for (const { sql } of rows) database.exec(sql)
  database.pragma(`user_version=${String(tables.pragma('user_version', { simple: true }))}`)
  const secrets = tables.prepare('select name, bytes from secret').all() as { name: string; bytes: Buffer }[]
  for (const { name, bytes } of secrets) database.prepare('insert into secret values (?, ?)').run(name, bytes)
  const root = tables.prepare('select root_certificate from vault').pluck().get() as string
  const roles = ['administrator', 'investigator', 'supervisor']
  const headerHash = sha256(text)
  const keys = { ed25519: who.ed25519, x25519: who.x25519 }
  const created = {
    vault: header.id,
    name: 'Test vault',
    member: { id: who.id, name: 'Service', roles, ...keys },
    rootCertificate: root,
    headerHash,
    ...(header.identity ? { identity: header.identity } : {}),
  }
  const added = header.members
    .filter(({ id }) => id !== who.id)
    .map(({ id, ...own }) => ({ member: id, name: 'R. Okafor', roles, ...own, invited: false, headerHash }))
  const at = new Date().toISOString()
  const entries: string[] = []
  const record = (type: string, subject: string, payload: object): void => {
    const salt = randomBytes(32)
    const body = canonicalOf(payload)
    const commit = createHash('sha256').update(salt).update(body).digest('hex')
    const last = entries.at(-1)
    const prev = last === undefined ? '0'.repeat(64) : sha256(last)
    const seq = entries.length
    const device = randomBytes(16).toString('hex')
    const bytes = canonicalOf({ v: 1, seq, prev, at, actor: who.id, device, type, subject, commit })
    database.prepare('insert into entry (seq, bytes) values (?, ?)').run(seq, bytes)
    database.prepare('insert into payload (seq, salt, body) values (?, ?, ?)').run(seq, salt, body)
    entries.push(bytes)
  }
  record('vault.created', header.id, created)
  for (const one of added) record('member.added', one.member, one)
  const checkpoint = `holdfast/${header.id}\n${entries.length}\n${rootOf(entries).toString('base64')}\nat ${at}\n`
  const name = `member/${who.id}`
  const keyHash = createHash('sha256').update(`${name}\n`).update(Buffer.of(1)).update(publicOf(who.signing)).digest()
  const signature = Buffer.concat([keyHash.subarray(0, 4), sign(null, Buffer.from(checkpoint), who.signing)])
  const note = `${checkpoint}\n— ${name} ${signature.toString('base64')}\n`
  database.prepare('insert into head (size, note) values (?, ?)').run(entries.length, note)
  database.close()
  writeFileSync(join(dir, 'vault.json'), text)
}

/** RFC 6962, section 2.1. */
function rootOf(entries: string[]): Buffer {
  const hash = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
  if (entries.length === 1) return hash(Buffer.of(0), Buffer.from(entries[0] ?? ''))
  let half = 1
  while (half * 2 < entries.length) half *= 2
  return hash(Buffer.of(1), rootOf(entries.slice(0, half)), rootOf(entries.slice(half)))
}
