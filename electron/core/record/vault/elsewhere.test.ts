import { mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
let dir = ''
const path = (name: string): string => join(t.folder, name)
/** All that lies there, but for what an open vault lays beside its database, and what is kept outside of it. */
const names = (): string[] =>
  readdirSync(t.folder, { recursive: true })
    .map(String)
    .filter((name) => !/^\.|-wal$|lock$/.test(name))
    .toSorted()
const total = async (): Promise<number> => (await t.call('ledger.list', { limit: 1 })).total
const meant = { passphrase, supersedes: true, reason: 'For the test' }

beforeEach(async () => {
  t = testApp()
  ;({ dir } = await newVault(t))
  await t.call('vault.backup', { out: path('B') })
  mkdirSync(path('links'))
  symlinkSync(dir, path('links/vault'))
  symlinkSync(join(dir, 'blobs'), path('links/blobs'))
})
afterEach(() => t.end())

/** Every kind of place that is within one of our folders, also where nothing lies yet. */
const places = (): string[] => [
  ...['x', 'vault.json.next', 'vault.db-journal', 'blobs/ab', 'blobs/ab/cd/ef', 'quarantine/x', 'new/x'].map((name) =>
    join(dir, name),
  ),
  ...['B/x', 'B/blobs/ab', 'B/backup.json.part', 'links/vault/x', 'links/blobs/ab', 'links/vault/a/../b'].map(path),
]

describe('nothing is put inside of a vault or a backup', () => {
  test.each<[string, (out: string) => Promise<unknown>]>([
    ['a head', (out) => t.call('ledger.saveHead', { out })],
    ['a request for a timestamp', (out) => t.call('ledger.request', { out })],
    ['an export', (out) => t.call('ledger.export', { out })],
    ['a form', (out) => t.call('form.export', { forms: ['other'], out })],
    ['a backup', (out) => t.call('vault.backup', { out })],
    ['a restored vault', (to) => t.call('vault.restore', { from: path('B'), to, ...meant })],
  ])('%s', async (_, write) => {
    const [before, entries] = [names(), await total()]
    for (const out of places())
      await expect(write(out), out).rejects.toMatchObject({
        code: 'ALREADY_EXISTS',
        message: expect.stringMatching(/inside of a (vault|backup)/) as string,
      })
    expect([names(), await total()]).toEqual([before, entries])
  })

  test('a new vault', async () => {
    const before = names()
    for (const place of places())
      await expect(
        t.call('vault.create', { dir: place, name: 'N', member: 'M. Vale', passphrase }),
        place,
      ).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    expect(names()).toEqual(before)
  })

  test('other programs’ folders of such names take files', async () => {
    for (const name of ['vault.json', 'backup.json', 'vault.db']) {
      mkdirSync(path(`other ${name}`))
      writeFileSync(path(`other ${name}/${name}`), '{}')
      await t.call('ledger.saveHead', { out: path(`other ${name}/my.head`) })
    }
  })
})

test('a journal beside the database is named, and not taken for an unfinished change', async () => {
  await t.call('vault.lock', {})
  writeFileSync(join(dir, 'vault.db-journal'), 'anything')
  await expect(t.call('vault.unlock', { dir, passphrase })).rejects.toMatchObject({
    code: 'VAULT_DAMAGED',
    message: expect.stringContaining('vault.db-journal') as string,
  })
  // Of a vault that was never finished the journal may be SQLite's own: without a header it is none.
  renameSync(join(dir, 'vault.json'), path('vault.json'))
  await expect(t.call('vault.unlock', { dir, passphrase })).rejects.toMatchObject({ code: 'NOT_A_VAULT' })
  renameSync(path('vault.json'), join(dir, 'vault.json'))
  writeFileSync(join(dir, 'vault.db-journal'), '')
  expect((await t.call('vault.unlock', { dir, passphrase })).fault).toBeNull()
})
