import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { newVault, passphrase, testApp } from '../support/app.ts'
import { dropTriggers, openRaw } from '../support/raw.ts'
import { times } from './measure.ts'
import { aReport } from '../support/builders.ts'

// A small vault is made once; each test works on a copy of it, changed while it was locked.
const folder = mkdtempSync(join(tmpdir(), 'holdfast-tamper-'))
const original = join(folder, 'original.holdfast')

const report = aReport({ reporter: { name: 'Ada Lind' }, narrative: 'He wrote the street I take to work.' })

beforeAll(async () => {
  const test = testApp()
  const { dir } = await newVault(test)
  for (let i = 0; i < 12; i++) await test.call('report.add', { ...report, narrative: `${report.narrative} ${i}` })
  const opened = await test.call('report.promote', { report: 'R-0001', title: 'Threats', owner: 'R. Okafor' })
  for (const [name, size] of [
    ['empty.bin', 0],
    ['small.txt', 700],
    ['large.bin', 2_200_000],
  ] as const) {
    writeFileSync(join(test.folder, name), Buffer.alloc(size, name))
    await test.call('exhibit.add', { case: opened.case, files: [join(test.folder, name)] })
  }
  await test.call('vault.lock', {})
  cpSync(dir, original, { recursive: true })
  await test.end()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Opens a changed copy and audits it: the codes of what refused it or what the audit named; none means unnoticed. */
async function finds(change: (dir: string) => void | Promise<void>): Promise<{ codes: string[]; where: string[] }> {
  const dir = join(folder, 'copy.holdfast')
  rmSync(dir, { recursive: true, force: true })
  cpSync(original, dir, { recursive: true })
  await change(dir)
  const test = testApp()
  try {
    await test.call('vault.unlock', { dir, passphrase })
    const audit = await test.call('ledger.audit', {})
    expect(audit.ok).toBe(audit.problems.length === 0)
    return { codes: audit.problems.map(({ code }) => code), where: audit.problems.map(({ where }) => where) }
  } catch (thrown) {
    if (thrown instanceof HoldfastError && thrown.code !== 'INTERNAL')
      return { codes: [thrown.code], where: ['refused'] }
    throw thrown
  } finally {
    await test.end()
  }
}

function flip(path: string, position: number): void {
  const bytes = readFileSync(path)
  bytes[position] = (bytes[position] ?? 0) ^ 0x01
  writeFileSync(path, bytes)
}

const spread = (size: number, count: number): number[] =>
  Array.from({ length: Math.min(size, count) }, (_, i) => Math.floor(((i + 0.5) * size) / Math.min(size, count)))

describe('one flipped byte is refused or named', () => {
  it('finds nothing in the vault as it was left', async () => {
    expect(await finds(() => undefined)).toEqual({ codes: [], where: [] })
  })
  it('in each of many spread positions of vault.db', async () => {
    const { size } = statSync(join(original, 'vault.db'))
    for (const position of spread(size, times(200, 20))) {
      const { codes } = await finds((dir) => flip(join(dir, 'vault.db'), position))
      expect(codes.length, `byte ${position} of ${size}`).toBeGreaterThan(0)
    }
  })
  it('in each blob: header, body, tag and end', async () => {
    const blobs = globSync('blobs/*/*', { cwd: original })
    expect(blobs).toHaveLength(3)
    for (const blob of blobs) {
      const { size } = statSync(join(original, blob))
      for (const position of [0, 20, ...spread(size, 6), size - 1]) {
        const { codes, where } = await finds((dir) => flip(join(dir, blob), position))
        expect(codes, `byte ${position} of ${blob}`).toEqual(['EXHIBIT_CHANGED'])
        expect(where[0]).toMatch(/^exhibit 2026-001-E0[123]$/)
      }
    }
  })
  it('in each of many spread positions of the header', async () => {
    const { size } = statSync(join(original, 'vault.json'))
    for (const position of spread(size, times(120, 12))) {
      const { where } = await finds((dir) => flip(join(dir, 'vault.json'), position))
      expect(where, `byte ${position} of ${size}`).toEqual(['refused'])
    }
  })
})

describe('files that are gone, cut or changed for others', () => {
  it('names a blob that is gone, and one that is cut', async () => {
    const [blob = ''] = globSync('blobs/*/*', { cwd: original })
    expect((await finds((dir) => rmSync(join(dir, blob)))).codes).toEqual(['EXHIBIT_MISSING'])
    expect(
      (await finds((dir) => writeFileSync(join(dir, blob), readFileSync(join(dir, blob)).subarray(0, -1)))).codes,
    ).toEqual(['EXHIBIT_CHANGED'])
  })
  it('refuses a vault.db that is cut', async () => {
    const { codes } = await finds((dir) =>
      writeFileSync(join(dir, 'vault.db'), readFileSync(join(dir, 'vault.db')).subarray(0, -4096)),
    )
    expect(codes).not.toEqual([])
  })
})

describe('a writer who has the key and dropped the triggers', () => {
  const edit =
    (sql: string) =>
    async (dir: string): Promise<void> => {
      const database = await openRaw(dir, passphrase)
      expect(() => database.exec(sql)).toThrow('append-only')
      dropTriggers(database)
      database.exec(sql)
      database.close()
    }
  it.each([
    [
      'an entry changed',
      `update entry set bytes = replace(bytes, 'report.received', 'report.declined') where seq = 5`,
      'ENTRY_CHANGED',
      'entry 5',
    ],
    [
      'an entry removed',
      `delete from payload where seq = 6; delete from entry where seq = 6`,
      'ENTRY_MISSING',
      'entry 6',
    ],
    [
      'the last entry changed',
      `update entry set bytes = replace(bytes, '"v":1', '"v":2') where seq = (select max(seq) from entry)`,
      'ENTRY_CHANGED',
      'entry 17',
    ],
    [
      'a payload changed',
      `update payload set body = replace(body, 'Ada Lind', 'Eve Lind') where seq = 3`,
      'PAYLOAD_CHANGED',
      'entry 3',
    ],
    ['a payload removed', `delete from payload where seq = 4`, 'PAYLOAD_MISSING', 'entry 4'],
    [
      'a head changed',
      `update head set note = replace(note, 'at 20', 'at 19') where size = 9`,
      'HEAD_CHANGED',
      'head 9',
    ],
    ['a head removed', `delete from head where size = 9`, 'HEAD_CHANGED', 'head 9'],
    [
      'the last entries cut off',
      `delete from head where size > 14; delete from payload where seq >= 14; delete from entry where seq >= 14`,
      'TABLE_CHANGED',
      'table exhibit',
    ],
  ])('is named by the audit: %s', async (_, sql, code, where) => {
    const found = await finds(edit(sql))
    expect(found.codes).toContain(code)
    expect(found.where).toContain(where)
  })
  it('is refused more entries when the last head is signed by no key of the header', async () => {
    const dir = join(folder, 'foreign.holdfast')
    rmSync(dir, { recursive: true, force: true })
    cpSync(original, dir, { recursive: true })
    const forged = (note: string): string =>
      note.replace(/ [A-Za-z0-9+/=]+\n$/, (blob) => blob.replace(/.{8}=*\n$/, 'AAAAAAAA\n'))
    const database = await openRaw(dir, passphrase)
    dropTriggers(database)
    database.function('forged', (note: unknown) => forged(String(note)))
    database.exec('update head set note = forged(note) where size = (select max(size) from head)')
    database.close()
    const test = testApp()
    expect((await test.call('vault.unlock', { dir, passphrase })).fault).toContain('reading and audit only')
    await expect(test.call('report.add', report)).rejects.toMatchObject({ code: 'LEDGER_BROKEN' })
    await test.end()
  })
  it('is named when an entry has a member twice', async () => {
    const sql = `update entry set bytes = replace(bytes, '"v":1', '"v":1,"v":1') where seq = 5`
    expect((await finds(edit(sql))).where).toContain('entry 5')
  })
  it('is named when a table says something else than the ledger', async () => {
    const change = async (dir: string): Promise<void> => {
      const database = await openRaw(dir, passphrase)
      database.exec(`update report set narrative = 'Nothing happened.' where number = 'R-0004'`)
      database.close()
    }
    expect(await finds(change)).toMatchObject({ codes: ['TABLE_CHANGED'], where: ['table report'] })
  })
})
