import { spawnSync } from 'node:child_process'
import { createDecipheriv, createHash, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bodyText, type ReportBody } from '../../shared/report-form/body.ts'
import { fingerprintOf, headerText, keyIdOf } from '../../shared/report-form/format.ts'
import { openReport } from '../../shared/report-form/open.ts'
import { sealWith } from '../../shared/report-form/seal.ts'
import { curve } from '../../shared/report-form/subtle.ts'
import { asFile, gather, subtle } from '../support/sealed-report.ts'

// Two sealed reports with every value on the way, made once: our own code must come to the same bytes, and a reader that
// knows docs/format-report.md alone (below, with nothing of ours) must come to the same words.

interface Vector {
  intake: { pkcs8: string; point: string; id: string; fingerprint: string }
  ephemeral: { pkcs8: string; point: string }
  salt: string
  shared: string
  key: string
  header: string
  /** Of the header line: what each chunk is bound to. */
  aad: string
  body: ReportBody
  /** Hexadecimal, or one byte that is repeated. */
  files: ({ bytes: string } | { byte: number; times: number })[]
  size: number
  sha256: string
  /** The whole file, base64; left out where it is large. */
  file?: string
}
const vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'report-form.json'), 'utf8')) as Vector[]

type Bytes = Uint8Array<ArrayBuffer>
const unhexed = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'hex'))
const hexed = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const filesOf = ({ files }: Vector): Bytes[] =>
  files.map((one) => ('bytes' in one ? unhexed(one.bytes) : new Uint8Array(one.times).fill(one.byte)))
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function sealedAgain(vector: Vector): Promise<Bytes> {
  const privateKey = await subtle.importKey('pkcs8', unhexed(vector.ephemeral.pkcs8), curve, false, ['deriveBits'])
  const header = { key: vector.intake.id, ephemeral: unhexed(vector.ephemeral.point), salt: unhexed(vector.salt) }
  const files = filesOf(vector).map((bytes) => ({
    size: bytes.length,
    read: (from: number, to: number) => Promise.resolve(bytes.slice(from, to)),
  }))
  expect(headerText(header)).toBe(vector.header)
  return gather(sealWith(subtle, privateKey, header, unhexed(vector.intake.point), vector.body, files))
}

test.each(vectors.map((vector, i) => [i, vector] as const))(
  'our code comes to the bytes of vector %i',
  async (_, vector) => {
    const { intake, size, file } = vector
    const point = unhexed(intake.point)
    expect(await keyIdOf(subtle, point)).toBe(intake.id)
    expect(await fingerprintOf(subtle, point)).toBe(intake.fingerprint)
    const bytes = await sealedAgain(vector)
    expect({ size: bytes.length, sha256: sha256(bytes) }).toEqual({ size, sha256: vector.sha256 })
    if (file !== undefined) expect(Buffer.from(bytes).toString('base64')).toBe(file)
    const privateKey = await subtle.importKey('pkcs8', unhexed(intake.pkcs8), curve, false, ['deriveBits'])
    const opened = await openReport(subtle, asFile(bytes), () => Promise.resolve({ privateKey, point }))
    expect(opened.body).toEqual(vector.body)
    expect(opened.files.map(sha256)).toEqual(filesOf(vector).map(sha256))
  },
)

test.each(vectors.map((vector, i) => [i, vector] as const))(
  'a reader written from the document alone opens vector %i',
  async (_, vector) => {
    const file = Buffer.from(await sealedAgain(vector))
    const end = file.indexOf(10) + 1
    const header = JSON.parse(file.subarray(0, end).toString()) as Record<string, string>
    const ephemeral = Buffer.from(header['ephemeral'] ?? '', 'base64')
    const privateKey = createPrivateKey({ key: Buffer.from(vector.intake.pkcs8, 'hex'), format: 'der', type: 'pkcs8' })
    // SubjectPublicKeyInfo of an uncompressed point on P-256 (RFC 5480).
    const der = Buffer.concat([Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex'), ephemeral])
    const shared = diffieHellman({ privateKey, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) })
    expect(hexed(shared)).toBe(vector.shared)
    const info = Buffer.concat([
      Buffer.from(`holdfast-report/1\0${header['key']}\0`),
      ephemeral,
      Buffer.from(vector.intake.point, 'hex'),
    ])
    const key = Buffer.from(hkdfSync('sha256', shared, Buffer.from(header['salt'] ?? '', 'base64'), info, 32))
    expect(hexed(key)).toBe(vector.key)
    const aad = createHash('sha256').update(file.subarray(0, end)).digest()
    expect(hexed(aad)).toBe(vector.aad)
    const plain: Buffer[] = []
    for (let at = end, n = 0; at < file.length; at += 1_048_592, n++) {
      const chunk = file.subarray(at, at + 1_048_592)
      const nonce = Buffer.alloc(12)
      nonce.writeUInt32BE(n, 7)
      nonce[11] = at + 1_048_592 >= file.length ? 1 : 0
      const decipher = createDecipheriv('aes-256-gcm', key, nonce)
      decipher.setAAD(aad).setAuthTag(chunk.subarray(-16))
      plain.push(decipher.update(chunk.subarray(0, -16)), decipher.final())
    }
    const all = Buffer.concat(plain)
    const length = all.readUInt32BE(0)
    const body = all.subarray(4, 4 + length).toString()
    expect(body).toBe(bodyText(vector.body))
    let at = 4 + length
    for (const { size, sha256: hash } of (JSON.parse(body) as ReportBody).attachments) {
      expect(sha256(all.subarray(at, at + size))).toBe(hash)
      at += size
    }
    expect(all.subarray(at).every((byte) => byte === 0)).toBe(true)
  },
)

test('openssl comes to the same secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-vector-'))
  try {
    const [vector] = vectors
    if (!vector) throw new Error('there is a vector')
    const path = (name: string): string => join(folder, name)
    writeFileSync(path('key.der'), unhexed(vector.intake.pkcs8))
    const ephemeral = createPrivateKey({
      key: Buffer.from(vector.ephemeral.pkcs8, 'hex'),
      format: 'der',
      type: 'pkcs8',
    })
    writeFileSync(path('peer.pem'), createPublicKey(ephemeral).export({ format: 'pem', type: 'spki' }))
    const derive = ['pkeyutl', '-derive', '-keyform', 'DER', '-inkey', path('key.der'), '-peerkey', path('peer.pem')]
    const { stdout, status } = spawnSync('openssl', derive)
    expect({ status, shared: stdout.toString('hex') }).toEqual({ status: 0, shared: vector.shared })
    const info = Buffer.concat([
      Buffer.from(`holdfast-report/1\0${vector.intake.id}\0`),
      unhexed(vector.ephemeral.point),
      unhexed(vector.intake.point),
    ]).toString('hex')
    const options = ['digest:SHA256', `hexkey:${vector.shared}`, `hexsalt:${vector.salt}`, `hexinfo:${info}`]
    const stretch = ['kdf', '-binary', '-keylen', '32', ...options.flatMap((one) => ['-kdfopt', one]), 'HKDF']
    expect(spawnSync('openssl', stretch).stdout.toString('hex')).toBe(vector.key)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
