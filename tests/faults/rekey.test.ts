import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../support/app.ts'
import { compileCache } from '../support/command.ts'
import { times } from './measure.ts'

const fixture = join(import.meta.dirname, 'rekey.fixture.ts')
const next = 'seven lanterns over quiet water'
/** What each test begins with a copy of: the folder of a vault as it was made, and once it has a recovery sheet. */
const kept = mkdtempSync(join(tmpdir(), 'holdfast-rekey-'))
let sheet = ''
beforeAll(async () => {
  const made = testApp()
  await newVault(made)
  await made.call('vault.lock', {})
  cpSync(made.folder, join(kept, 'made'), { recursive: true })
  await made.call('vault.unlock', { dir: join(made.folder, 'V.holdfast'), passphrase })
  sheet = (await made.call('vault.newRecoverySheet', { passphrase })).words.join(' ')
  await made.call('vault.lock', {})
  cpSync(made.folder, join(kept, 'with a sheet'), { recursive: true })
  await made.end()
})
afterAll(() => rmSync(kept, { recursive: true, force: true }))
let t: TestApp
let dir = ''
const beginWith = (what: 'made' | 'with a sheet'): void => {
  cpSync(join(kept, what), t.folder, { recursive: true })
  dir = join(t.folder, 'V.holdfast')
}
beforeEach(() => {
  t = testApp()
})
afterEach(() => t.end())

const killedAt = (step: number, ...words: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [fixture, dir, t.folder, String(step), ...words], {
    encoding: 'utf8',
    env: { ...process.env, ...compileCache, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  })

// The steps are those of electron/core/record/vault/rekey.ts; 5 is after the last.
test.each([0, 1, 2, 3, 4, 5])('a change of the key that is killed at step %i leaves one whole vault', async (step) => {
  beginWith('made')
  const { stdout, signal } = killedAt(step)
  expect(signal).toBe('SIGKILL')
  const { report } = JSON.parse(stdout) as { report: string }

  await t.call('vault.unlock', { dir, passphrase })
  expect((await t.call('report.get', { report })).narrative).toBe('kept')
  expect((await t.call('member.list', {})).epoch).toBe(step >= 4 ? 2 : 1)
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
  await t.call('vault.rekey', {})
  expect(readdirSync(dir).filter((name) => name.includes('next'))).toEqual([])
})

// A change of the passphrase, or a sheet that is used, gives new keys in the same step: whichever opens the vault afterwards, it is
// whole, and one of the two always does. In a part each step is tried by one of the two.
const both = [0, 2, 3, 4, 5].flatMap((step) => [['passphrase', step] as const, ['sheet', step] as const])
test.each(both.filter((_, n) => times(1, 0) || n % 4 === 0 || n % 4 === 3))(
  'new keys by a %s that are killed at step %i leave one whole vault',
  async (by, step) => {
    beginWith('with a sheet')
    const { signal, stderr } = killedAt(step, next, ...(by === 'sheet' ? [sheet] : []))
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
