import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newCase, passphrase, testApp, type TestApp } from '../../../../../tests/support/app.ts'

let test: TestApp
let caseNumber: string
let folder: string
beforeEach(async () => {
  test = testApp()
  caseNumber = await newCase(test)
  folder = join(test.folder, 'Handed over')
  mkdirSync(join(folder, 'phone'), { recursive: true })
})
afterEach(() => test.end())

const write = (name: string, words: string): string => {
  writeFileSync(join(folder, name), words)
  return join(folder, name)
}
const waiting = async (): Promise<object | undefined> => (await test.call('ingest.list', { case: caseNumber })).items[0]
const kept = async (): Promise<(string | null)[]> =>
  (await test.call('exhibit.list', { case: caseNumber })).items.map(({ sourcePath }) => sourcePath)
const blobs = (): number =>
  readdirSync(join(test.folder, 'V.holdfast/blobs'), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  ).length

describe('a folder that is added', () => {
  it('is kept whole, each file with its path as the folder says it, and what is no file is named and not followed', async () => {
    write('letter.txt', 'one')
    write('phone/message.txt', 'two')
    symlinkSync('/etc/hostname', join(folder, 'phone/linked'))
    symlinkSync(test.folder, join(folder, 'up'))
    const { batch, ...added } = await test.call('ingest.add', { case: caseNumber, files: [folder], place: 'Lobby' })
    expect(added).toEqual({ files: 2, bytes: 6, skipped: 2 })
    const stages: unknown[] = []
    const done = await test.call('ingest.run', { batch }, { progress: ({ files }) => stages.push(files) })
    expect(done).toMatchObject({ kept: 2, failed: 0, same: 0, waiting: 0, first: `${caseNumber}-E01` })
    expect(stages[0]).toEqual({ done: 0, total: 2 })
    expect(await kept()).toEqual(['Handed over/letter.txt', 'Handed over/phone/message.txt'])
    const { items } = await test.call('ingest.files', { batch })
    expect(items.map(({ sourcePath, state, problem }) => [sourcePath, state, problem])).toEqual([
      ['Handed over/phone/linked', 'skipped', 'It is a link, not a file; it was not followed.'],
      ['Handed over/up', 'skipped', 'It is a link, not a file; it was not followed.'],
    ])
    const { items: exhibits } = await test.call('exhibit.list', { case: caseNumber })
    expect(exhibits[1]).toMatchObject({ fileName: 'message.txt', place: 'Lobby' })
    await test.call('ingest.decide', { batch, as: 'leave-out' })
    expect(await waiting()).toBeUndefined()
  })

  it('takes nothing of the vault itself', async () => {
    const { batch, files } = await test.call('ingest.add', { case: caseNumber, files: [test.folder] })
    const { items } = await test.call('ingest.files', { batch, states: ['skipped'] })
    expect(items.map(({ problem }) => problem)).toContain('It is this vault itself, or a file of it.')
    const { items: all } = await test.call('ingest.files', { batch })
    expect(all.some(({ sourcePath }) => sourcePath?.includes('vault.db') === true)).toBe(false)
    expect(files).toBeLessThan(all.length)
  })
})

describe('a queue of files', () => {
  it('goes on past a file that cannot be read, which is tried again or left out', async () => {
    const [gone, there] = [join(folder, 'gone.txt'), write('there.txt', 'there')]
    const { batch } = await test.call('ingest.add', { case: caseNumber, files: [gone, there] })
    await test.call('ingest.decide', { batch, as: 'try' })
    expect(await test.call('ingest.run', { batch })).toMatchObject({ kept: 1, failed: 1 })
    const { items } = await test.call('ingest.files', { batch })
    expect(items).toMatchObject([{ name: 'gone.txt', state: 'failed' }])
    expect(items[0]?.problem).toContain('There is no file')
    write('gone.txt', 'back')
    await test.call('ingest.decide', { batch, as: 'try' })
    expect(await test.call('ingest.run', { batch })).toMatchObject({ kept: 1, failed: 0 })
    expect(await waiting()).toBeUndefined()
  })

  it('asks about bytes that are on record, those of the same batch too, and keeps them only when told why', async () => {
    const [one, two, three] = [write('a.txt', 'same'), write('b.txt', 'same'), write('c.txt', 'same')]
    const { batch } = await test.call('ingest.add', { case: caseNumber, files: [one, two, three] })
    expect(await test.call('ingest.run', { batch })).toMatchObject({ kept: 1, same: 2, waiting: 0 })
    expect(blobs()).toBe(1)
    const { items } = await test.call('ingest.files', { batch, states: ['same'] })
    expect(items).toMatchObject([
      { name: 'b.txt', twins: [{ number: `${caseNumber}-E01`, fileName: 'a.txt', caseNumber }] },
      { name: 'c.txt' },
    ])
    await expect(test.call('ingest.decide', { batch, as: 'keep' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await test.call('ingest.decide', { batch, numbers: [1], as: 'keep', again: 'From another desk' })
    await test.call('ingest.decide', { batch, numbers: [2], as: 'leave-out' })
    expect(await test.call('ingest.run', { batch })).toMatchObject({ kept: 1, same: 0 })
    const { items: exhibits } = await test.call('exhibit.list', { case: caseNumber })
    expect(exhibits[1]?.description).toContain('kept again: From another desk')
    expect(await waiting()).toBeUndefined()
  })

  it('stops where it is cancelled, stays through a lock, and goes on from there', async () => {
    const files = Array.from({ length: 5 }, (_, n) => write(`${n}.txt`, `file ${n}`))
    const { batch } = await test.call('ingest.add', { case: caseNumber, files })
    const stop = new AbortController()
    const run = test.call(
      'ingest.run',
      { batch },
      { signal: stop.signal, progress: ({ files: of }) => of?.done === 2 && stop.abort() },
    )
    await expect(run).rejects.toMatchObject({
      code: 'CANCELLED',
      message: 'Stopped: 2 files kept, 3 files wait.',
    })
    expect([(await kept()).length, blobs()]).toEqual([2, 2])
    await test.call('vault.lock', {})
    await test.call('vault.unlock', { dir: join(test.folder, 'V.holdfast'), passphrase })
    expect(await waiting()).toMatchObject({ owner: caseNumber, files: 5, kept: 2, waiting: 3, running: false })
    expect(await test.call('ingest.run', { batch })).toMatchObject({ kept: 3 })
    expect((await kept()).length).toBe(5)
  })

  it('leaves out a file while it is being kept, and runs once', async () => {
    const files = [write('large.bin', 'x'.repeat(40_000_000)), write('small.txt', 'small')]
    const { batch } = await test.call('ingest.add', { case: caseNumber, files })
    let decided: Promise<unknown> | undefined
    const run = test.call(
      'ingest.run',
      { batch },
      {
        progress: () => {
          decided ??= test.call('ingest.decide', { batch, numbers: [0], as: 'leave-out' })
        },
      },
    )
    await expect(test.call('ingest.run', { batch })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    expect(await run).toMatchObject({ kept: 1 })
    await decided
    expect([(await kept()).length, blobs()]).toEqual([1, 1])
  })

  it('loses a file with the commit that keeps it: whoever looks then finds it in one of the two', async () => {
    const files = [write('a.txt', 'one'), write('b.txt', 'two')]
    const { batch } = await test.call('ingest.add', { case: caseNumber, files })
    const looks: Promise<{ kept: number; waiting: number } | undefined>[] = []
    const stop = test.app.onSignal(({ kind }) => {
      if (kind === 'recorded')
        looks.push(test.call('ingest.list', { case: caseNumber }).then(({ items: [queue] }) => queue))
    })
    await test.call('ingest.run', { batch })
    stop()
    const seen = (await Promise.all(looks)).filter((one) => one !== undefined)
    expect(seen.length).toBeGreaterThan(0)
    for (const { kept: done, waiting: left } of seen) expect(done + left).toBe(2)
  })

  it('does not keep a file that is left out once its last byte was read', async () => {
    const { batch } = await test.call('ingest.add', { case: caseNumber, files: [write('small.txt', 'small')] })
    let decided: Promise<unknown> | undefined
    const progress = ({ done }: { done: number }): void => {
      if (done === 5) decided ??= test.call('ingest.decide', { batch, numbers: [0], as: 'leave-out' })
    }
    expect(await test.call('ingest.run', { batch }, { progress })).toMatchObject({ kept: 0, failed: 0 })
    expect(await decided).toEqual({ files: 1 })
    expect([(await kept()).length, blobs()]).toEqual([0, 0])
  })

  it('is its member’s own, and ends with the case', async () => {
    const { batch } = await test.call('ingest.add', { case: caseNumber, files: [write('a.txt', 'words')] })
    const second = 'seven lanterns over quiet water'
    await test.call('member.add', { name: 'C. Adeyemi', roles: ['supervisor'], passphrase: second })
    await test.call('vault.unlock', { dir: join(test.folder, 'V.holdfast'), passphrase: second })
    expect(await waiting()).toBeUndefined()
    await expect(test.call('ingest.run', { batch })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
