import { createHash, randomBytes, webcrypto } from 'node:crypto'
import { concat } from '../../shared/kernel/bytes.ts'
import type { Attachment, ReportBody } from '../../shared/report-form/body.ts'
import { keyIdOf } from '../../shared/report-form/format.ts'
import type { OpeningKey, SealedFile } from '../../shared/report-form/open.ts'
import { sealReport, type Enclosed, type IntakeKey } from '../../shared/report-form/seal.ts'
import { curve, type Subtle } from '../../shared/report-form/subtle.ts'

export const subtle = webcrypto.subtle as unknown as Subtle
type Bytes = Uint8Array<ArrayBuffer>

/** An intake key of a test's own, both halves. */
export async function testKey(): Promise<{ intake: IntakeKey; opening: OpeningKey }> {
  const { publicKey, privateKey } = await subtle.generateKey(curve, true, ['deriveBits'])
  const point = new Uint8Array(await subtle.exportKey('raw', publicKey))
  return { intake: { id: await keyIdOf(subtle, point), point }, opening: { privateKey, point } }
}

export const written: Omit<ReportBody, 'attachments'> = {
  v: 1,
  id: '0123456789abcdef0123456789abcdef',
  form: { key: 'other', version: 0 },
  language: 'es',
  narrative: 'Un hombre esperó dos horas junto a la puerta.',
  immediateDanger: false,
  occurredAt: { value: '2026-11-22T06:42', zone: 'Europe/Madrid', precision: 'minute' },
  place: 'Puerta norte',
  reporter: null,
  answers: {},
  savedAt: '2026-11-22T07:00:00.000Z',
  zone: 'Europe/Madrid',
}

export const enclosed = (name: string, bytes: Bytes, type = ''): Enclosed => ({
  name,
  type,
  size: bytes.length,
  read: (from, to) => Promise.resolve(bytes.slice(from, to)),
})

export const attachmentOf = (name: string, bytes: Bytes, type = ''): Attachment => ({
  name,
  type,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

export async function gather(parts: AsyncIterable<Bytes>): Promise<Bytes> {
  const all: Bytes[] = []
  for await (const part of parts) all.push(part)
  return concat(...all)
}

export const random = (count: number): Bytes => new Uint8Array(randomBytes(count))

export const sealed = (key: IntakeKey, files: Enclosed[] = [], changes: Partial<typeof written> = {}): Promise<Bytes> =>
  gather(sealReport({ subtle, random }, key, { ...written, ...changes }, files))

export const asFile = (bytes: Bytes): SealedFile => ({
  size: bytes.length,
  read: (from, to) => Promise.resolve(bytes.slice(from, to)),
})
