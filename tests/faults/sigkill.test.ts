import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../support/app.ts'
import { compileCache, report } from '../support/command.ts'
import { measured, times } from './measure.ts'
import { examine, readAcknowledged, startWorking, work, writeEvidence, type Step } from './working.ts'

const kills = times(50, 5)
const mixed: Step[] = ['unlock', 'report', 'small', 'note', 'change', 'passphrase', 'report', 'note', 'large', 'small']

/** Starts the process that keeps exhibits once it is told to; its start takes longer than all else here. */
const startAdding = (folder: string, files: string[], caseNumber: string): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [join(import.meta.dirname, 'adding.fixture.ts'), folder, ...files], {
    env: {
      ...process.env,
      ...compileCache,
      CASE_NUMBER: caseNumber,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    },
  })

/** Gives a process the word to begin, kills it a little after some of its lines, and returns what it had printed. */
async function printedUntilKilled(child: ChildProcessWithoutNullStreams, word: string, after = 1): Promise<string> {
  let [printed, complained] = ['', '']
  child.stderr.on('data', (part: Buffer) => (complained += part.toString()))
  const ended = new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)))
  const begun = new Promise<void>((resolve) => {
    child.stdout.on('data', (part: Buffer) => {
      printed += part.toString()
      if (printed.split('\n').length > after) resolve()
    })
  })
  child.stdin.write(word)
  await Promise.race([begun, ended])
  await wait(Math.random() * 150)
  child.kill('SIGKILL')
  expect([await ended, complained]).toEqual(['SIGKILL', ''])
  return printed
}

/** What a process acknowledged before it was killed, which is after `least` exhibits at the earliest: number → SHA-256. */
async function addUntilKilled(child: ChildProcessWithoutNullStreams, least: number): Promise<Map<string, string>> {
  // A line without its end was not acknowledged.
  const lines = (await printedUntilKilled(child, '!', 1 + least)).split('\n').slice(1, -1)
  return new Map(lines.map((line) => line.split(' ') as [string, string]))
}

const blobsIn = (folder: string): string[] =>
  readdirSync(join(folder, 'V.holdfast/blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

async function openCase(test: TestApp): Promise<string> {
  await newVault(test)
  await test.call('report.add', report)
  const opened = await test.call('report.promote', { report: 'R-0001', title: 'Killed', owner: 'R. Okafor' })
  await test.call('vault.lock', {})
  return opened.case
}

test(`killed ${kills} times while it keeps exhibits: none acknowledged is lost, none half-kept is counted`, async () => {
  const test = testApp()
  let next: ChildProcessWithoutNullStreams | undefined
  try {
    const caseNumber = await openCase(test)
    // From less than a chunk to several, so that kills fall into writing, syncing and committing.
    const files = [900, 1_048_576, 3_000_000].map((size, i) => {
      const path = join(test.folder, `evidence-${i}.bin`)
      writeFileSync(path, randomBytes(size))
      return path
    })
    const acknowledged = new Map<string, string>()
    let counted = 0
    let interrupted = 0
    next = startAdding(test.folder, files, caseNumber)
    for (let kill = 0; kill < kills; kill++) {
      const child: ChildProcessWithoutNullStreams = next
      if (kill + 1 < kills) next = startAdding(test.folder, files, caseNumber)
      const now = await addUntilKilled(child, kill % 3)
      for (const [number, sha256] of now) acknowledged.set(number, sha256)

      const { notices } = await test.call('vault.unlock', { dir: join(test.folder, 'V.holdfast'), passphrase })
      const { items } = await test.call('exhibit.list', { case: caseNumber })
      const register = new Map(items.map(({ number, sha256 }) => [number, sha256]))
      for (const [number, sha256] of now) expect(register.get(number)).toBe(sha256)
      // At most the one in flight: its commit was reached, its acknowledgement was not.
      expect(register.size - counted - now.size).toBeOneOf([0, 1])
      // What it left of one whose commit was not reached lies in the quarantine, and every blob has its row.
      expect(blobsIn(test.folder)).toHaveLength(register.size)
      interrupted += notices.length
      counted = register.size
      await test.call('vault.lock', {})
    }

    await test.call('vault.unlock', { dir: join(test.folder, 'V.holdfast'), passphrase })
    const verified = await test.call('exhibit.verify', { case: caseNumber })
    expect(verified.exhibits.filter(({ ok }) => !ok)).toEqual([])
    const hashes = new Map(verified.exhibits.map(({ number, sha256 }) => [number, sha256]))
    for (const [number, sha256] of acknowledged) expect(hashes.get(number)).toBe(sha256)
    expect(await test.call('ledger.audit', {})).toMatchObject({ ok: true, exhibits: counted, problems: [] })
    // The kills fell where they matter: between exhibits, and, of so many that it is no chance, within one.
    expect(acknowledged.size).toBeGreaterThanOrEqual(Math.floor((kills * 2) / 3))
    if (kills === 50) expect(interrupted).toBeGreaterThan(0)
    expect(readdirSync(join(test.folder, 'V.holdfast/quarantine'))).toHaveLength(interrupted)
  } finally {
    next?.kill('SIGKILL')
    await test.end()
  }
}, 300_000)

const maintaining: Step[] = ['unlock', 'report', 'compact', 'small', 'compact', 'report', 'rekey', 'compact']

test.each([
  ['any command', mixed, times(500, 8), 'killed'],
  ['rewriting the database and changing its key', maintaining, times(100, 4), 'killed in upkeep'],
])(
  'killed at any moment of %s: every acknowledged call is there, and the audit is green',
  async (_, steps, count, fault) => {
    const began = performance.now()
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-killed-'))
    const dir = join(folder, 'vault/V.holdfast')
    mkdirSync(join(folder, 'vault'))
    writeEvidence(folder)
    const start = (): ChildProcessWithoutNullStreams => startWorking(folder, steps, { env: { WORK: 'loop' } })
    const bad: string[] = []
    let [acknowledged, changes] = [0, 0]
    await work(folder, ['create', 'report', 'promote', 'lock'])
    let next = start()
    try {
      for (let kill = 0; kill < count; kill++) {
        const child = next
        if (kill + 1 < count) next = start()
        const lines = readAcknowledged(await printedUntilKilled(child, `${changes}`, 1 + (kill % 3)))
        const after = await examine(dir, { lines, changes })
        if (after.wrong !== undefined) bad.push(`kill ${kill} after ${lines.at(-1)?.step}: ${after.wrong}`)
        changes = after.changes
        acknowledged += lines.length - 1
      }
      measured({ fault, tried: count, bad: bad.length, note: `${acknowledged} commands acknowledged` }, began)
      expect(bad).toEqual([])
      expect(acknowledged).toBeGreaterThan(0)
    } finally {
      next.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    }
  },
  1_800_000,
)
