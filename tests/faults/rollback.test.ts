import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { testApp } from '../support/app.ts'
import { report } from '../support/command.ts'
import { openRaw } from '../support/raw.ts'
import { measured, oneOf, seeded, times } from './measure.ts'
import { manyOf, nthPassphrase, writeEvidence } from './working.ts'

// Somebody without any key keeps what lay on the disk at earlier times, and later puts a piece of it back: one page of
// the database, as it was encrypted then, or one file. Every such piece is genuine; only its time is not.

const pageSize = 4096
const folder = mkdtempSync(join(tmpdir(), 'holdfast-rollback-'))
/** Copies of the vault's folder as it lay there, oldest first; the last one is the vault as it was left. */
const moments: { dir: string; what: string; root: string }[] = []
let passphrase = ''
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const newest = (): string => moments.at(-1)?.dir ?? ''
const pagesOf = (dir: string): number => statSync(join(dir, 'vault.db')).size / pageSize
/** The databases of the moments, each read once. */
const databases = new Map<string, Buffer>()
function pageOf(dir: string, page: number): Buffer {
  const bytes = databases.get(dir) ?? readFileSync(join(dir, 'vault.db'))
  databases.set(dir, bytes)
  return bytes.subarray((page - 1) * pageSize, page * pageSize)
}

beforeAll(async () => {
  writeEvidence(folder)
  const test = testApp()
  const [dir, evidence] = [join(test.folder, 'V.holdfast'), join(folder, 'small.bin')]
  await test.call('vault.create', { dir, name: 'V', member: 'R. Okafor', passphrase: nthPassphrase(0) })
  const words = (text: string, length: number): Record<string, unknown> => ({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: `${text} `.repeat(length) }] }],
  })
  let note: string | undefined
  const say = async (base: number): Promise<void> => {
    const saved = await test.call('note.save', {
      case: '2026-001',
      note,
      base,
      title: 'N',
      body: words(`r${base}`, 900),
    } as never)
    note = saved.note
  }
  const change = (n: number): Promise<unknown> =>
    test.call('vault.changePassphrase', { current: nthPassphrase(n - 1), next: (passphrase = nthPassphrase(n)) })
  const life: [what: string, work: () => Promise<unknown>][] = [
    ['made', () => Promise.resolve()],
    ['report', () => test.call('report.add', report)],
    ['case', () => test.call('report.promote', { report: 'R-0001', title: 'T', owner: 'R. Okafor' })],
    ['exhibit', () => test.call('exhibit.add', { case: '2026-001', files: [evidence] })],
    ['note', () => say(0)],
    ['draft', () => test.call('draft.put', { key: 'd', body: words('draft', 1500) as never })],
    ['passphrase', () => change(1)],
    ['import', () => test.call('report.import', { file: join(folder, manyOf(0)), map: { narrative: 'n' } })],
    ['exhibit again', () => test.call('exhibit.add', { case: '2026-001', files: [evidence] })],
    ['draft again', () => test.call('draft.put', { key: 'd', body: words('later', 1500) as never })],
    ['case changed', () => test.call('case.change', { case: '2026-001', title: 'T2' })],
    ['note again', () => say(1)],
    ...Array.from({ length: 8 }, (_, i): [string, () => Promise<unknown>] => [
      `report and note ${i}`,
      () => test.call('report.add', report).then(() => say(i + 2)),
    ]),
    ['draft gone', () => test.call('draft.drop', { key: 'd' })],
    ['passphrase again', () => change(2)],
    ['exhibit last', () => test.call('exhibit.add', { case: '2026-001', files: [join(folder, 'large.bin')] })],
    ['import again', () => test.call('report.import', { file: join(folder, manyOf(1)), map: { narrative: 'n' } })],
    ['note last', () => say(10)],
  ]
  const keep = (what: string): void => {
    const copy = join(folder, `moment-${String(moments.length).padStart(2, '0')}`)
    cpSync(dir, copy, { recursive: true })
    moments.push({ dir: copy, what, root })
  }
  passphrase = nthPassphrase(0)
  let root = ''
  for (const [what, work] of life) {
    await work()
    root = (await test.call('ledger.head', {})).head.root
    // Once with the log beside the database, as a crash leaves it, and once closed.
    keep(`${what}, open`)
    await test.call('vault.lock', {})
    keep(what)
    await test.call('vault.unlock', { dir, passphrase })
  }
  await test.end()
})

const strangers = 'a notice when it opens'

/** The newest vault, as it was locked, with something put back. */
function copyWith(putBack: (dir: string) => void): string {
  const dir = join(folder, 'copy.holdfast')
  rmSync(dir, { recursive: true, force: true })
  cpSync(newest(), dir, { recursive: true })
  putBack(dir)
  return dir
}

/**
 * Opens and audits the newest vault with something put back: at what point it was noticed, if it was, and the root of
 * the record that was found.
 */
async function noticed(putBack: (dir: string) => void): Promise<{ point: string | undefined; root?: string }> {
  const dir = copyWith(putBack)
  const test = testApp()
  try {
    const { fault, notices } = await test.call('vault.unlock', { dir, passphrase })
    const { problems, head } = await test.call('ledger.audit', {})
    if (fault !== null) return { point: 'opens for reading only' }
    const [problem] = problems
    if (problem) return { point: `audit: ${problem.code}` }
    return { point: notices.length > 0 ? strangers : undefined, root: head.root }
  } catch (thrown) {
    if (thrown instanceof HoldfastError && thrown.code !== 'INTERNAL') return { point: `refused: ${thrown.code}` }
    throw thrown
  } finally {
    await test.end()
  }
}

/** Every row of every table as text, and what SQLite's own check says. */
async function rowsOf(dir: string): Promise<Record<string, string>> {
  const database = await openRaw(dir, passphrase)
  const tables = database.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all() as string[]
  const read = (sql: string): string => {
    try {
      return JSON.stringify(database.prepare(sql).all())
    } catch (thrown) {
      return String(thrown)
    }
  }
  const rows = tables.map((name) => [name, read(`select * from "${name}"`)])
  const check = read('pragma integrity_check')
  database.close()
  return Object.fromEntries([...rows, ['integrity', check]]) as Record<string, string>
}

const tally = (points: Map<string, number>): string =>
  [...points]
    .toSorted(([, a], [, b]) => b - a)
    .map(([point, count]) => `${point} ${count}`)
    .join(', ')

describe('one old page is put back', () => {
  test('it is noticed, or no row of any table is another', async () => {
    const began = performance.now()
    const last = newest()
    const rows = await rowsOf(last)
    const closed = moments.filter(({ dir }) => !existsSync(join(dir, 'vault.db-wal')))
    const all = closed.flatMap(({ dir, what }) =>
      Array.from({ length: Math.min(pagesOf(dir), pagesOf(last)) }, (_, i) => ({ dir, what, page: i + 1 })),
    )
    // The same bytes at several moments are one old page.
    const old = new Map<string, (typeof all)[number]>()
    for (const one of all) {
      const bytes = pageOf(one.dir, one.page)
      if (!bytes.equals(pageOf(last, one.page))) old.set(bytes.toString('base64'), one)
    }
    const random = seeded(8)
    const chosen = [...old.values()]
    while (chosen.length > times(Infinity, 10)) chosen.splice(Math.floor(random() * chosen.length), 1)
    const points = new Map<string, number>()
    const unnoticed: string[] = []
    for (const { dir, what, page } of chosen) {
      const putBack = (copy: string): void => {
        const bytes = readFileSync(join(copy, 'vault.db'))
        pageOf(dir, page).copy(bytes, (page - 1) * pageSize)
        writeFileSync(join(copy, 'vault.db'), bytes)
      }
      let { point } = await noticed(putBack)
      if (point === undefined) {
        // In a copy of its own: an audit that finds nothing is an entry more.
        const now = await rowsOf(copyWith(putBack))
        const others = Object.keys(rows).filter((table) => now[table] !== rows[table])
        point = others.length === 0 ? 'not noticed, and no row is another' : 'NOT NOTICED'
        if (others.length > 0)
          unnoticed.push(`page ${page} of “${what}”: ${others.join()} ${now['integrity']?.slice(0, 200)}`)
      }
      points.set(point, (points.get(point) ?? 0) + 1)
    }
    measured(
      {
        fault: 'old page put back',
        tried: chosen.length,
        bad: unnoticed.length,
        note: `${tally(points)} (of ${old.size} old pages)`,
      },
      began,
    )
    expect(unnoticed).toEqual([])
    expect(chosen.length).toBeGreaterThanOrEqual(times(200, 10))
  }, 1_800_000)
})

describe('one old file is put back', () => {
  test('it is noticed, unless it is a whole earlier vault', async () => {
    const began = performance.now()
    const last = newest()
    const now = new Map(globSync('**', { cwd: last }).map((name) => [name, join(last, name)]))
    const isFile = (path: string): boolean => statSync(path).isFile()
    const old = moments.slice(0, -1).flatMap(({ dir, what }) => {
      const then = globSync('**', { cwd: dir }).filter((name) => isFile(join(dir, name)) && name !== 'lock')
      const back = then
        .filter((name) => !now.has(name) || !readFileSync(join(dir, name)).equals(readFileSync(join(last, name))))
        .map((name) => ({ what, name, from: join(dir, name) }))
      // What was not there yet at that moment is taken away again.
      const gone = [...now.keys()].filter(
        (name) => name.startsWith('blobs/') && isFile(join(last, name)) && !then.includes(name),
      )
      return [...back, ...gone.map((name) => ({ what, name, from: undefined }))]
    })
    const random = seeded(9)
    const chosen = Array.from({ length: Math.min(times(60, 12), old.length) }, () => oneOf(random, old))
    const points = new Map<string, number>()
    const unnoticed: string[] = []
    for (const { what, name, from } of chosen) {
      let { point, root } = await noticed((copy) => {
        if (from === undefined) rmSync(join(copy, name))
        else cpSync(from, join(copy, name))
      })
      // A whole database of an earlier time is a whole earlier record: what tells it from the newest one lies outside.
      if (name.startsWith('vault.db') && (point === undefined || point === strangers)) {
        if (moments.slice(0, -1).some((moment) => moment.root === root && root !== moments.at(-1)?.root))
          point = 'a whole earlier record, which only a head kept outside tells'
      }
      if (point === undefined) unnoticed.push(`${name} of “${what}”`)
      const said = point ?? 'NOT NOTICED'
      points.set(said, (points.get(said) ?? 0) + 1)
    }
    measured({ fault: 'old file put back', tried: chosen.length, bad: unnoticed.length, note: tally(points) }, began)
    expect(unnoticed).toEqual([])
  }, 1_800_000)
})
