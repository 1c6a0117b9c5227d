import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../support/app.ts'

const fixture = join(import.meta.dirname, 'rekey.fixture.ts')
let t: TestApp
afterEach(() => t.end())

// The steps are those of electron/core/record/vault/rekey.ts; 5 is after the last.
test.each([0, 1, 2, 3, 4, 5])('a change of the key that is killed at step %i leaves one whole vault', async (step) => {
  t = testApp()
  const { dir } = await newVault(t)
  await t.call('vault.lock', {})
  const { stdout, signal } = spawnSync(process.execPath, [fixture, dir, t.folder, String(step)], { encoding: 'utf8' })
  expect(signal).toBe('SIGKILL')
  const { report } = JSON.parse(stdout) as { report: string }

  await t.call('vault.unlock', { dir, passphrase })
  expect((await t.call('report.get', { report })).narrative).toBe('kept')
  expect((await t.call('member.list', {})).epoch).toBe(step >= 4 ? 2 : 1)
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
  await t.call('vault.rekey', {})
  expect(readdirSync(dir).filter((name) => name.includes('next'))).toEqual([])
})

const next = 'seven lanterns over quiet water'
// A change of the passphrase, or a sheet that is used, gives new keys in the same step: whichever opens the vault afterwards, it is
// whole, and one of the two always does.
test.each((['passphrase', 'sheet'] as const).flatMap((by) => [0, 2, 3, 4, 5].map((step) => [by, step] as const)))(
  'new keys by a %s that are killed at step %i leave one whole vault',
  async (by, step) => {
    t = testApp()
    const { dir } = await newVault(t)
    const { words } = await t.call('vault.newRecoverySheet', { passphrase })
    await t.call('vault.lock', {})
    const given = by === 'sheet' ? [words.join(' ')] : []
    const { signal, stderr } = spawnSync(process.execPath, [fixture, dir, t.folder, String(step), next, ...given], {
      encoding: 'utf8',
    })
    expect([signal, stderr]).toEqual(['SIGKILL', ''])
    const [before, after] = [passphrase, next]
    const opening = t.call('vault.unlock', { dir, passphrase: step >= 4 ? after : before })
    expect((await opening).fault).toBeNull()
    expect((await t.call('member.list', {})).epoch).toBe(step >= 4 ? 2 : 1)
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
    await t.call('vault.lock', {})
    await expect(t.call('vault.unlock', { dir, passphrase: step >= 4 ? before : after })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    })
  },
)
