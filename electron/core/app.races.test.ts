import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../tests/support/app.ts'
import { aReport } from '../../tests/support/builders.ts'

let test: TestApp
afterEach(async () => {
  vi.useRealTimers()
  await test.end()
})

const report = aReport({ narrative: 'A man by the gate.' })

const newCase = async (): Promise<string> => {
  await test.call('report.add', report)
  return (await test.call('report.promote', { report: 'R-0001', title: 'T', owner: 'R. Okafor' })).case
}

describe('two calls at once', () => {
  it('leave one vault open and no other when two are opened', async () => {
    test = testApp()
    const make = (name: string): Promise<unknown> =>
      test.call('vault.create', { dir: join(test.folder, `${name}.holdfast`), name, member: 'M', passphrase })
    await Promise.all([make('A'), make('B')])
    const held = ['A', 'B'].filter((name) => existsSync(join(test.folder, `${name}.holdfast`, 'lock')))
    expect(held).toHaveLength(1)
  })
  it('lock a vault that is still being unlocked', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    await test.call('vault.lock', {})
    const unlocking = test.call('vault.unlock', { dir, passphrase })
    await Promise.all([unlocking, test.call('vault.lock', {})])
    await expect(test.call('vault.info', {})).rejects.toMatchObject({ code: 'VAULT_LOCKED' })
    expect(existsSync(join(dir, 'lock'))).toBe(false)
  })
  it('save the note that is on its way before the vault locks', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    const number = await newCase()
    const body = { type: 'doc', content: [{ type: 'paragraph' }] } as const
    const saving = test.call('note.save', { case: number, title: 'N', body })
    await test.call('vault.lock', {})
    await expect(saving).resolves.toMatchObject({ revision: 1 })
    await test.call('vault.unlock', { dir, passphrase })
    expect((await test.call('note.list', { case: number })).items).toHaveLength(1)
  })
  it('change the passphrase one after the other, and a lock waits for the change', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    const change = (current: string, next: string): Promise<unknown> =>
      test.call('vault.changePassphrase', { current, next })
    const both = await Promise.allSettled([
      change(passphrase, 'the first new one'),
      change(passphrase, 'the second new one'),
    ])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    const third = change('the first new one', 'the third new one')
    await test.call('vault.lock', {})
    await third
    await test.call('vault.unlock', { dir, passphrase: 'the third new one' })
    expect(await test.call('ledger.audit', {})).toMatchObject({ ok: true })
  })
})

describe('work that takes long', () => {
  /** Keeps a file of 40 MB; settles once the first of it was read. */
  const keepLarge = async (): Promise<{ number: string; kept: Promise<unknown> }> => {
    const number = await newCase()
    const file = join(test.folder, 'camera.mp4')
    writeFileSync(file, Buffer.alloc(40_000_000, 'frame '))
    const begun = Promise.withResolvers<void>()
    const kept = test.call('exhibit.add', { case: number, files: [file] }, { progress: () => begun.resolve() })
    void kept.catch(() => undefined)
    await begun.promise
    return { number, kept }
  }
  it('is cancelled by a lock, which waits until it ended, and leaves nothing half', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    const { number, kept } = await keepLarge()
    await test.call('vault.lock', {})
    await expect(kept).rejects.toMatchObject({ code: 'CANCELLED' })
    await test.call('vault.unlock', { dir, passphrase })
    expect((await test.call('exhibit.list', { case: number })).items).toEqual([])
    expect(await test.call('ledger.audit', {})).toMatchObject({ ok: true })
  })
  it('is waited for by a change of keys, and calls that come meanwhile wait for that', async () => {
    test = testApp()
    await newVault(test)
    const { number, kept } = await keepLarge()
    const rekeyed = test.call('vault.rekey', {})
    // Some of them before the copy is made, some after.
    const filing: Promise<{ report: string }>[] = []
    for (let at = 0; at < 20; at++) {
      filing.push(test.call('report.add', report))
      await new Promise((next) => setTimeout(next, 5))
    }
    await kept
    expect(await rekeyed).toMatchObject({ epoch: 2 })
    const filed = (await Promise.all(filing)).map((one) => one.report)
    const { items } = await test.call('report.list', { disposition: 'open', limit: 100 })
    expect(items.map((one) => one.number).sort()).toEqual(filed.sort())
    expect((await test.call('exhibit.list', { case: number })).items).toHaveLength(1)
    expect(await test.call('ledger.audit', {})).toMatchObject({ ok: true })
  })
})

describe('what fails beside the work', () => {
  it('does not undo it: a listener that throws, a folder for the list of vaults that cannot be written', async () => {
    test = testApp()
    writeFileSync(join(test.folder, 'home'), 'a file, not a folder')
    test.ports.home = join(test.folder, 'home')
    const { dir } = await newVault(test)
    const number = await newCase()
    test.app.onSignal(() => {
      throw new Error('the window is gone')
    })
    const file = join(test.folder, 'f.txt')
    writeFileSync(file, 'evidence')
    const [added] = await test.call('exhibit.add', { case: number, files: [file] })
    expect(added?.size).toBe(8)
    expect(await test.call('exhibit.verify', { case: number })).toMatchObject({ ok: true })
    expect(readFileSync(join(dir, 'lock'), 'utf8')).toContain('process')
  })
})

describe('the idle clock', () => {
  it('goes on when the computer’s clock is put back', async () => {
    let now = Date.parse('2026-11-23T12:00:00Z')
    test = testApp({ idleMinutes: 5, clock: { now: () => now, zone: 'UTC' } })
    await newVault(test)
    const locked = new Promise((resolve) => test.app.onSignal((signal) => signal.kind === 'locked' && resolve(signal)))
    now -= 86_400_000
    await new Promise((resolve) => setTimeout(resolve, 1200))
    now += 5 * 60_000
    expect(await Promise.race([locked, new Promise((resolve) => setTimeout(resolve, 2500))])).toMatchObject({
      reason: 'idle',
    })
  })
})
