// A reader and a writer of vaults that use nothing of ours: node:crypto and a SQLCipher, after docs/format.md. What is proved
// with them does not rest on the program's own idea of its format.
import {
  argon2Sync,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

export interface Slot {
  id: string
  member: string
  kind: 'passphrase' | 'invitation' | 'recovery'
  kdf?: { name: string; memoryKiB: number; passes: number; lanes: number; salt: string }
  nonce: string
  sealed: string
  unbound?: true
}
export interface Grant {
  member: string
  by: string
  epoch: number
  ephemeral: string
  nonce: string
  sealed: string
  signature: string
}
export interface Header {
  format: string
  version: number
  id: string
  createdAt: string
  revision: number
  epoch: number
  identity?: { founder: string; random: string; sha256: string }
  admissions?: object[]
  members: { id: string; ed25519: string; x25519: string }[]
  slots: Slot[]
  grants: Grant[]
  mac?: string
}

/** Canonical JSON (RFC 8785) of what a header is made of: texts of ASCII, small whole numbers, lists, objects. */
export function canonicalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalOf).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${canonicalOf(one)}`)
  return `{${parts.join(',')}}`
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
export const derive = (secret: Uint8Array, info: string, salt: Uint8Array = new Uint8Array(0)): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, 32))
const hex = (text: string): Buffer => Buffer.from(text, 'hex')

const pkcs8 = { ed25519: '302e020100300506032b657004220420', x25519: '302e020100300506032b656e04220420' }
export const privateOf = (curve: keyof typeof pkcs8, seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([hex(pkcs8[curve]), seed]), format: 'der', type: 'pkcs8' })
export const publicOf = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
const x25519 = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([hex('302a300506032b656e032100'), raw]), format: 'der', type: 'spki' })

export function seal(key: Uint8Array, nonce: Uint8Array, aad: string, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(aad))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function unseal(key: Uint8Array, nonce: string, aad: string, sealed: string): Buffer | undefined {
  const bytes = hex(sealed)
  const decipher = createDecipheriv('aes-256-gcm', key, hex(nonce), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(aad))
  decipher.setAuthTag(bytes.subarray(-16))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()])
  } catch {
    return undefined
  }
}

export const readHeader = (text: string): Header => JSON.parse(text) as Header

/** What opens a slot: a passphrase, the words of an invitation, or the 32 bytes of a recovery sheet. */
export type Credential = { passphrase: string } | { sheet: Uint8Array }

/** A member's secret out of one slot; undefined when it does not open. */
export function secretIn({ id: vault, identity }: Header, slot: Slot, given: Credential): Buffer | undefined {
  const { nonce, sealed, unbound, ...open } = slot
  const aad = canonicalOf({ vault, identity: unbound ? undefined : identity?.sha256, ...open })
  if ('sheet' in given) {
    if (slot.kind !== 'recovery') return undefined
    return unseal(derive(given.sheet, 'holdfast/slot/recovery/v1'), nonce, aad, sealed)
  }
  if (!slot.kdf) return undefined
  const stretched = argon2Sync('argon2id', {
    message: Buffer.from(given.passphrase.normalize('NFKC')),
    nonce: hex(slot.kdf.salt),
    parallelism: slot.kdf.lanes,
    tagLength: 32,
    memory: slot.kdf.memoryKiB,
    passes: slot.kdf.passes,
  })
  return unseal(derive(stretched, 'holdfast/slot/v1'), nonce, aad, sealed)
}

/** Every vault key that a member's secret gives with any grant of a header: its MAC and its signatures are not asked. */
export function vaultKeysIn({ id: vault, identity, grants }: Header, secret: Uint8Array): Buffer[] {
  const agreement = privateOf('x25519', derive(secret, 'holdfast/member/x25519/v1'))
  return grants.flatMap(({ signature: _, nonce, sealed, ...open }) => {
    const ephemeral = hex(open.ephemeral)
    const shared = diffieHellman({ privateKey: agreement, publicKey: x25519(ephemeral) })
    const key = derive(shared, 'holdfast/grant/v1', Buffer.concat([ephemeral, publicOf(agreement)]))
    return unseal(key, nonce, canonicalOf({ vault, identity: identity?.sha256, ...open }), sealed) ?? []
  })
}

/** A grant of a key to a member's public key, signed by whoever gives it. */
export function grantOf(
  { id: vault, identity }: Pick<Header, 'id' | 'identity'>,
  to: { id: string; x25519: string },
  epoch: number,
  vaultKey: Uint8Array,
  by: { id: string; signing: KeyObject },
): Grant {
  const bound = { vault, identity: identity?.sha256 }
  const ephemeral = privateOf('x25519', randomBytes(32))
  const open = { member: to.id, by: by.id, epoch, ephemeral: publicOf(ephemeral).toString('hex') }
  const shared = diffieHellman({ privateKey: ephemeral, publicKey: x25519(hex(to.x25519)) })
  const key = derive(shared, 'holdfast/grant/v1', Buffer.concat([publicOf(ephemeral), hex(to.x25519)]))
  const nonce = randomBytes(12)
  const sealed = seal(key, nonce, canonicalOf({ ...bound, ...open }), vaultKey).toString('hex')
  const unsigned = { ...open, nonce: nonce.toString('hex'), sealed }
  const signature = sign(null, Buffer.from(canonicalOf({ ...bound, ...unsigned })), by.signing).toString('hex')
  return { ...unsigned, signature }
}

/** A header's text under the MAC that this vault key gives. */
export function headerText(header: Header, vaultKey: Uint8Array): string {
  const open = { ...header, mac: undefined }
  const mac = createHmac('sha256', derive(vaultKey, 'holdfast/header/v1')).update(canonicalOf(open)).digest('hex')
  return canonicalOf({ ...header, mac })
}

export interface Raw extends Database.Database {
  key(key: Buffer): void
}

/** The database of a folder under a vault key, whatever is in it. */
export function databaseOf(dir: string, vaultKey: Uint8Array): Raw {
  const database = new Database(join(dir, 'vault.db')) as Raw
  database.pragma(`cipher='sqlcipher'`)
  database.pragma('legacy=4')
  database.key(Buffer.from(`x'${derive(vaultKey, 'holdfast/database/v1').toString('hex')}'`))
  return database
}

/** Whether somebody with a header of any time and what opened it then reads the database as it lies there now. */
export function opensNow(dir: string, header: Header, given: Credential): boolean {
  return header.slots.some((slot) => {
    const secret = secretIn(header, slot, given)
    return secret !== undefined && vaultKeysIn(header, secret).some((key) => reads(dir, key))
  })
}

function reads(dir: string, vaultKey: Uint8Array): boolean {
  const database = databaseOf(dir, vaultKey)
  try {
    return Number(database.prepare('select count(*) from entry').pluck().get()) > 0
  } catch {
    return false
  } finally {
    database.close()
  }
}

export const headerIn = (dir: string): Header => readHeader(readFileSync(join(dir, 'vault.json'), 'utf8'))
