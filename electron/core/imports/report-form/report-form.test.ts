import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { IntakeKeyRow } from '../../../../shared/contract/report-form.ts'
import type { IntakeKey } from '../../../../shared/report-form/seal.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { everyKind } from '../../../../tests/support/forms.ts'
import { enclosed, random, sealed } from '../../../../tests/support/sealed-report.ts'

let t: TestApp
let exported = 0
beforeEach(async () => {
  t = testApp()
  exported = 0
  await newVault(t)
})
afterEach(() => t.end())

const path = (name: string): string => join(t.folder, name)
const reason = 'For the test'

/** Exports a form and reads the key out of it, as a phone does. */
async function keyOfNewForm(forms = ['other']): Promise<IntakeKey> {
  const out = path(`form-${++exported}.html`)
  await t.call('form.export', { forms, out })
  const [, given = ''] =
    /<script type="application\/json" id="form">(.*)<\/script>/.exec(readFileSync(out, 'utf8')) ?? []
  const { key } = JSON.parse(given) as { key: { id: string; point: string } }
  return { id: key.id, point: new Uint8Array(Buffer.from(key.point, 'base64')) }
}

async function sealedFile(
  name: string,
  key: IntakeKey,
  files: Parameters<typeof sealed>[1] = [],
  changes: Parameters<typeof sealed>[2] = {},
): Promise<string> {
  writeFileSync(path(name), await sealed(key, files, changes))
  return path(name)
}

const keys = async (): Promise<IntakeKeyRow[]> => (await t.call('form.keys', {})).items
const importing = (...files: string[]) => t.call('form.import', { files })
const auditIsClean = async (): Promise<void> => expect((await t.call('ledger.audit', {})).problems).toEqual([])

describe('the intake key', () => {
  test('is made by the first form, is in every form, and opens after locking, rekeying and restoring', async () => {
    expect(await keys()).toEqual([])
    const key = await keyOfNewForm()
    expect((await keyOfNewForm()).id).toBe(key.id)
    expect(await keys()).toMatchObject([{ id: key.id, state: 'current', madeBy: 'R. Okafor', reports: 0 }])
    const file = await sealedFile('a.hfreport', key)
    await t.call('vault.lock', {})
    await t.call('vault.unlock', { dir: path('V.holdfast'), passphrase })
    await t.call('vault.rekey', {})
    expect(await t.call('form.open', { file })).toMatchObject({ place: 'Puerta norte' })
    // It was read, not written: the window may not have it shown.
    await expect(t.call('file.show', { file })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await t.call('vault.backup', { out: path('backup') })
    await t.call('vault.restore', {
      from: path('backup'),
      to: path('Back.holdfast'),
      passphrase,
      supersedes: true,
      reason: 'The sheet is lost',
    })
    await t.call('vault.lock', {})
    await t.call('vault.unlock', { dir: path('Back.holdfast'), passphrase })
    expect(await t.call('form.open', { file })).toMatchObject({ key: { state: 'current' } })
  })

  test('leaves the vault by no door: its private half is in no form, answer or ledger export', async () => {
    await keyOfNewForm()
    const out = path('ledger.jsonl')
    await t.call('ledger.export', { out })
    // Each of these begins the private half in PKCS #8 (RFC 5958), base64 or hexadecimal.
    const all = [
      readFileSync(path('form-1.html'), 'utf8'),
      readFileSync(out, 'utf8'),
      JSON.stringify(await keys()),
    ].join()
    expect(all).not.toMatch(/MIGHAgEAMBMGByqGSM49|308187020100301306072a/i)
  })

  test('retires, and its reports say so; it is destroyed only then, for good', async () => {
    const key = await keyOfNewForm()
    await expect(t.call('form.destroyKey', { key: key.id, reason })).rejects.toMatchObject({ code: 'CONFLICT' })
    const [early, late] = [await sealedFile('a.hfreport', key), await sealedFile('b.hfreport', key)]
    const { key: next } = await t.call('form.rotate', { reason: 'A laptop was lost' })
    expect((await keyOfNewForm()).id).toBe(next)
    expect((await importing(early)).filed).toMatchObject([{ report: 'R-0001', keyState: 'retired' }])
    expect((await keys()).map(({ state, reports }) => [state, reports])).toEqual([
      ['current', 0],
      ['retired', 1],
    ])
    await t.call('form.destroyKey', { key: key.id, reason })
    await expect(t.call('form.destroyKey', { key: key.id, reason })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    expect((await importing(late)).refused).toMatchObject([{ code: 'REPORT_KEY_DESTROYED' }])
    await expect(t.call('form.open', { file: late })).rejects.toMatchObject({ code: 'REPORT_KEY_DESTROYED' })
    await auditIsClean()
  })
})

describe('a form', () => {
  test('holds whatever words its template has, and stays one page', async () => {
    const title = { en: '</script><script>alert(1)</script> & “quotes”' }
    await t.call('template.save', { kind: 'form', key: 'odd', base: 0, body: { ...everyKind, title }, reason })
    await keyOfNewForm(['odd', 'other'])
    const page = readFileSync(path('form-1.html'), 'utf8')
    expect(page.match(/<\/script>/g)).toHaveLength(2)
    expect(page.length).toBeLessThan(150_000)
    expect(page).not.toMatch(/\b(?:src|href)="|https?:\/\/(?!www\.w3\.org)/)
  })

  test('that there is none of is refused, and so is a place that is taken', async () => {
    await expect(t.call('form.export', { forms: ['nothing'] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    writeFileSync(path('taken.html'), 'x')
    await expect(t.call('form.export', { forms: ['other'], out: path('taken.html') })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    })
    expect(await keys()).toEqual([])
    expect(readFileSync(path('taken.html'), 'utf8')).toBe('x')
  })
})

describe('a sealed report', () => {
  test('is filed once, whole, with what it came by; the others of its batch do not depend on it', async () => {
    const key = await keyOfNewForm()
    const photo = random(1_200_000)
    const good = await sealedFile('good.hfreport', key, [
      enclosed('../../etc/p\u202e.jpg'.replaceAll('/', '_'), photo, 'image/jpeg'),
    ])
    const damaged = path('damaged.hfreport')
    const bytes = readFileSync(good)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    writeFileSync(damaged, bytes)
    writeFileSync(path('no.hfreport'), 'PK')
    const more = await sealedFile('more.hfreport', key, [], { immediateDanger: true })
    const result = await importing(damaged, good, path('no.hfreport'), path('gone.hfreport'), more, good)
    expect(result.filed.map(({ report, exhibits }) => [report, exhibits])).toEqual([
      ['R-0001', 1],
      ['R-0002', 0],
    ])
    expect(result.refused.map(({ code }) => code)).toEqual([
      'REPORT_NOT_INTACT',
      'INVALID_INPUT',
      'FILE_NOT_FOUND',
      'ALREADY_DONE',
    ])
    const report = await t.call('report.get', { report: 'R-0001' })
    expect(report).toMatchObject({
      channel: 'form',
      category: 'other',
      narrative: 'Un hombre esperó dos horas junto a la puerta.',
      reporter: null,
      place: 'Puerta norte',
      occurredAt: { value: '2026-11-22T06:42', zone: 'Europe/Madrid', precision: 'minute' },
    })
    expect(report.fields['Report form']).toBe('Other (other, version 0), read in Spanish')
    expect(await t.call('form.open', { file: good })).toMatchObject({ filedAs: 'R-0001', otherSaves: ['R-0002'] })
    expect((await t.call('report.get', { report: 'R-0002' })).fields['Other saves of this report']).toBe('R-0001')
    const { items } = await t.call('exhibit.list', { report: 'R-0001' })
    expect(items).toMatchObject([{ size: photo.length, description: 'Attached to the report by its reporter' }])
    expect(await t.call('exhibit.verify', { report: 'R-0001' })).toMatchObject({ ok: true })
    await auditIsClean()
  })

  test('of an unknown form, or with answers that no form asked for, loses nothing', async () => {
    const key = await keyOfNewForm()
    const file = await sealedFile('a.hfreport', key, [], {
      form: { key: 'elsewhere', version: 9 },
      answers: {
        plate: 'AA-11-BB',
        seen: true,
        many: ['a', 'b'],
        when: { value: '2026', zone: 'UTC', precision: 'year' },
      },
    })
    expect(await t.call('form.open', { file })).toMatchObject({ form: { known: false, title: 'elsewhere' } })
    await importing(file)
    const { fields, category } = await t.call('report.get', { report: 'R-0001' })
    expect(category).toBe('other')
    expect(fields).toMatchObject({ plate: 'AA-11-BB', seen: 'Yes', many: 'a, b', when: '2026' })
  })

  test('is read by the form as it was when it was given away', async () => {
    await t.call('template.save', { kind: 'form', key: 'approach', base: 0, body: everyKind, reason })
    const key = await keyOfNewForm(['approach'])
    const file = await sealedFile('a.hfreport', key, [], {
      form: { key: 'approach', version: 1 },
      answers: { how: 'car' },
    })
    const fields = everyKind.fields.map((field) => (field.id === 'how' ? { ...field, label: { en: 'Way' } } : field))
    await t.call('template.save', { kind: 'form', key: 'approach', base: 1, body: { ...everyKind, fields }, reason })
    expect((await t.call('form.open', { file })).answers).toEqual([{ label: 'How did they come', text: 'By car' }])
  })

  test('cut, doubled, put together anew, or of another version files nothing', async () => {
    const key = await keyOfNewForm()
    const [one, two] = [await sealed(key, [enclosed('a.bin', random(2_500_000))]), await sealed(key)].map((bytes) =>
      Buffer.from(bytes),
    ) as [Buffer, Buffer]
    const [head, chunk] = [one.indexOf('\n') + 1, 1_048_576 + 16]
    const [first, second, rest] = [
      one.subarray(head, head + chunk),
      one.subarray(head + chunk, head + 2 * chunk),
      one.subarray(head + 2 * chunk),
    ]
    const header = one.subarray(0, head)
    // The last digit of each value in base64 holds bits that count for nothing.
    const spelled = (field: string): Buffer =>
      Buffer.from(
        one.toString('latin1').replace(new RegExp(`("${field}":"[^"]*)(.)=`), (_, before: string, digit: string) => {
          const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
          return `${before}${digits[digits.indexOf(digit) ^ 1]}=`
        }),
        'latin1',
      )
    const files = [
      ...[0, 100, head, head + 16_384, one.length - 16, one.length - 1].map((end) => one.subarray(0, end)),
      Buffer.concat([one, Buffer.alloc(1)]),
      Buffer.concat([one, one]),
      Buffer.concat([header, second, first, rest]),
      Buffer.concat([header, second, rest]),
      Buffer.concat([two.subarray(0, head), one.subarray(head)]),
      Buffer.from(one.toString('latin1').replace('"v":1}', '"v":2}'), 'latin1'),
      Buffer.concat([Buffer.from('\ufeff'), one]),
      spelled('ephemeral'),
      spelled('salt'),
    ].map((bytes, n) => {
      writeFileSync(path(`${n}.hfreport`), bytes)
      return path(`${n}.hfreport`)
    })
    const { filed, refused } = await importing(...files)
    expect(filed).toEqual([])
    expect(refused.map(({ code }) => code)).toEqual(
      files.map(() => expect.stringMatching(/^(INVALID_INPUT|REPORT_NOT_INTACT)$/) as string),
    )
    // Whole within another it is an attachment, and no report by itself.
    const nested = await sealedFile('nested.hfreport', key, [enclosed('inner.hfreport', Uint8Array.from(one))])
    expect((await importing(nested)).filed).toMatchObject([{ report: 'R-0001', exhibits: 1 }])
    expect((await t.call('report.list', { disposition: 'all' })).total).toBe(1)
    await auditIsClean()
  })

  test('that is written to while it is opened is not filed: its hash would be that of other bytes', async () => {
    const file = await sealedFile('a.hfreport', await keyOfNewForm())
    const handle = await open(file)
    const reads = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'read')
    await handle.close()
    reads.mockImplementationOnce(function (this: FileHandle, ...given: unknown[]) {
      appendFileSync(file, 'x')
      reads.mockRestore()
      return (this.read as (...given: unknown[]) => never)(...given)
    })
    expect((await importing(file)).refused).toMatchObject([{ code: 'CONFLICT' }])
    expect((await t.call('report.list', {})).total).toBe(0)
  })

  test('of another vault says so', async () => {
    const key = await keyOfNewForm()
    const file = await sealedFile('a.hfreport', key)
    const other = testApp()
    await newVault(other)
    await expect(other.call('form.open', { file })).rejects.toMatchObject({ code: 'REPORT_KEY_UNKNOWN' })
    await other.end()
  })

  test('that is cancelled on the way leaves nothing', async () => {
    const key = await keyOfNewForm()
    const file = await sealedFile('a.hfreport', key, [enclosed('a.bin', random(3_000_000))])
    const abort = new AbortController()
    const progress = ({ unit }: { unit: string }): void => void (unit === 'bytes' && abort.abort())
    const cancelled = t.call('form.import', { files: [file] }, { signal: abort.signal, progress })
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
    expect((await t.call('report.list', {})).total).toBe(0)
    expect((await importing(file)).filed).toMatchObject([{ report: 'R-0001', exhibits: 1 }])
    await auditIsClean()
  })

  test('is known again after its case was destroyed under an order', async () => {
    const key = await keyOfNewForm()
    const file = await sealedFile('a.hfreport', key, [enclosed('a.bin', random(5000))])
    await importing(file)
    const { case: number } = await t.call('report.promote', { report: 'R-0001', title: 'T', owner: 'R. Okafor' })
    const second = 'seven lanterns over quiet water'
    await t.call('member.add', { name: 'C. Adeyemi', roles: ['counsel'], passphrase: second })
    const { order } = await t.call('destruction.order', { case: number, authority: 'Order 7', reason })
    await t.call('vault.unlock', { dir: path('V.holdfast'), passphrase: second })
    await t.call('destruction.approve', { order })
    await t.call('vault.unlock', { dir: path('V.holdfast'), passphrase })
    expect((await importing(file)).refused).toMatchObject([{ code: 'ALREADY_DONE' }])
    await auditIsClean()
  })
})

describe('a sealed report among files that are imported', () => {
  const preview = async (...files: string[]) => (await t.call('import.preview', { files })).files
  const take = (file: string, sha256: string | null | undefined, category?: 'threat') =>
    t.call('import.take', { files: [{ file, sha256: sha256 ?? '', items: [{ index: 0, category }] }] })

  test('is known by its content, shown, filed once with its attachments, and by no other way than its own', async () => {
    const key = await keyOfNewForm()
    const file = await sealedFile('holiday.jpg', key, [enclosed('gate.txt', random(20))])
    const [shown] = await preview(file)
    expect(shown).toMatchObject({
      kind: 'sealed',
      failure: null,
      items: [
        { channel: 'form', narrative: 'Un hombre esperó dos horas junto a la puerta.', parts: [{ name: 'gate.txt' }] },
      ],
    })
    expect(await take(file, shown?.sha256, 'threat')).toMatchObject({
      filed: [{ index: 0, report: 'R-0001', exhibits: ['R-0001-E01'] }],
      refused: [],
    })
    expect(await t.call('report.get', { report: 'R-0001' })).toMatchObject({ channel: 'form', category: 'threat' })
    expect((await preview(file))[0]?.items[0]?.duplicate).toMatchObject({ report: 'R-0001' })
    expect(await take(file, shown?.sha256)).toMatchObject({ filed: [], refused: [{ duplicateOf: 'R-0001' }] })
    expect((await importing(file)).refused).toMatchObject([{ code: 'ALREADY_DONE' }])
    expect((await t.call('report.list', { disposition: 'all' })).total).toBe(1)
    await auditIsClean()
  })

  test('is refused in its own words when it is damaged, changed since or sealed to another key', async () => {
    const key = await keyOfNewForm()
    const file = await sealedFile('a.hfreport', key)
    const [shown] = await preview(file)
    writeFileSync(file, await sealed(key, [], { narrative: 'Other words' }))
    expect(await take(file, shown?.sha256)).toMatchObject({
      filed: [],
      refused: [{ reason: expect.stringMatching(/changed/) }],
    })
    const bytes = readFileSync(file)
    bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1
    writeFileSync(path('damaged.hfreport'), bytes)
    writeFileSync(path('cut.hfreport'), bytes.subarray(0, 200))
    const strange = await sealedFile('strange.hfreport', { ...key, id: '0'.repeat(32) })
    const refused = (await preview(path('damaged.hfreport'), path('cut.hfreport'), strange)).map(
      ({ failure }) => failure,
    )
    expect(refused.map((failure) => failure?.message)).toEqual([
      expect.stringMatching(/damaged or was changed/),
      expect.stringMatching(/not a sealed report/),
      expect.stringMatching(/key/),
    ])
    expect((await t.call('report.list', { disposition: 'all' })).total).toBe(0)
  })

  test('is not read by who may only hand reports in', async () => {
    const key = await keyOfNewForm()
    const file = await sealedFile('a.hfreport', key)
    await t.call('member.add', { name: 'Front desk', roles: ['reporter'], passphrase: 'another good passphrase' })
    await t.call('vault.lock', {})
    await t.call('vault.unlock', { dir: path('V.holdfast'), passphrase: 'another good passphrase' })
    const [shown] = await preview(file)
    expect(shown?.items).toMatchObject([{ title: 'Sealed report', narrative: '', reporter: null, fields: {} }])
    expect((await take(file, shown?.sha256)).filed).toMatchObject([{ report: 'R-0001' }])
  })
})
