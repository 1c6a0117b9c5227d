import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { named, seedsOfCase, seedsOfHouse, seedsThatStay, type Seed } from '../../../../tests/support/every-entry.ts'
import { keyOfDatabase, pagesOf, pagesOfLog } from '../../../../tests/support/pages.ts'
import { features } from '../../features.ts'
import { TraceIndex } from '../../intake/reports/similar/trace-index.ts'
import { WordIndex } from '../../intake/reports/word-index.ts'
import { keptTypes, Ledger, type WholeAsOf } from '../../record/ledger/index.ts'
import type { View } from '../../record/ledger/view.ts'
import { writeBlob, type Reader, type Store } from '../../record/vault/index.ts'
import { views } from '../../views.ts'

// One case with an entry of every type, each text of it a canary, is destroyed; a second one beside it is not. Nothing of
// the first is left in any table, index, page, file or memory; everything of the second is.

const second = 'other passphrase of four words'
const [gone, stays] = [named('goner', 901), named('keeper', 902)]
const isGone = /goner/i

let t: TestApp
let dir: string
let ledger: Ledger
let db: Reader
let key: Buffer
/** Indexes and tables in memory that held the canaries before. */
let memory: { words: WordIndex; traces: TraceIndex; trace: number; whole: WholeAsOf; part: Store }

const record = (seeds: readonly Seed[]): void =>
  ledger.transact(({ append }) => {
    for (const { type, subject, case: of, payload } of seeds) {
      const view = views.find(({ entries }) => type in entries)
      if (!view) throw new Error(`no view has ${type}`)
      append(view as View, type, { subject, case: of }, payload)
    }
  })

const tablesOf = (from: Reader): string[] =>
  from.all<{ name: string }>(`select name from sqlite_schema where type = 'table'`).map(({ name }) => name)
const rowsOf = (from: Reader, table: string): string[] =>
  from.all<object>(`select * from "${table}"`).map((row) => JSON.stringify(row))

/** Where in the tables a canary stands, by the table and the start of the row. */
const foundIn = (from: Reader): string[] =>
  tablesOf(from).flatMap((table) =>
    rowsOf(from, table)
      .filter((row) => isGone.test(row))
      .map((row) => `${table}: ${row.slice(0, 200)}`),
  )

/** The types of which a canary stands in the payloads. */
const typesIn = (tag: string): string[] => {
  const bodies = db.all<{ body: string }>('select body from payload').map(({ body }) => body)
  return [
    ...new Set(
      bodies.flatMap((body) => [...body.matchAll(new RegExp(`${tag}:([a-z.-]+)`, 'g'))].map(([, type = '']) => type)),
    ),
  ]
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

/** What of the vault's folder holds a word: pages in clear, of the database and of its log, and files as they lie there. */
function placesOf(word: RegExp): string[] {
  const log = join(dir, 'vault.db-wal')
  const named = (pages: Buffer[], name: string): string[] =>
    pages.flatMap((page, at) => (word.test(page.toString('latin1')) ? [`${name} ${at + 1}`] : []))
  return [
    ...named(pagesOf(join(dir, 'vault.db'), key), 'page'),
    ...named(existsSync(log) ? pagesOfLog(log, key) : [], 'frame'),
    ...filesIn(dir).filter((file) => word.test(file) || word.test(readFileSync(file, 'latin1'))),
  ]
}

beforeAll(async () => {
  t = testApp()
  const began = vi.spyOn(Ledger.prototype, 'transact')
  await newVault(t)
  dir = join(t.folder, 'V.holdfast')
  await t.call('member.add', {
    name: 'C. Adeyemi',
    roles: ['supervisor', 'investigator', 'administrator'],
    passphrase: second,
  })
  // Who ordered it is another than who will approve it.
  ledger = began.mock.contexts.at(-1) as Ledger
  record(seedsThatStay({ ...gone, tag: 'remains' }))
  await t.call('vault.lock', {})
  // What a crash in the middle of an ingest leaves: opening sets it aside, and says so.
  const evidence = join(t.folder, 'goner.txt')
  writeFileSync(evidence, 'goner:evidence\n'.repeat(20_000))
  const other = join(t.folder, 'keeper.txt')
  writeFileSync(other, 'keeper:evidence\n'.repeat(20_000))
  const source = await open(evidence)
  await writeBlob(join(dir, 'blobs'), source, t.ports.random)
  await source.close()
  await t.call('vault.unlock', { dir, passphrase: second })
  began.mockClear()
  await t.call('due.setNotices', { on: true })
  await t.call('audit.setSchedule', { every: 'daily' })
  ledger = began.mock.contexts.at(-1) as Ledger
  db = ledger.transact(({ db: reader }) => reader)
  began.mockRestore()

  const stop = new AbortController()
  await t
    .call(
      'ledger.audit',
      { fresh: true },
      { signal: stop.signal, progress: ({ stage }) => stage.startsWith('Comparing') && stop.abort() },
    )
    .catch(() => undefined)
  record([...seedsOfCase(gone), ...seedsOfHouse('house', 903), ...seedsOfCase(stays), ...seedsThatStay(stays)])
  const collectedAt = '2026-11-23T06:42:00-05:00'
  await t.call('exhibit.add', { case: gone.caseNumber, files: [evidence], collectedAt })
  await t.call('exhibit.add', { case: stays.caseNumber, files: [other], collectedAt })
  for (const about of [`note:new:${gone.caseNumber}`, `note:note-of-901`, `decision:new:${gone.case}`])
    await t.call('draft.put', { key: about, body: { words: 'goner:draft' } })
  // Files that wait to be kept lie beside the drafts.
  await t.call('ingest.add', { case: gone.caseNumber, files: [evidence] })
  await t.call('ingest.add', { case: stays.caseNumber, files: [other] })
  await t.call('draft.put', { key: `note:new:${stays.caseNumber}`, body: { words: 'keeper:draft' } })
  const [holding, taken, brought, parted] = [
    vi.spyOn(WordIndex.prototype, 'holding'),
    vi.spyOn(TraceIndex.prototype, 'reports'),
    vi.spyOn(Ledger.prototype, 'wholeAsOf'),
    vi.spyOn(Ledger.prototype, 'tablesAsOf'),
  ]
  const asOf = { entries: ledger.size }
  // The words are read into memory behind the first search; how long that takes is the computer's matter.
  const searched = async (): Promise<void> => {
    await t.call('report.list', { disposition: 'all', filter: 'goner' })
    expect(holding).toHaveBeenCalled()
  }
  await vi.waitFor(searched, { timeout: 60_000 })
  await t.call('report.similar', { words: 'goner:report.received/report/narrative', names: ['goner'] })
  await t.call('report.list', { disposition: 'all', asOf })
  await t.call('note.list', { case: gone.caseNumber, asOf })
  memory = {
    words: holding.mock.contexts[0] as WordIndex,
    traces: taken.mock.contexts[0] as TraceIndex,
    trace: taken.mock.calls[0]?.[0] ?? 0,
    whole: brought.mock.results[0]?.value as WholeAsOf,
    part: parted.mock.results.at(-1)?.value as Store,
  }
  vi.restoreAllMocks()
  key = await keyOfDatabase(dir, passphrase)
})
afterAll(() => t.end())

const everyType = views.flatMap(({ entries }) => Object.keys(entries)).sort()
/** Types that are never about a case: what the vault, its people and the subjects of all cases record. */
const ofHouse = new Set(seedsOfHouse('house', 903).map(({ type }) => type))
/** Types whose payloads hold keys, hashes, choices and numbers alone. */
const wordless = [
  'access.failed',
  'audit.scheduled',
  'clock.turned-back',
  'member.activated',
  'member.keys-renewed',
  'member.roles-changed',
  'note.sealed',
  'note.witnessed',
  'report.promoted',
  'vault.compacted',
  'vault.fingerprint-accepted',
  'vault.header-changed',
  'vault.identified',
  'vault.rekeyed',
]

test('every type of entry is seeded with words of its own, and found in every place that is searched', () => {
  const types = new Set([...typesIn('goner'), ...typesIn('remains'), ...typesIn('house')])
  expect(everyType.filter((type) => !types.has(type))).toEqual(wordless)
  const found = new Set(foundIn(db).map((one) => one.slice(0, one.indexOf(':'))))
  expect(['payload', 'draft'].filter((table) => !found.has(table))).toEqual([])
  // Each feature that forgets has something that it must.
  for (const { name, view, forget } of features)
    if (forget !== 'none' && view !== 'none')
      expect(
        Object.keys(view.tables).filter((table) => found.has(table)),
        name,
      ).not.toEqual([])
  expect(db.get(`select 1 from setting where name = 'audit.state'`)).toBeDefined()
  expect(placesOf(isGone).length).toBeGreaterThan(20)
  expect(memory.words.holding(['goner']).count).toBe(2)
  expect([...memory.traces.reports(memory.trace, 10)]).not.toEqual([])
  expect(foundIn(memory.whole.db)).not.toEqual([])
  expect(foundIn(memory.part)).not.toEqual([])
})

describe('destroyed', () => {
  let before: Map<string, string[]>
  /** What was there when the destruction was committed and nothing after it was done yet. */
  let atCommit: string[] = ['nothing was recorded']
  beforeAll(async () => {
    const stop = t.app.onSignal(({ kind }) => kind === 'recorded' && (atCommit = foundIn(db)))
    before = new Map(tablesOf(db).map((table) => [table, rowsOf(db, table).filter((row) => row.includes('keeper'))]))
    await t.call('destruction.approve', { order: gone.order })
    stop()
  })

  test('memory holds none of it as soon as it is destroyed', () => {
    expect(memory.words.holding(['goner']).count).toBe(0)
    expect([...memory.traces.reports(memory.trace, 10)]).toEqual([])
    for (const store of [memory.whole.db, memory.part]) expect(() => store.get('select 1')).toThrow()
  })

  test('no table holds any of it, from the very moment at which it is on record', () => {
    expect(atCommit).toEqual([])
    expect(foundIn(db)).toEqual([])
  })

  test('of its exhibits there is neither key nor file', () => {
    const keys = db.all<{ name: string }>('select name from blob').map(({ name }) => name)
    expect(keys).toHaveLength(1)
    expect(filesIn(join(dir, 'blobs')).map((file) => basename(file))).toEqual(keys)
    expect(filesIn(join(dir, 'quarantine')).map((file) => keys.includes(basename(file)))).toEqual([false])
  })

  test('everything that is about another case, or about the house, stays', () => {
    for (const [table, rows] of before)
      expect(
        rowsOf(db, table).filter((row) => row.includes('keeper')),
        table,
      ).toEqual(rows)
    const left = new Set([...typesIn('keeper'), ...typesIn('house')])
    expect(typesIn('remains').sort()).toEqual(keptTypes.filter((type) => !ofHouse.has(type)).toSorted())
    expect(everyType.filter((type) => !left.has(type))).toEqual(wordless)
  })

  test('a projection of the whole ledger comes to the same tables', async () => {
    const { steps } = await t.call('ledger.audit', { fresh: true })
    expect(steps.find(({ step }) => step === 'tables')).toMatchObject({ result: 'ok' })
  })

  test('no page of any file holds it, free or in use, while the vault is open and when it is locked', async () => {
    expect(placesOf(isGone)).toEqual([])
    const { notices } = await t.call('vault.info', {})
    expect(notices.join()).toContain('quarantine')
    expect(isGone.test(notices.join())).toBe(false)
    await t.call('vault.lock', {})
    expect(placesOf(isGone)).toEqual([])
    expect(placesOf(/keeper/).length).toBeGreaterThan(20)
  })
})
