import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
let dir: string
let place: string
let number: string

beforeEach(async () => {
  t = testApp()
  number = await newCase(t)
  dir = join(t.folder, 'V.holdfast')
  place = join(t.folder, 'stick')
  writeFileSync(join(t.folder, 'a.bin'), Buffer.alloc(3_000_000, 7))
  writeFileSync(join(t.folder, 'empty.txt'), '')
  await t.call('exhibit.add', { case: number, files: [join(t.folder, 'a.bin'), join(t.folder, 'empty.txt')] })
})
afterEach(() => t.end())

const backUp = (full = false) => t.call('vault.backup', { out: place, full })
const to = () => join(t.folder, 'Restored.holdfast')
const restore = (more: { replace?: boolean; partial?: boolean; to?: string; passphrase?: string } = {}) =>
  t.call('vault.restore', { from: place, to: to(), passphrase, supersedes: true, reason: 'A test', ...more })
const note = (title: string) =>
  t.call('note.save', { case: number, title, body: { type: 'doc', content: [{ type: 'paragraph' }] } })
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()

describe('a backup', () => {
  test('is read back, restores to a vault that audits green, and says on both sides what was done', async () => {
    const { head } = await t.call('ledger.head', {})
    const made = await backUp()
    expect(made).toMatchObject({ entries: head.size, exhibits: 2, copied: 2, verified: { exhibits: 2 } })
    expect(made.verified.pages).toBeGreaterThan(10)
    expect((await t.call('vault.backups', {})).items[0]).toEqual(made)
    expect((await t.call('vault.backups', {})).since).toBe(0)

    await t.call('vault.lock', {})
    expect(await restore()).toMatchObject({ entries: head.size, exhibits: 2, movedAside: null, lost: [] })
    // On the computer that knows the newer state, work goes on at once: why is on record.
    expect(await t.call('vault.unlock', { dir: to(), passphrase })).toMatchObject({ fault: null, outside: null })
    await note('after')
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
    expect((await t.call('exhibit.verify', { case: number })).ok).toBe(true)
    const { rows } = await t.call('ledger.list', {})
    expect(rows.some(({ type }) => type === 'vault.restored')).toBe(true)
  })

  test('is made while people work: all that was committed when it began is in it, and it is whole', async () => {
    let busy = true
    const acknowledged: number[] = []
    const work = (async () => {
      for (let n = 0; busy; n++) {
        await note(`note ${n}`)
        acknowledged.push(n)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    while (acknowledged.length < 20) await new Promise((resolve) => setImmediate(resolve))
    const before = acknowledged.length
    await backUp()
    busy = false
    await work
    await restore()
    await t.call('vault.unlock', { dir: to(), passphrase })
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
    const { items } = await t.call('note.list', { case: number })
    expect(items.length).toBeGreaterThanOrEqual(before)
    expect(items.map(({ title }) => title).slice(0, before)).toEqual(
      acknowledged.slice(0, before).map((n) => `note ${n}`),
    )
    // The live vault goes on, and its log is moved into the file again.
    await t.call('vault.unlock', { dir, passphrase })
    expect((await t.call('note.list', { case: number })).items).toHaveLength(acknowledged.length)
  })

  test('at the same place copies what is new only, and leaves nothing of the one before', async () => {
    await backUp()
    await note('later')
    expect(await backUp()).toMatchObject({ copied: 0, exhibits: 2, verified: { exhibits: 0 } })
    expect(await backUp(true)).toMatchObject({ copied: 0, verified: { exhibits: 2 } })
    expect(filesIn(place).filter((name) => name.startsWith('vault-'))).toHaveLength(2)
    await restore()
    await t.call('vault.unlock', { dir: to(), passphrase })
    expect((await t.call('note.list', { case: number })).items).toHaveLength(1)
  })

  test('goes nowhere where it could do harm', async () => {
    const refused = async (out: string, code: string): Promise<void> => {
      await expect(t.call('vault.backup', { out })).rejects.toMatchObject({ code })
    }
    await refused(join(dir, 'inside'), 'ALREADY_EXISTS')
    await refused(dir, 'ALREADY_EXISTS')
    writeFileSync(join(t.folder, 'other.txt'), 'x')
    await refused(t.folder, 'ALREADY_EXISTS')
    expect(existsSync(join(dir, 'inside'))).toBe(false)
  })

  test('of a vault that is older than the one it would replace is refused', async () => {
    cpSync(dir, join(t.folder, 'Old.holdfast'), { recursive: true })
    await note('newer')
    await backUp()
    await t.call('vault.lock', {})
    cpSync(join(dir, 'vault.json'), join(t.folder, 'Old.holdfast', 'vault.json'))
    await t.call('vault.unlock', { dir: join(t.folder, 'Old.holdfast'), passphrase })
    await expect(backUp()).rejects.toMatchObject({ code: 'VAULT_OLDER' })
  })

  test('that is cancelled leaves the one before whole', async () => {
    await backUp()
    const before = filesIn(place)
    await note('later')
    const abort = new AbortController()
    const progress = (): void => abort.abort()
    await expect(t.call('vault.backup', { out: place }, { signal: abort.signal, progress })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(filesIn(place)).toEqual(before)
    await expect(restore()).resolves.toMatchObject({ lost: [] })
  })
})

describe('restoring', () => {
  test('refuses a backup of which any one file was changed or cut, and leaves nothing behind', async () => {
    await backUp()
    for (const name of filesIn(place)) {
      const path = join(place, name)
      const whole = readFileSync(path)
      for (const change of ['flip', 'cut'] as const) {
        const bytes = Buffer.from(whole)
        const middle = Math.floor(bytes.length / 2)
        bytes[middle] = (bytes[middle] ?? 0) ^ 1
        writeFileSync(path, bytes)
        if (change === 'cut') truncateSync(path, bytes.length - 1)
        const refused = await restore().then(
          () => 'restored',
          (thrown: { code: string }) => thrown.code,
        )
        expect(
          ['BACKUP_NOT_INTACT', 'HEADER_DAMAGED', 'WRONG_PASSPHRASE', 'VAULT_DAMAGED'],
          `${change} ${name}`,
        ).toContain(refused)
        expect(existsSync(to()) || existsSync(`${to()}.part`)).toBe(false)
      }
      writeFileSync(path, whole)
    }
    await expect(restore()).resolves.toMatchObject({ lost: [] })
  })

  test('names the exhibits that are lost, and restores the rest when that is enough', async () => {
    await backUp()
    const blob = filesIn(join(place, 'blobs')).find((name) => statSync(join(place, 'blobs', name)).size > 1000) ?? ''
    rmSync(join(place, 'blobs', blob))
    await expect(restore()).rejects.toMatchObject({
      code: 'BACKUP_NOT_INTACT',
      message: expect.stringContaining(`${number}-E01 is not in the backup`) as string,
    })
    expect(await restore({ partial: true })).toMatchObject({
      exhibits: 1,
      lost: [`${number}-E01 is not in the backup`],
    })
  })

  test('never overwrites: a newer vault is named with both states, and moved aside when that is asked for', async () => {
    await backUp()
    await note('newer')
    await t.call('vault.lock', {})
    await expect(restore({ to: dir })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('What lies there is newer') as string,
    })
    const { movedAside } = await restore({ to: dir, replace: true })
    await t.call('vault.unlock', { dir, passphrase })
    expect((await t.call('note.list', { case: number })).items).toEqual([])
    await t.call('vault.unlock', { dir: movedAside ?? '', passphrase })
    expect((await t.call('note.list', { case: number })).items).toHaveLength(1)
  })

  test('refuses a place where another vault lies, and a wrong passphrase', async () => {
    await backUp()
    const other = join(t.folder, 'Other.holdfast')
    await t.call('vault.create', { dir: other, name: 'Other', member: 'O', passphrase })
    await t.call('vault.lock', {})
    const before = readFileSync(join(other, 'vault.db'))
    await expect(restore({ to: other, replace: true })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    expect(readFileSync(join(other, 'vault.db')).equals(before)).toBe(true)
    await expect(restore({ passphrase: 'not this one' })).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
  })
})

test('compacting gives the room of what was destroyed or dropped back', async () => {
  const body = 'x'.repeat(900_000)
  await t.call('draft.put', { key: 'k', body })
  await t.call('draft.drop', { key: 'k' })
  const { before, after } = await t.call('vault.compact', {})
  expect(after).toBeLessThan(before)
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
})

test('neither a backup nor an audit gives up the lock: another program cannot open the vault afterwards', async () => {
  const info = (): number | null =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../../../hosts/cli/main.ts'), 'vault', 'info', dir], {
      env: { ...process.env, HOLDFAST_PASSPHRASE: passphrase, HOLDFAST_HOME: t.folder },
    }).status
  expect(info()).toBe(3)
  await backUp()
  await t.call('ledger.audit', {})
  expect(info()).toBe(3)
  await t.call('vault.lock', {})
  expect(info()).toBe(0)
})

describe('a place that goes away while it is written', () => {
  const whileCopying = (does: () => void) => {
    let done = false
    return t.call(
      'vault.backup',
      { out: place },
      {
        progress: () => {
          if (!done) does()
          done = true
        },
      },
    )
  }
  test('a stick that is pulled: one clear error, no half backup, and the next one is whole', async () => {
    await expect(whileCopying(() => rmSync(place, { recursive: true }))).rejects.toMatchObject({
      code: 'IO',
      message: expect.stringContaining('is gone or can no longer be written') as string,
    })
    expect((await t.call('vault.backups', {})).items).toEqual([])
    await expect(restore()).rejects.toMatchObject({ code: expect.any(String) as string })
    await note('work goes on')
    await backUp()
    await restore()
    await t.call('vault.unlock', { dir: to(), passphrase })
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  })
  const canMount = (folder: string): boolean => spawnSync('mount', ['-t', 'tmpfs', 'none', folder]).status === 0
  test('a stick that becomes read-only: the backup before stays whole', async (context) => {
    mkdirSync(place)
    if (!canMount(place)) context.skip('needs the right to mount')
    try {
      const { entries } = await backUp()
      const files = Array.from({ length: 24 }, (_, n) => join(t.folder, `more-${n}.bin`))
      for (const [n, file] of files.entries()) writeFileSync(file, Buffer.alloc(300_000, n))
      await t.call('exhibit.add', { case: number, files })
      // It is refused while a file there is open for writing: tried until it falls between two.
      const readOnly = (): void => {
        const timer = setInterval(() => {
          if (spawnSync('mount', ['-o', 'remount,ro', place]).status === 0) clearInterval(timer)
        }, 1)
      }
      await expect(whileCopying(readOnly)).rejects.toMatchObject({ code: 'IO' })
      expect(await restore()).toMatchObject({ entries, lost: [] })
    } finally {
      spawnSync('umount', ['-l', place])
    }
  })
})

describe('a place that the person chooses at the screen', () => {
  const choosing = async (chosen: string | null): Promise<void> => {
    await t.app.close()
    const app = testApp({ chooseFolder: () => Promise.resolve(chosen) })
    await app.call('vault.unlock', { dir, passphrase })
    const old = t
    t = { ...app, end: () => app.end().then(() => old.end()), folder: old.folder }
  }
  test('gets a folder of the vault’s own, and the same one the next time', async () => {
    await choosing(join(t.folder, 'media'))
    expect((await t.call('vault.backups', {})).canChoose).toBe(true)
    const { place: made } = await t.call('vault.backup', { choose: true })
    expect(made).toBe(join(t.folder, 'media', 'V.backup'))
    expect((await t.call('vault.backup', { choose: true })).copied).toBe(0)
    await choosing(made)
    expect((await t.call('vault.backup', { choose: true })).place).toBe(made)
  })
  test('none: nothing is written, and it counts as cancelled', async () => {
    await choosing(null)
    await expect(t.call('vault.backup', { choose: true })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect((await t.call('vault.backups', {})).items).toEqual([])
  })
})
