import { createHash, randomBytes } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { readBlob } from '../../record/vault/blobs/read.ts'

let test: TestApp
let caseNumber: string
beforeEach(async () => {
  test = testApp()
  caseNumber = await newCase(test)
})
afterEach(() => test.end())

const file = (name: string, bytes: Uint8Array): string => {
  const path = join(test.folder, name)
  writeFileSync(path, bytes)
  return path
}
const mib = 1 << 20
const blobFiles = (): string[] => globSync('V.holdfast/blobs/*/*', { cwd: test.folder })

describe('exhibits', () => {
  it.each([0, 1, 15, mib - 1, mib, mib + 1, 2 * mib, 3 * mib + 17])(
    'keep a file of %i bytes to the byte',
    async (size) => {
      const bytes = randomBytes(size)
      const [added] = await test.call('exhibit.add', { case: caseNumber, files: [file('f.bin', bytes)] })
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      expect(added).toMatchObject({ size, sha256, number: '2026-001-E01'.replace('2026', caseNumber.slice(0, 4)) })
      const copy = await test.call('exhibit.export', {
        exhibit: added?.number ?? '',
        out: join(test.folder, 'copy.bin'),
      })
      expect(readFileSync(copy.file)).toEqual(bytes)
      const { custody } = await test.call('exhibit.get', { exhibit: added?.exhibit ?? '' })
      expect(custody.map(({ action, sha256: hash }) => [action, hash])).toEqual([
        ['collect', sha256],
        ['export', sha256],
      ])
    },
  )
  it('are all kept or none: one missing file, or a cancel on the way', async () => {
    const good = file('good.bin', randomBytes(4 * mib))
    await expect(
      test.call('exhibit.add', { case: caseNumber, files: [good, join(test.folder, 'missing')] }),
    ).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    const cancel = new AbortController()
    const adding = test.call(
      'exhibit.add',
      { case: caseNumber, files: [good, good] },
      { signal: cancel.signal, progress: ({ done }) => done > 5 * mib && cancel.abort() },
    )
    await expect(adding).rejects.toMatchObject({ code: 'CANCELLED' })
    expect((await test.call('exhibit.list', { case: caseNumber })).items).toEqual([])
    expect(blobFiles()).toEqual([])
  })
  it('say what a file is by its bytes, not by its name', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    const files = [
      file('photo.txt', png),
      file('script.jpg', Buffer.from('echo hello\n')),
      file('odd.png', Buffer.from([0, 1, 2, 3])),
      file('empty.pdf', Buffer.alloc(0)),
    ]
    await test.call('exhibit.add', { case: caseNumber, files })
    const { items } = await test.call('exhibit.list', { case: caseNumber })
    expect(items.map(({ mediaType }) => mediaType)).toEqual([
      'image/png',
      'text/plain',
      'application/octet-stream',
      'application/x-empty',
    ])
  })
  it('never overwrite a file on export, and leave nothing when the bytes are not genuine', async () => {
    const [added] = await test.call('exhibit.add', { case: caseNumber, files: [file('f.bin', randomBytes(100))] })
    const there = file('there.bin', Buffer.from('mine'))
    await expect(test.call('exhibit.export', { exhibit: added?.number ?? '', out: there })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    })
    expect(readFileSync(there, 'utf8')).toBe('mine')
    const [blob = ''] = blobFiles()
    const bytes = readFileSync(join(test.folder, blob))
    bytes[40] = (bytes[40] ?? 0) ^ 1
    writeFileSync(join(test.folder, blob), bytes)
    const out = join(test.folder, 'copy.bin')
    await expect(test.call('exhibit.export', { exhibit: added?.number ?? '', out })).rejects.toMatchObject({
      code: 'BLOB_DAMAGED',
    })
    expect(existsSync(out)).toBe(false)
    expect(globSync('*.part', { cwd: test.folder })).toEqual([])
    const verified = await test.call('exhibit.verify', { case: caseNumber })
    expect(verified.ok).toBe(false)
    const detail = await test.call('case.get', { case: caseNumber })
    expect(detail.answers.find(({ question }) => question === 'evidence')).toMatchObject({
      open: true,
      answer: expect.stringContaining('failed verification') as string,
    })
  })
  it('do not open when chunks are swapped, or one blob’s bytes lie under another’s name', async () => {
    await test.call('exhibit.add', {
      case: caseNumber,
      files: [file('a', randomBytes(3 * mib)), file('b', randomBytes(3 * mib))],
    })
    const [one = '', two = ''] = blobFiles().map((path) => join(test.folder, path))
    const bytes = readFileSync(one)
    const chunk = mib + 16
    const swapped = Buffer.concat([
      bytes.subarray(0, 32),
      bytes.subarray(32 + chunk, 32 + 2 * chunk),
      bytes.subarray(32, 32 + chunk),
      bytes.subarray(32 + 2 * chunk),
    ])
    writeFileSync(one, swapped)
    const verified = await test.call('exhibit.verify', { case: caseNumber })
    expect(verified.exhibits.filter(({ ok }) => !ok)).toHaveLength(1)
    writeFileSync(one, readFileSync(two))
    expect((await test.call('exhibit.verify', { case: caseNumber })).exhibits.filter(({ ok }) => !ok)).toHaveLength(1)
    const read = async (): Promise<void> => {
      for await (const _ of readBlob(join(test.folder, 'nowhere'), { name: 'ab', key: randomBytes(32), size: 1 }));
    }
    await expect(read()).rejects.toMatchObject({ code: 'BLOB_MISSING' })
  })
})
