import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../../shared/contract/contract.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
let of: string
beforeEach(async () => {
  t = testApp()
  of = await newCase(t)
})
afterEach(() => t.end())

const file = (name: string, text: string): string => {
  const path = join(t.folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}
const report: Input<'report.add'> = {
  channel: 'in-person',
  receivedAt: '2026-11-23T08:00:00-05:00',
  reporter: null,
  category: 'threat',
  narrative: 'A letter lay under the door.',
}
const blobs = (): string[] =>
  readdirSync(join(t.folder, 'V.holdfast', 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

describe('bytes that are on record already', () => {
  it('are named before anything is kept, in a case or another, and where they lie twice in one choice', async () => {
    const letter = file('letter.txt', 'You will see.')
    await t.call('exhibit.add', { case: of, files: [letter] })
    const copy = file('elsewhere/renamed.txt', 'You will see.')
    const other = file('other.txt', 'You will sea.')
    const twice = file('twice.txt', 'Something else')
    const again = file('again.txt', 'Something else')
    const { files } = await t.call('exhibit.twins', { files: [copy, other, twice, again] })
    expect(files).toMatchObject([
      { file: copy, twins: [{ number: `${of}-E01`, fileName: 'letter.txt' }], sameAs: null },
      { file: other, twins: [], sameAs: null },
      { file: twice, twins: [], sameAs: null },
      { file: again, twins: [], sameAs: twice },
    ])
    expect((await t.call('exhibit.list', { case: of })).items).toHaveLength(1)
  })

  it('are named of what was pasted too, against the record, the files and each other', async () => {
    const letter = file('letter.txt', 'You will see.')
    await t.call('exhibit.add', { case: of, files: [letter] })
    const other = file('other.txt', 'Something else')
    const inMemory = (name: string, text: string): { file: string; size: number; sha256: string } => ({
      file: name,
      size: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    })
    const pasted = [
      inMemory('p1', 'You will see.'),
      inMemory('p2', 'Something else'),
      inMemory('p3', 'New'),
      inMemory('p4', 'New'),
    ]
    expect((await t.call('exhibit.twins', { files: [other], pasted })).files).toMatchObject([
      { file: other, twins: [], sameAs: null },
      { file: 'p1', twins: [{ number: `${of}-E01` }], sameAs: null },
      { file: 'p2', twins: [], sameAs: other },
      { file: 'p3', twins: [], sameAs: null },
      { file: 'p4', twins: [], sameAs: 'p3' },
    ])
    expect((await t.call('exhibit.twins', { pasted: pasted.slice(0, 1) })).files).toHaveLength(1)
  })

  it('are kept all the same for a script that asks nothing, and said; with a reason it is on record', async () => {
    const letter = file('letter.txt', 'You will see.')
    const [first] = await t.call('exhibit.add', { case: of, files: [letter] })
    expect(first?.sameAs).toEqual([])
    const [second] = await t.call('exhibit.add', { case: of, files: [letter] })
    expect(second).toMatchObject({ number: `${of}-E02`, sameAs: [`${of}-E01`] })
    const words = { again: 'Handed over a second time.', description: 'Letter' }
    const [third] = await t.call('exhibit.add', { case: of, files: [letter], ...words })
    expect(third?.sameAs).toEqual([`${of}-E01`, `${of}-E02`])
    const { description } = await t.call('exhibit.get', { exhibit: third?.exhibit ?? '' })
    expect(description).toBe(`Letter (Same bytes as ${of}-E01, kept again: Handed over a second time.)`)
  })

  it('are named for every file that an import keeps', async () => {
    const mail = (n: number): string =>
      [
        `From: a@example.org\r\nTo: b@example.org\r\nDate: Mon, 23 Nov 2026 08:0${n}:00 +0000\r\nSubject: ${n}`,
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n',
        '--x\r\nContent-Type: text/plain\r\n\r\nSee attached.',
        '--x\r\nContent-Type: text/plain; name=note.txt\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\nI know where you park.',
        '--x--\r\n',
      ].join('\r\n')
    const filed = []
    for (const n of [1, 2]) {
      const path = file(`mail${n}.eml`, mail(n))
      const [seen] = (await t.call('import.preview', { files: [path] })).files
      const items = [{ index: 0, category: 'threat' as const }]
      filed.push(...(await t.call('import.take', { files: [{ file: path, sha256: seen?.sha256 ?? '', items }] })).filed)
    }
    expect(filed[0]?.same).toEqual([])
    expect(filed[1]?.same).toEqual([{ exhibit: `${filed[1]?.report}-E02`, as: [`${filed[0]?.report}-E02`] }])
  })
})

describe('a report with files', () => {
  it('is taken in with them as its exhibits, in one step', async () => {
    const letter = file('letter.txt', 'You will see.')
    const picture = Buffer.from('bytes of a picture')
    const page = new AbortController().signal
    const { bytes } = await t.call('file.receive', { size: picture.length }, { page })
    expect(await t.app.bytes.write(bytes, 0, picture)).toBe(true)
    const pasted = [{ name: 'Pasted 1.png', bytes }]
    const taken = await t.call('report.take', { report, files: [letter], pasted }, { page })
    expect(taken.exhibits.map(({ number }) => number)).toEqual([`${taken.report}-E01`, `${taken.report}-E02`])
    const { items } = await t.call('exhibit.list', { report: taken.report })
    expect(items.map(({ fileName, reportNumber }) => [fileName, reportNumber])).toEqual([
      ['letter.txt', taken.report],
      ['Pasted 1.png', taken.report],
    ])
    expect(await t.call('exhibit.verify', { report: taken.report })).toMatchObject({ ok: true })
    expect(await t.call('ledger.audit', {})).toMatchObject({ ok: true })
  })

  it('is not filed at all when a file cannot be read, when it lacks a fact, or when it is stopped', async () => {
    const [before, kept] = [(await t.call('ledger.head', {})).head.size, blobs()]
    const letter = file('letter.txt', 'You will see.')
    await expect(t.call('report.take', { report, files: [letter, join(t.folder, 'gone.txt')] })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    })
    const lacking = { ...report, form: { key: 'threat' } }
    await expect(t.call('report.take', { report: lacking, files: [letter] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
    const stop = new AbortController()
    stop.abort()
    await expect(t.call('report.take', { report, files: [letter] }, { signal: stop.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect((await t.call('ledger.head', {})).head.size).toBe(before)
    expect(blobs()).toEqual(kept)
  })

  it('takes from a window only what was picked there', async () => {
    const letter = file('letter.txt', 'You will see.')
    const picked = new Set<string>()
    const w = testApp({ host: 'browser', isPicked: (path) => picked.has(path) })
    await w.call('vault.create', { name: 'W', member: 'R. Okafor', passphrase })
    await expect(w.call('report.take', { report, files: [letter] })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(w.call('exhibit.twins', { files: [letter] })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    picked.add(letter)
    expect((await w.call('report.take', { report, files: [letter] })).exhibits).toHaveLength(1)
    await w.end()
  })
})
