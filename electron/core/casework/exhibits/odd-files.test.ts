import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let test: TestApp
let caseNumber: string
beforeEach(async () => {
  test = testApp()
  caseNumber = await newCase(test)
})
afterEach(() => test.end())

describe.skipIf(process.platform === 'win32')('what is no plain file', () => {
  it('is refused at once wherever a file is read: a pipe would be waited for without end', async () => {
    const pipe = join(test.folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const sha256 = '0'.repeat(64)
    for (const file of [pipe, '/dev/zero', test.folder]) {
      const refused = { code: expect.stringMatching(/^(?:INVALID_INPUT|HEAD_NOT_INTACT|NOT_INTACT)$/) as string }
      const asked = [
        () => test.call('exhibit.add', { case: caseNumber, files: [file] }),
        () => test.call('report.import', { file, map: { narrative: 'n' } }),
        () => test.call('import.table', { file }),
        () => test.call('packet.verify', { file }),
        () => test.call('ledger.verify', { file }),
        () => test.call('ledger.check', { file }),
        () => test.call('form.open', { file }),
      ]
      for (const one of asked) await expect(one(), file).rejects.toMatchObject(refused)
      const { files } = await test.call('import.preview', { files: [file] })
      expect(files.map(({ failure }) => failure?.message)).toEqual(['This is not a file.'])
      const { refused: left } = await test.call('import.take', { files: [{ file, sha256, items: [] }] })
      expect(left).toMatchObject([{ reason: 'This is not a file.' }])
      expect((await test.call('form.import', { files: [file] })).refused).toHaveLength(1)
    }
  })
  it('is named where a blob should be, and the other exhibits are checked all the same', async () => {
    const files = ['a', 'b', 'c'].map((name) => join(test.folder, name))
    for (const file of files) writeFileSync(file, file)
    await test.call('exhibit.add', { case: caseNumber, files })
    const [pipe = '', loop = ''] = globSync('V.holdfast/blobs/*/*', { cwd: test.folder }).map((name) =>
      join(test.folder, name),
    )
    rmSync(pipe)
    execFileSync('mkfifo', [pipe])
    rmSync(loop)
    symlinkSync(loop, loop)
    const { ok, exhibits } = await test.call('exhibit.verify', { case: caseNumber })
    expect([ok, exhibits.filter((one) => one.ok).length]).toEqual([false, 1])
    const { problems } = await test.call('ledger.audit', {})
    expect(problems.map(({ code }) => code)).toEqual(['EXHIBIT_CHANGED', 'EXHIBIT_CHANGED'])
  })
  it('is no reason for words that mislead: a name that is not UTF-8', async () => {
    await expect(
      test.call('exhibit.add', { case: caseNumber, files: [join(test.folder, 'caf\ufffd.jpg')] }),
    ).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', next: expect.stringContaining('UTF-8') as string })
  })
})

describe('copies', () => {
  it('of two exhibits to one place at once: one appears whole, the other is refused and not on record', async () => {
    const files = ['a', 'b'].map((name) => join(test.folder, name))
    for (const file of files) writeFileSync(file, Buffer.alloc(3_000_000, file))
    const added = await test.call('exhibit.add', { case: caseNumber, files })
    const out = join(test.folder, 'out', 'copy')
    mkdirSync(join(test.folder, 'out'))
    writeFileSync(`${out}.part`, 'somebody else’s download')
    const both = await Promise.allSettled(added.map(({ exhibit }) => test.call('exhibit.export', { exhibit, out })))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const exported = await Promise.all(
      added.map(async ({ exhibit }) =>
        (await test.call('exhibit.get', { exhibit })).custody.filter(({ action }) => action === 'export'),
      ),
    )
    expect(exported.flat()).toHaveLength(1)
    expect(globSync('*', { cwd: join(test.folder, 'out') }).toSorted()).toEqual(['copy', 'copy.part'])
  })
})

describe.skipIf(process.platform === 'win32')('a file of the vault itself', () => {
  it('becomes no exhibit, by whatever link it is named', async () => {
    const vault = join(test.folder, 'V.holdfast')
    const [folder, file] = [join(test.folder, 'papers'), join(test.folder, 'notes.txt')]
    symlinkSync(vault, folder)
    symlinkSync(join(vault, 'vault.db'), file)
    for (const path of [join(vault, 'vault.json'), join(folder, 'vault.db'), file])
      await expect(test.call('exhibit.add', { case: caseNumber, files: [path] })).rejects.toMatchObject({
        message: expect.stringContaining('of this vault itself') as string,
      })
    const { batch } = await test.call('ingest.add', {
      case: caseNumber,
      files: [folder, file, join(vault, 'vault.db')],
    })
    const { items } = await test.call('ingest.files', { batch })
    expect(items.map(({ state, problem }) => [state, problem])).toEqual(
      Array.from({ length: 3 }, () => ['skipped', 'It is this vault itself, or a file of it.']),
    )
  })
})

describe('copies of several exhibits', () => {
  it('leave no folder where writing them was stopped before the first, and say which are there where it was after', async () => {
    const files = ['a', 'b', 'c'].map((name) => join(test.folder, name))
    for (const file of files) writeFileSync(file, Buffer.alloc(3_000_000, file))
    const exhibits = (await test.call('exhibit.add', { case: caseNumber, files })).map(({ number }) => number)
    const stopped = (after: number, out: string): Promise<unknown> => {
      const stop = new AbortController()
      const progress = ({ files: of }: { files?: { done: number } | undefined }): void => {
        if (of?.done === after) stop.abort()
      }
      return test.call('exhibit.copies', { exhibits, out }, { signal: stop.signal, progress })
    }
    const none = join(test.folder, 'none')
    await expect(stopped(0, none)).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(existsSync(none)).toBe(false)
    const some = join(test.folder, 'some')
    await expect(stopped(2, some)).rejects.toMatchObject({
      code: 'CANCELLED',
      message: `Cancelled: 2 copies lie in ${some}, each on record.`,
    })
    expect(globSync('*', { cwd: some })).toHaveLength(2)
  })
})
