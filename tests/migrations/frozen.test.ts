import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '../support/app.ts'
import { openRaw } from '../support/raw.ts'
import {
  formerPassphrase,
  frozenPassphrase,
  oddPayloads,
  projectedAlike,
  recordOf,
  tablesOf,
  type Frozen,
} from './frozen.ts'
import { everyByte } from './age.ts'
import { bringUp, releases } from './world.ts'

let app: TestApp
let dir: string
beforeEach(() => {
  app = testApp()
  dir = join(app.folder, 'V.holdfast')
})
afterEach(() => app.end())

const take = (release: string): Frozen => {
  const folder = join(import.meta.dirname, release)
  cpSync(join(folder, 'vault'), dir, { recursive: true })
  return JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Frozen
}

/** Opens it on a computer that had not seen it, where somebody compared its fingerprint. */
const unlock = async (passphrase = frozenPassphrase): Promise<void> => {
  const { mustCompare, fingerprint } = await app.call('vault.unlock', { dir, passphrase })
  if (mustCompare) await app.call('vault.acceptFingerprint', { fingerprint: fingerprint.sha256 })
}

const sizeNow = async (): Promise<number> => (await app.call('vault.info', {})).head.size

describe.each(releases)('the vault of release %s', (release) => {
  test('opens with everything in it, and audits green', async () => {
    const expected = take(release)
    await bringUp(app, dir)
    await unlock()
    const { counts, fault } = await app.call('vault.info', {})
    expect({ counts, fault }).toEqual({ counts: expected.counts, fault: null })
    await app.call('vault.lock', {})

    const raw = await openRaw(dir, frozenPassphrase)
    expect(recordOf(raw, expected.entries)).toEqual({
      entries: expected.entries,
      entriesHash: expected.entriesHash,
      heads: expected.heads,
    })
    // An upgrade that raised the header's version has the ledger know another header.
    // What was recorded then has the form that its type had then.
    expect(oddPayloads(raw)).toEqual([])
    const { vault: _, ...tables } = projectedAlike(expected.tables)
    expect(tablesOf(raw, tables)).toEqual(tables)
    raw.close()

    await unlock()
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true, problems: [] })
  })

  test('keeps the passphrase that was put out of use out', async () => {
    take(release)
    await expect(unlock(formerPassphrase)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
  })

  test('can be worked in, and opens and audits green after that', async () => {
    const { entries } = take(release)
    await bringUp(app, dir)
    await unlock()
    const [first] = (await app.call('case.list', {})).items
    const number = first?.number ?? ''
    const file = join(app.folder, 'later.txt')
    writeFileSync(file, 'kept by a later release')
    await app.call('exhibit.add', { case: number, files: [file] })
    await app.call('case.change', { case: number, status: 'on-hold' })
    expect(await sizeNow()).toBeGreaterThanOrEqual(entries + 2)
    await app.call('vault.lock', {})

    await unlock()
    expect((await app.call('case.get', { case: number })).status).toBe('on-hold')
    expect(await app.call('exhibit.verify', { case: number })).toMatchObject({ ok: true })
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true, problems: [] })
  })

  // 0.2.0 itself could not do it in a vault of several members: HEADER_DAMAGED.
  test('opens with the passphrase that was chosen in a later release', async () => {
    take(release)
    await bringUp(app, dir)
    await unlock()
    const next = 'the passphrase of a later release'
    await app.call('vault.changePassphrase', { current: frozenPassphrase, next })
    await app.call('vault.lock', {})
    await expect(unlock()).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
    await unlock(next)
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true, problems: [] })
  })

  test('killed while it is migrated, it is as it was and migrates again', async () => {
    const expected = take(release)
    const fixture = join(import.meta.dirname, 'interrupted.fixture.ts')
    const { signal, stderr } = spawnSync(process.execPath, [fixture, dir], { encoding: 'utf8' })
    expect([signal, stderr]).toEqual(['SIGKILL', ''])

    const raw = await openRaw(dir, frozenPassphrase)
    expect(raw.pragma('user_version', { simple: true })).toBeLessThan(1_000)
    expect(raw.prepare(`select name from sqlite_schema where name = 'addition'`).all()).toEqual([])
    expect(raw.prepare(`select count(*) from setting where name = 'device'`).pluck().get()).toBe(1)
    expect(tablesOf(raw)).toEqual(expected.tables)
    raw.close()
    await unlock()
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true })
  })

  test('with the schema of a release to come: refused, and no byte of the folder changed', async () => {
    take(release)
    const raw = await openRaw(dir, frozenPassphrase)
    raw.pragma('user_version=1000')
    raw.close()
    const before = everyByte(dir)
    await expect(unlock()).rejects.toMatchObject({ code: 'VAULT_NEWER' })
    expect(everyByte(dir)).toEqual(before)
  })

  test('with the header of a release to come: refused, and no byte of the folder changed', async () => {
    take(release)
    const header = JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')) as { version: number }
    writeFileSync(join(dir, 'vault.json'), JSON.stringify({ ...header, version: 1000 }))
    const before = everyByte(dir)
    await expect(unlock()).rejects.toMatchObject({ code: 'VAULT_NEWER' })
    expect(everyByte(dir)).toEqual(before)
  })
})
