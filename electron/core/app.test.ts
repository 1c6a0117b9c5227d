import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { newCase, newVault, passphrase, testApp, type TestApp } from '../../tests/support/app.ts'

let test: TestApp
afterEach(() => test.end())

describe('the whole path', () => {
  it('goes from the sample’s reports to a packet that verifies, and the audit is green', async () => {
    test = testApp()
    const sample = await test.call('vault.createSample', { dir: join(test.folder, 'S.holdfast') })
    const { items, counts } = await test.call('report.list', { disposition: 'all' })
    expect(items.length).toBeGreaterThan(9)
    expect(counts.promoted).toBe(3)
    const detail = await test.call('case.get', { case: sample.case })
    expect(detail.answers.map(({ question }) => question)).toHaveLength(6)
    const { events } = await test.call('case.timeline', { case: sample.case })
    expect(events.length).toBeGreaterThan(10)

    const verified = await test.call('exhibit.verify', { case: sample.case })
    expect(verified).toMatchObject({ ok: true })
    const out = join(test.folder, 'packet.pdf')
    const stages = new Set<string>()
    const built = await test.call(
      'packet.build',
      { case: sample.case, recipient: 'Hale & Brandt LLP', purpose: 'Advice', out },
      { progress: ({ stage }) => stages.add(stage) },
    )
    expect(existsSync(out)).toBe(true)
    expect(stages.size).toBeGreaterThan(4)
    const check = await test.call('packet.verify', { file: out })
    expect(check).toMatchObject({ intact: true, anchored: true, problems: [] })
    expect(check.exhibits).toHaveLength(built.exhibits)
    expect((await test.call('packet.list', { case: sample.case })).items).toMatchObject([
      { sha256: built.sha256, sequence: 1 },
    ])

    const audit = await test.call('ledger.audit', {})
    expect(audit).toMatchObject({ ok: true, problems: [], exhibits: 7 })
  })
})

describe('new keys', () => {
  it('are taken by a vault that was searched, looked back on and drafted in, and it stays open', async () => {
    test = testApp()
    await newCase(test)
    await test.call('report.list', { disposition: 'all', filter: 'x' })
    await test.call('report.similar', { words: 'x' })
    const { rows } = await test.call('ledger.list', { limit: 1 })
    await test.call('case.list', { asOf: rows[0]?.at })
    await test.call('vault.changePassphrase', { current: passphrase, next: 'nine herons over the weir' })
    await test.call('vault.rekey', {})
    expect((await test.call('report.list', { disposition: 'all', filter: 'x' })).total).toBe(1)
    await test.call('vault.lock', {})
  })
})

describe('locking', () => {
  it('shuts every call out until the passphrase comes again', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    await test.call('vault.lock', {})
    await expect(test.call('report.list', {})).rejects.toMatchObject({ code: 'VAULT_LOCKED' })
    await expect(test.call('vault.unlock', { dir, passphrase: 'wrong passphrase' })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    })
    await test.call('vault.unlock', { dir, passphrase })
    expect((await test.call('report.list', {})).total).toBe(0)
  })
})
