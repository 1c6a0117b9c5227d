import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Progress } from '../../shared/contract/port.ts'
import { testApp, type TestApp } from '../support/app.ts'
import { openRaw } from '../support/raw.ts'
import { age, everyByte } from './age.ts'
import { frozenPassphrase, recordOf, secondPassphrase, type Frozen, type FrozenWorld } from './frozen.ts'
import { copyWorld, releases } from './world.ts'

let app: TestApp
let folder: string
let dir: string
let expected: Frozen & FrozenWorld
beforeEach(() => {
  app = testApp()
})
afterEach(async () => {
  await app.end()
  rmSync(folder, { recursive: true, force: true })
})

/** A copy of the vault of a release, whose form is an earlier one whatever the program of today writes. */
const take = async (release: string): Promise<void> => {
  ;({ folder, expected } = copyWorld(release))
  dir = join(folder, 'vault')
  await age(dir)
}
/** Opens it on a computer where somebody compared its fingerprint, if that had not seen it. */
const unlock = async (passphrase = frozenPassphrase) => {
  const opened = await app.call('vault.unlock', { dir, passphrase })
  if (!opened.mustCompare) return opened
  await app.call('vault.acceptFingerprint', { fingerprint: opened.fingerprint.sha256 })
  return app.call('vault.info', {})
}
const needed = { code: 'UPGRADE_NEEDED' }
const report = {
  channel: 'phone',
  receivedAt: '2026-11-24T06:42:00-05:00',
  reporter: null,
  category: 'other',
  narrative: 'Told after the upgrade.',
} as const
const text = (words: string) => ({
  type: 'doc' as const,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
})

describe.each(releases)('the vault of release %s', (release) => {
  beforeEach(() => take(release))

  test('says in numbers how far its private copy is while it opens, and is shut where that is stopped', async () => {
    const before = everyByte(dir)
    const told: Progress[] = []
    const abort = new AbortController()
    const context = { signal: abort.signal, progress: (one: Progress) => void told.push(one) }
    await app.call('vault.unlock', { dir, passphrase: frozenPassphrase }, context)
    for (const unit of ['bytes', 'entries']) {
      const last = told.findLast((one) => one.unit === unit)
      expect(last).toMatchObject({ stage: expect.stringContaining('earlier form') as string })
      expect(last?.done).toBe(last?.total)
    }
    expect(told.findLast(({ unit }) => unit === 'entries')?.total).toBe(expected.entries)
    await app.call('vault.lock', {})
    for (const unit of ['bytes', 'entries'] as const) {
      const stop = new AbortController()
      const cancelled = app.call(
        'vault.unlock',
        { dir, passphrase: frozenPassphrase },
        { signal: stop.signal, progress: (one) => one.unit === unit && stop.abort() },
      )
      await expect(cancelled).rejects.toMatchObject({
        code: 'CANCELLED',
        message: expect.stringContaining('the vault is shut') as string,
      })
      expect(everyByte(dir)).toEqual(before)
    }
    expect(await app.call('vault.failedAttempts', { dir })).toMatchObject({ count: 0 })
    expect((await app.call('app.state', {})).open).toBeNull()
    await unlock()
  })
  test('opens for reading only, and not a byte of its folder is another afterwards', async () => {
    const before = everyByte(dir)
    const opened = await unlock()
    expect(opened.counts).toEqual(expected.counts)
    expect(opened.fault).toMatch(/An earlier Holdfast made this vault: .*It is open for reading/)
    expect(opened.upgrade).toMatchObject({ may: true, administrators: [opened.member.name] })
    const [first] = (await app.call('case.list', {})).items
    const number = first?.number ?? ''
    expect((await app.call('case.get', { case: number })).number).toBe(number)
    expect((await app.call('note.list', { case: number })).items.length).toBeGreaterThan(0)
    expect((await app.call('report.list', { disposition: 'all' })).items).toHaveLength(expected.counts['reports'] ?? 0)
    expect((await app.call('exhibit.list', { case: number })).items.length).toBeGreaterThan(0)
    const evidence = await app.call('exhibit.open', { exhibit: `${number}-E01` })
    expect(evidence.view).toBeDefined()
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true, problems: [], recorded: null })
    await app.call('vault.lock', {})
    expect(everyByte(dir)).toEqual(before)
    expect(readdirSync(dir).toSorted()).toEqual(['blobs', 'vault.db', 'vault.json'])
  })

  test('takes nothing, also of what is no part of the record', async () => {
    const before = everyByte(dir)
    await unlock()
    const [first] = (await app.call('case.list', {})).items
    const number = first?.number ?? ''
    const file = join(app.folder, 'x.txt')
    writeFileSync(file, 'x')
    const next = 'a passphrase that is not taken'
    for (const refused of [
      () => app.call('report.add', report),
      () => app.call('case.change', { case: number, title: 'x' }),
      () => app.call('note.save', { case: number, title: 'x', body: text('x') }),
      () => app.call('draft.put', { key: 'report', body: 'lost' }),
      () => app.call('draft.drop', { key: 'report' }),
      () => app.call('due.setNotices', { on: false }),
      () => app.call('exhibit.add', { case: number, files: [file] }),
      () => app.call('packet.build', { case: number, recipient: 'x', purpose: 'x', out: join(app.folder, 'x.pdf') }),
      () => app.call('ledger.export', { out: join(app.folder, 'x.jsonl') }),
      () => app.call('vault.changePassphrase', { current: frozenPassphrase, next }),
      () => app.call('vault.newRecoverySheet', { passphrase: frozenPassphrase }),
      () => app.call('member.add', { name: 'N. New', roles: ['auditor'] }),
      () => app.call('vault.rekey', {}),
      () => app.call('vault.backup', { out: join(app.folder, 'b') }),
      () => app.call('vault.compact', {}),
      () => app.call('ledger.acceptOlder', { reason: 'x' }),
    ])
      await expect(refused()).rejects.toMatchObject(needed)
    expect(['x.pdf', 'x.jsonl', 'b'].filter((name) => existsSync(join(app.folder, name)))).toEqual([])
    await app.call('vault.lock', {})
    expect(everyByte(dir)).toEqual(before)
  })

  test('is upgraded by an administrator, after a backup of all of it, and works on at once', async () => {
    await unlock()
    const done = await app.call('vault.upgrade', {})
    expect(done.backup).toMatch(/vault before upgrade \d{4}-\d\d-\d\d\.backup$/)
    expect(done).toMatchObject({ entries: expected.entries, exhibits: expected.counts['exhibits'] })
    expect(await app.call('vault.info', {})).toMatchObject({ upgrade: null, fault: null, counts: expected.counts })
    const { report: number } = await app.call('report.add', report)
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true, problems: [] })

    const entry = (await app.call('ledger.list', { limit: 50 })).rows.find(({ type }) => type === 'vault.upgraded')
    const { payload } = await app.call('ledger.entry', { seq: entry?.seq ?? 0 })
    const said = JSON.parse(payload ?? '') as { backup: { name: string; entries: number } }
    expect(said.backup).toMatchObject({ name: basename(done.backup), entries: expected.entries })
    expect(payload).not.toContain(folder)
    await app.call('vault.lock', {})

    expect(await unlock()).toMatchObject({ upgrade: null, fault: null })
    expect((await app.call('report.get', { report: number })).narrative).toBe(report.narrative)
    await expect(app.call('vault.upgrade', {})).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    await app.call('vault.lock', {})
    const raw = await openRaw(dir, frozenPassphrase)
    const { entriesHash, heads } = recordOf(raw, expected.entries)
    expect({ entriesHash, heads }).toEqual({ entriesHash: expected.entriesHash, heads: expected.heads })
    raw.close()
    // The backup is the vault as it was, for a program of its time too.
    const manifest = JSON.parse(readFileSync(join(done.backup, 'backup.json'), 'utf8')) as { header: { file: string } }
    const header = readFileSync(join(done.backup, manifest.header.file), 'utf8')
    expect(header).toBe(readFileSync(join(import.meta.dirname, release, 'vault', 'vault.json'), 'utf8'))
  })

  test('nobody else can open it for work while it is read', async () => {
    await unlock()
    const other = testApp()
    try {
      const raw = await openRaw(dir, frozenPassphrase)
      // Refused at once, where it would be waited for.
      raw.pragma('busy_timeout=0')
      raw.pragma('locking_mode=EXCLUSIVE')
      expect(() => raw.exec('begin exclusive')).toThrow(/locked/)
      raw.close()
    } finally {
      await other.end()
    }
  })

  test('a log that a crash left is read, and stays as it lies until the upgrade', async () => {
    const raw = await openRaw(dir, frozenPassphrase)
    raw.pragma('wal_autocheckpoint=0')
    raw.exec(`insert into setting (name, value) values ('left', 'in the log')`)
    for (const name of ['vault.db', 'vault.db-wal']) cpSync(join(dir, name), join(folder, name))
    raw.close()
    for (const name of ['vault.db', 'vault.db-wal']) cpSync(join(folder, name), join(dir, name))
    const before = everyByte(dir)
    expect(Object.keys(before).some((name) => name.endsWith('-wal'))).toBe(true)
    await unlock()
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true })
    await app.call('vault.lock', {})
    expect(everyByte(dir)).toEqual(before)
    await unlock()
    await app.call('vault.upgrade', {})
    await app.call('vault.lock', {})
    const after = await openRaw(dir, frozenPassphrase)
    expect(after.prepare(`select value from setting where name = 'left'`).pluck().get()).toBe('in the log')
    after.close()
  })
})

describe('an upgrade', () => {
  beforeEach(() => take('0.2.0'))

  test('is an administrator’s; others are told whom to ask, and read meanwhile', async () => {
    const opened = await unlock(secondPassphrase)
    const [administrator] = expected.members
    expect(opened.upgrade).toMatchObject({ may: false, administrators: [administrator?.name] })
    const refused = app.call('vault.upgrade', {})
    await expect(refused).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      next: expect.stringContaining(administrator?.name ?? '') as string,
    })
    expect((await app.call('case.list', {})).items.length).toBeGreaterThan(0)
    // A refusal cannot be recorded here, and is one all the same.
    await expect(app.call('member.list', {}).then(() => app.call('vault.rekey', {}))).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })

  test('takes no place that is taken', async () => {
    const before = everyByte(dir)
    await unlock()
    await expect(app.call('vault.upgrade', { out: folder })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    expect(await app.call('vault.info', {})).toMatchObject({ upgrade: { may: true } })
    await app.call('vault.lock', {})
    expect(everyByte(dir)).toEqual(before)
  })

  test('that is cancelled leaves the vault as it was', async () => {
    await unlock()
    for (const at of ['Making a backup', 'Bringing the tables to today’s form']) {
      const abort = new AbortController()
      const progress = ({ stage }: { stage: string }): void => {
        if (stage === at) abort.abort()
      }
      await expect(app.call('vault.upgrade', {}, { signal: abort.signal, progress })).rejects.toMatchObject({
        code: 'CANCELLED',
      })
      // It is open as before.
      expect(await app.call('vault.info', {})).toMatchObject({ upgrade: { may: true }, counts: expected.counts })
      expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true })
    }
    await app.call('vault.upgrade', {})
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true })
  })

  test('of a vault that is older than it was says so, and goes on when somebody says why', async () => {
    await unlock()
    await app.call('vault.upgrade', {})
    await app.call('report.add', report)
    await app.call('vault.lock', {})
    rmSync(dir, { recursive: true })
    cpSync(join(import.meta.dirname, '0.2.0', 'vault'), dir, { recursive: true })
    await age(dir)
    const found = await unlock()
    expect(found.outside).toBe('older')
    expect(found.upgrade?.unsound).toMatch(/older than it was/)
    await expect(app.call('vault.upgrade', {})).rejects.toMatchObject({ code: 'VAULT_OLDER' })
    const acceptOlder = 'The disk of the other died'
    await expect(app.call('vault.upgrade', { acceptOlder })).rejects.toMatchObject({ code: 'VAULT_NOT_THE_SAME' })
    await app.call('vault.acceptFingerprint', { fingerprint: found.fingerprint.sha256 })
    await app.call('vault.upgrade', { acceptOlder })
    const types = (await app.call('ledger.list', { limit: 6 })).rows.map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['ledger.older-accepted', 'vault.upgraded']))
    await app.call('report.add', report)
    await app.call('vault.lock', {})
    expect(await unlock()).toMatchObject({ fault: null, outside: null })
  })

  test('is offered to whoever opens the vault with the recovery sheet, whose passphrase stays until then', async () => {
    const { words } = expected.sheet
    const passphrase = 'after the sheet was used'
    const { sha256: fingerprint } = (await unlock()).fingerprint
    await app.call('vault.lock', {})
    const opened = await app.call('vault.recover', { dir, words, passphrase, fingerprint })
    expect(opened.info.notices.join()).toContain('passphrase is as it was')
    expect(opened.renewed).toBe(false)
    await app.call('vault.upgrade', {})
    await app.call('vault.recover', { dir, words, passphrase })
    await app.call('vault.lock', {})
    expect(await unlock(passphrase)).toMatchObject({ fault: null })
  })

  test('gives the vault its identity in the same act, where it is said what becomes of the sheet', async () => {
    await unlock()
    const { identity } = await app.call('vault.upgrade', { sheet: 'next' })
    expect(identity?.isNew).toBe(true)
    expect(await app.call('vault.info', {})).toMatchObject({ form: 3, fault: null, fingerprint: identity?.fingerprint })
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true, problems: [] })
    await app.call('vault.lock', {})
    expect(await unlock(secondPassphrase)).toMatchObject({ fault: null })
    await app.call('vault.lock', {})
    const passphrase = 'after the sheet was used'
    const former = { dir, words: expected.sheet.words, passphrase, sheet: 'none' } as const
    await expect(app.call('vault.recover', former)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
    await app.call('vault.recover', { ...former, words: identity?.sheet?.words.join(' ') ?? '' })
    expect(await app.call('vault.info', {})).toMatchObject({ fault: null })
  })

  test('gives its members certificates, and leaves the keys that all could read to nobody', async () => {
    await unlock()
    await app.call('vault.upgrade', {})
    const states = async (): Promise<string[]> =>
      (await app.call('member.list', {})).items
        .filter(({ state }) => state === 'active')
        .map(({ certificate }) => certificate.state)
    expect(await states()).toEqual(['issued', 'none', 'none'])
    await app.call('vault.lock', {})
    await unlock(secondPassphrase)
    expect(await states()).toEqual(['issued', 'requested', 'none'])
    await app.call('vault.lock', {})
    await unlock()
    expect(await states()).toEqual(['issued', 'issued', 'none'])
    const [first] = (await app.call('case.list', {})).items
    const out = join(folder, 'new.pdf')
    const asked = { case: first?.number ?? '', recipient: 'Counsel', purpose: 'Advice', out }
    await app.call('packet.build', asked)
    expect(await app.call('packet.verify', { file: out })).toMatchObject({
      anchored: true,
      signer: { certificate: { ledger: 'on-ledger', issued: { roles: expect.any(Array) as string[] } } },
    })
    // What was built before keeps its word, and no more is made of it.
    expect(await app.call('packet.verify', { file: join(folder, 'packet-wasm.pdf') })).toMatchObject({
      intact: true,
      anchored: true,
      signer: { certificate: { ledger: 'before', issued: null } },
    })
    await app.call('vault.lock', {})
    const raw = await openRaw(dir, frozenPassphrase)
    const kept = raw
      .prepare(`select name from secret where name like 'packet.%' order by name`)
      .pluck()
      .all() as string[]
    raw.close()
    expect(kept.map((name) => name.replace(/[^/]+$/, ''))).toEqual([
      'packet.leaf-key/',
      'packet.leaf-key/',
      'packet.root-key/',
    ])
  })

  test('of a vault that this computer never saw waits until its fingerprint was compared, and puts that on record', async () => {
    const opened = await app.call('vault.unlock', { dir, passphrase: frozenPassphrase })
    expect(opened).toMatchObject({ mustCompare: true, upgrade: { may: true } })
    await expect(app.call('vault.upgrade', {})).rejects.toMatchObject({ code: 'VAULT_NOT_THE_SAME' })
    const { sha256: fingerprint } = opened.fingerprint
    await expect(app.call('vault.acceptFingerprint', { fingerprint: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await app.call('vault.acceptFingerprint', { fingerprint })
    expect(await app.call('vault.info', {})).toMatchObject({ mustCompare: false, upgrade: { unsound: null } })
    await app.call('vault.upgrade', {})
    const types = (await app.call('ledger.list', { limit: 6 })).rows.map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['vault.fingerprint-accepted', 'vault.upgraded']))
    await app.call('vault.lock', {})
    expect(await unlock()).toMatchObject({ mustCompare: false, fault: null })
  })

  test('what a newer Holdfast laid out is refused, and so is what it knows nothing of', async () => {
    await unlock()
    await app.call('vault.upgrade', {})
    await app.call('vault.lock', {})
    const raw = await openRaw(dir, frozenPassphrase)
    const revisions = raw.prepare(`select version from view_version where name = 'revisions'`).pluck().get() as string
    raw.exec(`update view_version set version = 'x' where name in ('all', 'definitions')`)
    const put = raw.prepare(`update view_version set version = ? where name = 'revisions'`)
    const known = JSON.parse(revisions) as Record<string, number>
    put.run(JSON.stringify({ ...known, cases: (known['cases'] ?? 0) + 1 }))
    raw.close()
    const before = everyByte(dir)
    await expect(unlock()).rejects.toMatchObject({
      code: 'VAULT_NEWER',
      message: expect.stringContaining('cases') as string,
    })
    expect(everyByte(dir)).toEqual(before)
  })
})

// The steps are those of electron/core/record/vault/upgrade.ts: 3 begins the transaction, 4 comes after its commit.
test.each(['0', '1', '2', '3', 'tables', '4', 'after'])(
  'an upgrade that is killed at step %s leaves the old vault or the new one, whole',
  async (step) => {
    await take('0.1.0')
    const fixture = join(import.meta.dirname, 'upgrade.fixture.ts')
    const { signal, stderr } = spawnSync(process.execPath, [fixture, dir, app.folder, step], { encoding: 'utf8' })
    expect([signal, stderr]).toEqual(['SIGKILL', ''])
    const isNew = step === '4' || step === 'after'
    const opened = await unlock()
    expect(opened.counts).toEqual(expected.counts)
    expect(opened.upgrade === null).toBe(isNew)
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true, problems: [] })
    if (!isNew) await app.call('vault.upgrade', {})
    await app.call('report.add', report)
    await app.call('vault.lock', {})
    expect(await unlock()).toMatchObject({ upgrade: null, fault: null })
    expect(await app.call('ledger.audit', {})).toMatchObject({ ok: true, problems: [] })
    expect(readdirSync(dir).filter((name) => /next|apart/.test(name))).toEqual([])
  },
)
