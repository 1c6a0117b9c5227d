import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../tests/support/app.ts'
import { dropTriggers, openRaw } from '../../../tests/support/raw.ts'
import { isDue } from './schedule.ts'
import { aReport } from '../../../tests/support/builders.ts'

type Report = Output<'ledger.audit'>

// Entries: 0 the vault, 1 to 4 reports, 5 to 8 two cases, 9 an exhibit of the first, 10 and 11 the certificate, 12 the packet that it signed, 13 a report.
const folder = mkdtempSync(join(tmpdir(), 'holdfast-audit-'))
const original = join(folder, 'original.holdfast')
const audited = join(folder, 'audited.holdfast')
const report = aReport({ reporter: { name: 'Ada Lind' }, narrative: 'He wrote the street I take to work.' })

beforeAll(async () => {
  // Each command at an instant of its own: a head between two of one instant is not missed by the entries.
  let now = Date.now() - 100_000
  const test = testApp({ clock: { now: () => (now += 1), zone: 'America/New_York' } })
  const { dir } = await newVault(test)
  for (let i = 0; i < 4; i++) await test.call('report.add', report)
  const first = await test.call('report.promote', { report: 'R-0001', title: 'Threats', owner: 'R. Okafor' })
  await test.call('report.promote', { report: 'R-0002', title: 'Gate', owner: 'R. Okafor' })
  writeFileSync(join(test.folder, 'letter.txt'), 'I know where you work.')
  await test.call('exhibit.add', { case: first.case, files: [join(test.folder, 'letter.txt')] })
  await test.call('packet.build', { case: first.case, recipient: 'Counsel', purpose: 'Advice' })
  await test.call('report.add', report)
  await test.call('vault.lock', {})
  cpSync(dir, original, { recursive: true })
  await test.call('vault.unlock', { dir, passphrase })
  expect(await test.call('ledger.audit', {})).toMatchObject({ ok: true, recorded: 14 })
  for (let i = 0; i < 3; i++) await test.call('report.add', report)
  await test.call('vault.lock', {})
  cpSync(dir, audited, { recursive: true })
  await test.end()
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Unlocks a changed copy and gives it to `use`. */
async function inCopy<T>(
  change: (dir: string) => void | Promise<void>,
  use: (test: TestApp, dir: string) => Promise<T>,
  source = original,
): Promise<T> {
  const dir = join(mkdtempSync(join(folder, 'copy-')), 'V.holdfast')
  cpSync(source, dir, { recursive: true })
  await change(dir)
  const test = testApp()
  try {
    await test.call('vault.unlock', { dir, passphrase })
    return await use(test, dir)
  } finally {
    await test.end()
  }
}

const auditOf = (
  change: (dir: string) => void | Promise<void>,
  input: Input<'ledger.audit'> = {},
  source = original,
): Promise<Report> => inCopy(change, (test) => test.call('ledger.audit', input), source)

const edit =
  (sql: string) =>
  async (dir: string): Promise<void> => {
    const database = await openRaw(dir, passphrase)
    const triggers = database.prepare(`select sql from sqlite_schema where type = 'trigger'`).all() as { sql: string }[]
    dropTriggers(database)
    database.exec(sql)
    for (const trigger of triggers) database.exec(trigger.sql)
    database.close()
  }
const names = (audit: Report, kind: string): string[] =>
  audit.affects.filter((one) => one.kind === kind).map(({ name }) => name)
const firstOf = (audit: Report): string => audit.problems[audit.first ?? -1]?.where ?? ''

describe('the report of an audit', () => {
  it('says of a sound vault what was checked and what proves it', async () => {
    const audit = await auditOf(() => undefined)
    expect(audit).toMatchObject({ ok: true, scope: 'full', entries: 14, exhibits: 1, first: null, affects: [] })
    expect(audit.steps.map(({ result }) => result)).toEqual(Array.from({ length: 10 }, () => 'ok'))
    expect(audit.stands[0]).toMatch(
      /^Entries 0 to 13 are proven by the head of 14 entries, signed by R\. Okafor on \d+ \w+ 20/,
    )
  })
  it('names of a changed entry its record, the heads that no longer hold, and what is proven before it', async () => {
    const audit = await auditOf(
      edit(`update entry set bytes = replace(bytes, 'exhibit.added', 'exhibit.adders') where seq = 9`),
    )
    expect(firstOf(audit)).toBe('entry 9')
    expect(names(audit, 'exhibit')).toEqual(['2026-001-E01'])
    expect(names(audit, 'case')).toEqual(['2026-001'])
    expect(names(audit, 'packet')).toEqual(['2026-001, packet 1'])
    expect(names(audit, 'heads')).toEqual(['of 10 entries and more'])
    expect(audit.stands.join(' ')).toContain('Entries 0 to 8 are proven by the head of 9 entries')
    expect(audit.stands.join(' ')).toContain('No problem concerns case 2026-002.')
  })
  it('leaves the heads standing when only a payload was changed', async () => {
    const audit = await auditOf(edit(`update payload set body = replace(body, 'Ada Lind', 'Eve Lind') where seq = 3`))
    expect(firstOf(audit)).toBe('entry 3')
    expect(names(audit, 'report')).toEqual(['R-0003'])
    expect(names(audit, 'heads')).toEqual([])
    expect(audit.stands[0]).toContain('Entries 0 to 13 are proven')
  })
  it('names of a head that is gone this head alone, and what the one before it proves', async () => {
    const audit = await auditOf(edit('delete from head where size = 7'))
    expect(firstOf(audit)).toBe('head 7')
    expect(names(audit, 'entry')).toEqual([])
    expect(audit.stands[0]).toContain('Entries 0 to 4 are proven by the head of 5 entries')
  })
  it('names of a table the table, of an exhibit its case and packets', async () => {
    const table = await auditOf(edit(`update report set narrative = 'Nothing.' where number = 'R-0004'`))
    expect([firstOf(table), names(table, 'table')]).toEqual(['table report', ['report']])
    const exhibit = await auditOf((dir) => rmSync(join(dir, globSync('blobs/*/*', { cwd: dir })[0] ?? '')))
    expect(firstOf(exhibit)).toBe('exhibit 2026-001-E01')
    expect([names(exhibit, 'case'), names(exhibit, 'packet')]).toEqual([['2026-001'], ['2026-001, packet 1']])
    expect(exhibit.stands).toContain('Read back with the SHA-256 in the register: 0 of 1 exhibit.')
  })
  it('claims nothing of cases while it cannot tell what lay on a changed page', async () => {
    const audit = await auditOf((dir) => {
      const path = join(dir, 'vault.db')
      const bytes = readFileSync(path)
      bytes.fill(1, bytes.length - 4096 + 100, bytes.length - 4096 + 200)
      writeFileSync(path, bytes)
    })
    expect(audit.problems.map(({ code }) => code)).toContain('PAGE_CHANGED')
    expect(names(audit, 'unknown').some((name) => name.startsWith('page '))).toBe(true)
    expect(audit.stands.join(' ')).not.toContain('No problem concerns')
  })
  it('makes the ledger read-only when the record was changed, and says so', () =>
    inCopy(edit(`update payload set body = replace(body, 'Ada', 'Eve') where seq = 3`), async (test) => {
      expect((await test.call('vault.info', {})).fault).toBeNull()
      await test.call('ledger.audit', {})
      expect((await test.call('vault.info', {})).fault).toContain('an audit found that entry 3 was changed')
      await expect(test.call('report.add', report)).rejects.toMatchObject({ code: 'LEDGER_BROKEN' })
    }))
})

describe('an audit of what was added', () => {
  const added = (sql: string): Promise<Report> => auditOf(edit(sql), { scope: 'new' }, audited)
  it('reads that alone, and says what it did not look at', async () => {
    const audit = await auditOf(() => undefined, { scope: 'new' }, audited)
    expect(audit).toMatchObject({ ok: true, scope: 'new', from: 14, entries: 4, recorded: null })
    expect(audit.stands.at(-1)).toContain('were not looked at')
  })
  it.each([
    ['an entry', `update entry set bytes = replace(bytes, 'received', 'declined') where seq = 16`, 'entry 16'],
    ['a payload', `update payload set body = replace(body, 'Ada', 'Eve') where seq = 16`, 'entry 16'],
    ['a head', 'delete from head where size = 17', 'head 17'],
    [
      'the end of what was audited',
      `update entry set bytes = replace(bytes, 'received', 'declined') where seq = 13`,
      'entry 13',
    ],
  ])('finds a change of %s', async (_, sql, where) => {
    const audit = await added(sql)
    expect(audit.problems.map((problem) => problem.where)).toContain(where)
  })
  it('does not find what lies before it, which the full audit does', async () => {
    const change = edit(`update payload set body = replace(body, 'Ada', 'Eve') where seq = 3`)
    expect((await auditOf(change, { scope: 'new' }, audited)).ok).toBe(true)
    expect((await auditOf(change, {}, audited)).ok).toBe(false)
  })
  it('reads every entry where no audit is on record, and no exhibit', async () => {
    expect(await auditOf(() => undefined, { scope: 'new' })).toMatchObject({
      ok: true,
      scope: 'new',
      from: 0,
      entries: 14,
      exhibits: 0,
    })
  })
})

describe('an audit that was interrupted', () => {
  const interrupted = async (test: TestApp): Promise<void> => {
    const abort = new AbortController()
    const progress = ({ stage }: { stage: string }): void => {
      if (stage.startsWith('Comparing')) abort.abort()
    }
    const running = test.call('ledger.audit', {}, { signal: abort.signal, progress })
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
  }
  it('goes on where it was, says when, and gives the report of one run', () =>
    inCopy(
      () => undefined,
      async (test, dir) => {
        await interrupted(test)
        await test.call('vault.lock', {})
        await test.call('vault.unlock', { dir, passphrase })
        const audit = await test.call('ledger.audit', {})
        const earlier = audit.steps.filter(({ at }) => at < audit.startedAt).map(({ step }) => step)
        expect(earlier).toEqual(['pages', 'entries', 'rows', 'tree', 'definitions', 'structure'])
        const plain = (one: Report): unknown => ({
          ...one,
          startedAt: '',
          took: 0,
          steps: one.steps.map((step) => ({ ...step, at: '', took: 0 })),
        })
        expect(plain(audit)).toEqual(plain(await auditOf(() => undefined)))
      },
    ))
  it('begins again when it is asked to, and when something was recorded since', () =>
    inCopy(
      () => undefined,
      async (test) => {
        await interrupted(test)
        const fresh = await test.call('ledger.audit', { fresh: true })
        expect(fresh.steps.every(({ at }) => at >= fresh.startedAt)).toBe(true)
        await interrupted(test)
        await test.call('report.add', report)
        const after = await test.call('ledger.audit', {})
        expect(after.steps.every(({ at }) => at >= after.startedAt)).toBe(true)
      },
    ))
})

describe('the schedule', () => {
  const at = Date.parse('2026-11-23T12:00:00Z')
  const ago = (days: number): string => new Date(at - days * 86_400_000).toISOString()
  it.each([
    ['never', 900, false],
    ['daily', 0.9, false],
    ['daily', 1, true],
    ['weekly', 6.9, false],
    ['weekly', 7, true],
    ['monthly', 29, false],
    ['monthly', 30, true],
    ['weekly', -1, true],
  ] as const)('%s, last %d days ago: due is %s', (every, days, due) => {
    expect(isDue(every, ago(days), at)).toBe(due)
  })
  it('is put on record, and starts from the last audit', () =>
    inCopy(
      () => undefined,
      async (test) => {
        expect(await test.call('audit.schedule', {})).toEqual({ every: 'weekly', last: null, due: 'new' })
        expect(await test.call('audit.setSchedule', { every: 'daily' })).toMatchObject({ every: 'daily' })
        await test.call('ledger.audit', {})
        expect((await test.call('audit.schedule', {})).last).toMatchObject({ by: 'R. Okafor', size: 15, seq: 15 })
      },
    ))
})
