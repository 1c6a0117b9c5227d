import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  asFile,
  attachmentOf,
  enclosed,
  gather,
  random,
  sealed,
  subtle,
  testKey,
  written,
} from '../../tests/support/sealed-report.ts'
import { concat, utf8 } from '../kernel/bytes.ts'
import { HoldfastError, type ErrorCode } from '../kernel/errors.ts'
import { bodyText, parseBody, type ReportBody } from './body.ts'
import {
  chunkSize,
  fingerprintOf,
  headerSize,
  headerText,
  leastSize,
  limits,
  parseHeader,
  plainSize,
  sizeClass,
} from './format.ts'
import { openReport, type OpenedReport } from './open.ts'
import { sealWith } from './seal.ts'
import { curve } from './subtle.ts'

type Bytes = Uint8Array<ArrayBuffer>
let key: Awaited<ReturnType<typeof testKey>>
beforeAll(async () => {
  key = await testKey()
})

const opened = (bytes: Bytes): Promise<OpenedReport> =>
  openReport(subtle, asFile(bytes), () => Promise.resolve(key.opening))
const refusal = (work: Promise<unknown>): Promise<ErrorCode | 'accepted'> =>
  work.then(
    () => 'accepted' as const,
    (thrown: unknown) => {
      if (thrown instanceof HoldfastError) return thrown.code
      throw thrown
    },
  )
const refused = async (bytes: Bytes): Promise<boolean> => (await refusal(opened(bytes))) !== 'accepted'

/** Seals whatever body and bytes a hostile program would. */
async function sealedBy(body: ReportBody, bytes: Bytes, size = bytes.length): Promise<Bytes> {
  const { publicKey, privateKey } = await subtle.generateKey(curve, false, ['deriveBits'])
  const ephemeral = new Uint8Array(await subtle.exportKey('raw', publicKey))
  const header = { key: key.intake.id, ephemeral, salt: random(32) }
  const file = { size, read: (from: number, to: number) => Promise.resolve(bytes.slice(from, to)) }
  return gather(sealWith(subtle, privateKey, header, key.intake.point, body, size > 0 ? [file] : []))
}

test('what was sealed opens as it was written, whatever the sizes', async () => {
  const sizes = fc.oneof(
    fc.integer({ min: 1, max: 40_000 }),
    fc.constantFrom(chunkSize - 700, chunkSize, 2 * chunkSize + 1),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(sizes, { maxLength: 3 }),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      async (all, words) => {
        const narrative = `${words}.`
        const files = all.map((size, i) => ({ name: `photo ${i}.jpg`, bytes: random(size) }))
        const bytes = await sealed(
          key.intake,
          files.map((file) => enclosed(file.name, file.bytes, 'image/jpeg')),
          { narrative },
        )
        const report = await opened(bytes)
        expect(report.body).toEqual({
          ...written,
          narrative,
          attachments: files.map((file) => attachmentOf(file.name, file.bytes, 'image/jpeg')),
        })
        expect(report.files.every((one, i) => Buffer.compare(one, files[i]?.bytes ?? one) === 0)).toBe(true)
      },
    ),
    { numRuns: 25 },
  )
})

test('every byte of a file that is changed is found', async () => {
  const bytes = await sealed(key.intake, [enclosed('a.txt', random(300))])
  const accepted: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.slice()
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
    if (!(await refused(changed))) accepted.push(at)
  }
  expect(accepted).toEqual([])
})

test('cut, lengthened, swapped, mixed and repeated parts are found', async () => {
  const bytes = await sealed(key.intake, [enclosed('a.bin', random(3 * chunkSize))])
  const other = await sealed(key.intake, [enclosed('a.bin', random(3 * chunkSize))])
  const part = (from: Bytes, n: number): Bytes =>
    from.slice(headerSize + n * (chunkSize + 16), headerSize + (n + 1) * (chunkSize + 16))
  const header = bytes.slice(0, headerSize)
  const [a, b, c] = [part(bytes, 0), part(bytes, 1), part(bytes, 2)]
  const rest = bytes.slice(headerSize + 3 * (chunkSize + 16))
  expect(await refused(concat(header, a, b, c, rest))).toBe(false)
  for (const changed of [
    concat(header, b, a, c, rest),
    concat(header, a, part(other, 1), c, rest),
    concat(other.slice(0, headerSize), a, b, c, rest),
    concat(header, a, b, c),
    concat(header, a, b, c, c, rest),
    concat(bytes, new Uint8Array(1)),
    concat(bytes, bytes.slice(headerSize)),
    header,
    new Uint8Array(0),
  ])
    expect(await refused(changed)).toBe(true)
  for (const length of [1, headerSize - 1, headerSize + 1, bytes.length - 1, bytes.length - 16])
    expect(await refused(bytes.slice(0, length))).toBe(true)
})

test('another key does not open it', async () => {
  const other = await testKey()
  const bytes = await sealed(key.intake)
  expect(await refusal(openReport(subtle, asFile(bytes), () => Promise.resolve(other.opening)))).toBe(
    'REPORT_NOT_INTACT',
  )
})

test('a header has one spelling', () => {
  const header = { key: key.intake.id, ephemeral: key.intake.point, salt: new Uint8Array(32) }
  const text = headerText(header)
  expect(text.length).toBe(headerSize)
  expect(parseHeader(utf8(text))).toEqual(header)
  for (const wrong of [
    text.replace('"v":1', '"v":0'),
    text.replace('A="', 'B="'),
    text.replace('\n', ' '),
    text.replace('"key":"', '"key":"A').replace(/.{8}(?=","salt)/, (tail) => tail.slice(1)),
    ` ${text.slice(0, -1)}`,
    text.replace(/"ephemeral":"B/, '"ephemeral":"C'),
  ])
    expect(parseHeader(utf8(wrong))).toBeUndefined()
  expect(parseHeader(utf8(text.replace('"v":1', '"v":2')))).toBe('newer')
})

test('a body has one spelling, and nothing that version 1 does not know', () => {
  const body: ReportBody = { ...written, attachments: [] }
  expect(parseBody(bodyText(body))).toEqual(body)
  const spelled = (change: object): string => bodyText({ ...body, ...change })
  for (const wrong of [
    JSON.stringify(body),
    `${bodyText(body)} `,
    bodyText(body).replace('"v":1', '"v":1,"v":1'),
    spelled({ more: 1 }),
    spelled({ v: 2 }),
    spelled({ narrative: '  ' }),
    spelled({ narrative: 'x'.repeat(200_001) }),
    spelled({ occurredAt: { value: '2026-02-30', zone: 'UTC', precision: 'day' } }),
    spelled({ zone: 'Mars/Olympus' }),
    spelled({ savedAt: '2026-11-22T07:00:00+01:00' }),
    spelled({ reporter: { name: 'A', contact: null, more: '' } }),
    spelled({ answers: { 'No id': 'x' } }),
    spelled({ answers: { a: {} } }),
    spelled({ answers: [] }),
    spelled({ attachments: [{ name: '../x', type: '', size: 1, sha256: '0'.repeat(64) }] }),
    spelled({ attachments: [{ name: 'x', type: 'text/html; charset=x', size: 1, sha256: '0'.repeat(64) }] }),
    spelled({ attachments: [{ name: 'x', type: '', size: limits.attached + 1, sha256: '0'.repeat(64) }] }),
    spelled({
      attachments: [1, 2].map((n) => ({ name: `${n}`, type: '', size: limits.attached, sha256: '0'.repeat(64) })),
    }),
    'null',
    '[]',
    '',
  ])
    expect(typeof parseBody(wrong), wrong.slice(0, 80)).toBe('string')
})

test('what a hostile program seals is refused before memory is taken for it', async () => {
  const bytes = random(100)
  const good = attachmentOf('a', bytes)
  expect(await refused(await sealedBy({ ...written, attachments: [good] }, bytes))).toBe(false)
  for (const attachments of [
    [{ ...good, size: 150_000_000 }],
    [{ ...good, size: 99 }],
    [{ ...good, sha256: '0'.repeat(64) }],
    [good, good],
    [],
  ])
    expect(await refused(await sealedBy({ ...written, attachments }, bytes)), JSON.stringify(attachments)).toBe(true)
})

test('lengths come in classes, at most an eighth above what they hold', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: limits.attached }), (length) => {
      const size = sizeClass(length)
      expect(size).toBeGreaterThanOrEqual(length)
      expect(sizeClass(size)).toBe(size)
      expect(size).toBeLessThanOrEqual(Math.max(leastSize, length * 1.12))
      expect(plainSize(headerSize + size + 16 * Math.ceil(size / chunkSize))).toBe(size)
    }),
  )
  expect(plainSize(headerSize + leastSize + 17)).toBeUndefined()
  expect(plainSize(headerSize + 500_000_000)).toBeUndefined()
  expect(plainSize(0)).toBeUndefined()
})

test('two reports of a few words have one length, and share nothing after the key', async () => {
  const [a, b] = await Promise.all([sealed(key.intake), sealed(key.intake, [], { narrative: 'Corto.', place: null })])
  expect(a.length).toBe(b.length)
  expect(Buffer.compare(a.slice(headerSize), b.slice(headerSize))).not.toBe(0)
})

test('a key has a fingerprint of six groups of five digits', async () => {
  expect(await fingerprintOf(subtle, key.intake.point)).toMatch(/^(\d{5} ){5}\d{5}$/)
})
