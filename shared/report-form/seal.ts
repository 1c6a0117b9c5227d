import { concat, hex, utf8 } from '../kernel/bytes.ts'
import { bodyText, type Attachment, type ReportBody } from './body.ts'
import { chunkSize, headerText, limits, nonce, purpose, sizeClass, type Header } from './format.ts'
import { curve, sha256, type OpaqueKey, type Subtle } from './subtle.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A file to attach. It is read twice: once for its hash, once to be sealed. */
export interface Enclosed {
  name: string
  type: string
  size: number
  read(from: number, to: number): Promise<Bytes>
}

/** The intake key of the vault that shall open it. */
export interface IntakeKey {
  id: string
  /** Its public point: 65 bytes, uncompressed. */
  point: Bytes
}

export interface Sealing {
  subtle: Subtle
  random: (bytes: number) => Bytes
  onBytes?: (done: number, total: number) => void
}

/**
 * Seals a report: gives the bytes of the file in order. The private half of the key pair made for it cannot be exported
 * and is dropped here, so that whoever sealed it cannot open it. Throws when the limits are passed or a file cannot be read.
 */
export async function* sealReport(
  { subtle, random, onBytes }: Sealing,
  key: IntakeKey,
  written: Omit<ReportBody, 'attachments'>,
  files: readonly Enclosed[],
): AsyncGenerator<Bytes> {
  const { publicKey, privateKey } = await subtle.generateKey(curve, false, ['deriveBits'])
  const ephemeral = new Uint8Array(await subtle.exportKey('raw', publicKey))
  const header: Header = { key: key.id, ephemeral, salt: random(32) }
  const body = { ...written, attachments: await hashed(subtle, files) }
  yield* sealWith(subtle, privateKey, header, key.point, body, files, onBytes)
}

/** The same with everything given that chance gives: for test vectors. */
export async function* sealWith(
  subtle: Subtle,
  privateKey: OpaqueKey,
  header: Header,
  point: Bytes,
  body: ReportBody,
  files: readonly Pick<Enclosed, 'size' | 'read'>[],
  onBytes?: Sealing['onBytes'],
): AsyncGenerator<Bytes> {
  const text = utf8(bodyText(body))
  const attached = files.reduce((sum, { size }) => sum + size, 0)
  if (text.length > limits.written || attached > limits.attached || files.length > limits.attachments)
    throw new RangeError('a report may not be so large')
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, text.length)
  const start = concat(length, text)
  const parts = [
    { size: start.length, read: (from: number, to: number) => Promise.resolve(start.slice(from, to)) },
    ...files,
  ]
  const total = sizeClass(start.length + attached)
  const secret = await keyOf(subtle, privateKey, point, header, point, 'encrypt')
  const first = utf8(headerText(header))
  const aad = await sha256(subtle, first)
  yield first
  for (let at = 0, chunk = 0; at < total; at += chunkSize, chunk++) {
    const plain = await piece(parts, at, Math.min(total, at + chunkSize))
    const iv = nonce(chunk, at + chunkSize >= total)
    yield new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: aad }, secret, plain))
    onBytes?.(Math.min(total, at + chunkSize), total)
  }
}

/** The key of one report: ECDH on P-256, then HKDF-SHA-256 with the header's salt, bound to `purpose`. */
export async function keyOf(
  subtle: Subtle,
  mine: OpaqueKey,
  theirs: Bytes,
  header: Header,
  intakePoint: Bytes,
  usage: 'encrypt' | 'decrypt',
): Promise<OpaqueKey> {
  // The import refuses what is no point of the curve.
  const other = await subtle.importKey('raw', theirs, curve, false, [])
  const shared = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: other }, mine, 256))
  const base = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: header.salt, info: purpose(header, intakePoint) } as const
  const usages: ['encrypt'] | ['decrypt'] = usage === 'encrypt' ? ['encrypt'] : ['decrypt']
  return subtle.deriveKey(algorithm, base, { name: 'AES-GCM', length: 256 }, false, usages)
}

async function hashed(subtle: Subtle, files: readonly Enclosed[]): Promise<Attachment[]> {
  const all: Attachment[] = []
  // One after another: a phone need not hold them all at once.
  for (const { name, type, size, read } of files)
    all.push({ name, type, size, sha256: hex(await sha256(subtle, await read(0, size))) })
  return all
}

/** Bytes `from` to `to` of all parts one after another; zeros after the last. */
async function piece(parts: readonly Pick<Enclosed, 'size' | 'read'>[], from: number, to: number): Promise<Bytes> {
  const out = new Uint8Array(to - from)
  let start = 0
  for (const { size, read } of parts) {
    const [low, high] = [Math.max(from, start), Math.min(to, start + size)]
    if (low < high) {
      const bytes = await read(low - start, high - start)
      if (bytes.length !== high - low) throw new Error('a file changed while it was read')
      out.set(bytes, low - from)
    }
    start += size
  }
  return out
}
