import { readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from './app.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../tests/support/app.ts'

let t: TestApp
let dir: string
let now: number

beforeEach(async () => {
  now = Date.parse('2026-11-23T06:42:00Z')
  t = testApp({ clock: { now: () => now, zone: 'UTC' } })
  ;({ dir } = await newVault(t))
  await t.call('vault.lock', {})
})
afterEach(() => t.end())

const enter = (given: string, folder = dir) => t.call('vault.unlock', { dir: folder, passphrase: given })
const fails = async (code: string, folder = dir): Promise<void> =>
  expect(enter('not the passphrase', folder)).rejects.toMatchObject({ code })
const failTimes = async (times: number): Promise<void> => {
  for (let n = 0; n < times; n++) {
    const { until } = await t.call('vault.failedAttempts', { dir })
    if (until !== null) now = Date.parse(until)
    await fails('WRONG_PASSPHRASE')
  }
}
const waits = async (): Promise<number> => {
  const { until } = await t.call('vault.failedAttempts', { dir })
  return until === null ? 0 : Date.parse(until) - now
}

test('two failures cost nothing; from the third on the delay doubles from 1 s up to 60 s', async () => {
  const delays: number[] = []
  for (let n = 0; n < 10; n++) {
    await failTimes(1)
    delays.push(await waits())
  }
  expect(delays.map((ms) => ms / 1000)).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 60, 60])
})

test('an attempt that comes too early is refused before any key is derived, and says until when', async () => {
  await failTimes(5)
  // Without its header every attempt that got as far as the vault would say so.
  renameSync(join(dir, 'vault.json'), join(t.folder, 'vault.json'))
  await expect(enter(passphrase)).rejects.toMatchObject({
    code: 'TOO_MANY_ATTEMPTS',
    message: expect.stringContaining('in 4 s, at 06:42:07 UTC') as string,
  })
  renameSync(join(t.folder, 'vault.json'), join(dir, 'vault.json'))
  now += 4000
  await expect(enter(passphrase)).resolves.toMatchObject({ fault: null })
})

test('a restart, or another name of the folder, does not start the count again', async () => {
  await failTimes(4)
  const other = createApp(t.ports)
  const link = join(t.folder, 'same')
  symlinkSync(dir, link)
  const given = { dir: link, passphrase }
  const context = { signal: new AbortController().signal, progress: () => undefined }
  await expect(other.call('vault.unlock', given, context)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  await other.close()
})

test('what failed is told and recorded at the next opening, and forgotten then', async () => {
  await failTimes(2)
  now += 3600_000
  await failTimes(1)
  now += 60_000
  const { notices } = await enter(passphrase)
  expect(notices).toEqual([
    '3 failed attempts to open this vault since 23 Nov 2026, 06:42 (UTC). If that was not you, somebody else tried.',
  ])
  const { rows } = await t.call('ledger.list', { limit: 10 })
  expect(rows.find(({ type }) => type === 'access.failed')?.summary).toBe(
    '3 failed attempts to open this vault since 23 Nov 2026, 06:42 UTC',
  )
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
  expect((await enter(passphrase)).notices).toEqual([])
  await t.call('vault.lock', {})
  await failTimes(1)
  expect(await waits()).toBe(0)
})

test('words of another recovery sheet count like a wrong passphrase; words that are no sheet do not', async () => {
  const words = `${'abandon '.repeat(23)}art`
  const recover = (given: string) =>
    expect(t.call('vault.recover', { dir, words: given, passphrase: 'seven lanterns over quiet water' })).rejects
  await recover('one two three').toMatchObject({ code: 'INVALID_INPUT' })
  for (let n = 0; n < 3; n++) await recover(words).toMatchObject({ code: 'WRONG_PASSPHRASE' })
  await recover(words).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  await fails('TOO_MANY_ATTEMPTS')
})

test('one vault does not slow another', async () => {
  const second = join(t.folder, 'Other.holdfast')
  await t.call('vault.create', { dir: second, name: 'Other', member: 'R. Okafor', passphrase })
  await t.call('vault.lock', {})
  await failTimes(4)
  await fails('WRONG_PASSPHRASE', second)
})

test('a clock that was put back locks nobody out for longer than the delay', async () => {
  await failTimes(4)
  now -= 365 * 86_400_000
  await fails('TOO_MANY_ATTEMPTS')
  expect(await waits()).toBe(2000)
  now += 2000
  await expect(enter(passphrase)).resolves.toMatchObject({ fault: null })
})

test('the file names no folder, and rubbish in it keeps nobody out', async () => {
  await failTimes(4)
  const file = join(t.folder, readdirSync(t.folder).find((name) => name.startsWith('.failed')) ?? '')
  expect(readFileSync(file, 'utf8')).not.toContain('holdfast')
  writeFileSync(file, '{"broken":')
  await expect(enter(passphrase)).resolves.toMatchObject({ fault: null })
})

test('a backup is guessed at no faster than a vault, and what failed goes on record when it is put back', async () => {
  await enter(passphrase)
  const { place: from } = await t.call('vault.backup', {})
  await t.call('vault.lock', {})
  const to = join(t.folder, 'Again.holdfast')
  const restore = (given: string) =>
    t.call('vault.restore', { from, to, passphrase: given, supersedes: true, reason: 'The disk broke' })
  for (let n = 0; n < 3; n++)
    await expect(restore('not the passphrase')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
  await expect(restore(passphrase)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  now += 1000
  await restore(passphrase)
  await enter(passphrase, to)
  const { rows } = await t.call('ledger.list', { limit: 10 })
  expect(rows.find(({ type }) => type === 'access.failed')?.summary).toMatch(/^3 failed attempts/)
})

test('a passphrase that is asked for in an open vault is guessed no faster', async () => {
  await enter(passphrase)
  const sheet = (given: string) => t.call('vault.newRecoverySheet', { passphrase: given })
  for (let n = 0; n < 3; n++)
    await expect(sheet('not the passphrase')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
  await expect(sheet(passphrase)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  now += 1000
  await sheet(passphrase)
  await t.call('vault.lock', {})
  expect((await enter(passphrase)).notices).toEqual([expect.stringMatching(/^3 failed attempts/)])
})
