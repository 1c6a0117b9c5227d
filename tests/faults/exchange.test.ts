import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newVault, passphrase, testApp, testPorts, type TestApp } from '../support/app.ts'
import { createApp } from '../../electron/core/app.ts'
import { compileCache, report } from '../support/command.ts'

// A vault's folder that is exchanged while a process has it open and keeps exhibits in it.

let folder = ''
let dir = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-exchange-'))
  dir = join(folder, 'V.holdfast')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A core of its own over the folder, as another process would be. */
const inFolder = (): Pick<TestApp, 'call'> & { end(): Promise<void> } => {
  const app = createApp(testPorts(folder))
  const context = { signal: new AbortController().signal, progress: (): void => undefined }
  return { call: (name, input) => app.call(name, input, context), end: () => app.close() }
}

/** Makes a vault with a case and a backup of it. */
async function prepare(): Promise<string> {
  const made = inFolder()
  await made.call('vault.create', { dir, name: 'V', member: 'R. Okafor', passphrase })
  const { report: number } = await made.call('report.add', report)
  const { case: ofCase } = await made.call('report.promote', { report: number, title: 'T', owner: 'R. Okafor' })
  await made.call('vault.backup', { out: join(folder, 'B') })
  await made.end()
  writeFileSync(join(folder, 'evidence.bin'), Buffer.alloc(5000, 'e'))
  return ofCase
}

interface Adding {
  /** Number → SHA-256 of what it acknowledged. */
  acknowledged: Map<string, string>
  /** How the process ended, and what it complained of. */
  ended: Promise<{ status: number | null; complained: string }>
  enough(count: number): Promise<void>
  kill(): void
}

/** A process that keeps one exhibit after the other until it fails or is killed. */
function startAdding(ofCase: string): Adding {
  const fixture = join(import.meta.dirname, 'adding.fixture.ts')
  const child = spawn(process.execPath, [fixture, folder, join(folder, 'evidence.bin')], {
    env: {
      ...process.env,
      ...compileCache,
      CASE_NUMBER: ofCase,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    },
  })
  const acknowledged = new Map<string, string>()
  let [printed, complained] = ['', '']
  let heard = (): void => undefined
  child.stdout.on('data', (part: Buffer) => {
    printed += part.toString()
    for (let end = printed.indexOf('\n'); end >= 0; end = printed.indexOf('\n')) {
      const [number = '', sha256 = ''] = printed.slice(0, end).split(' ')
      if (number !== 'unlocked') acknowledged.set(number, sha256)
      printed = printed.slice(end + 1)
    }
    heard()
  })
  child.stderr.on('data', (part: Buffer) => (complained += part.toString()))
  const ended = new Promise<{ status: number | null; complained: string }>((resolve) =>
    child.on('close', (status) => resolve({ status, complained })),
  )
  child.stdin.write('!')
  return {
    acknowledged,
    ended,
    enough: (count) =>
      new Promise((resolve) => {
        heard = () => void (acknowledged.size >= count && resolve())
        heard()
      }),
    kill: () => child.kill('SIGKILL'),
  }
}

/** Every exhibit of a vault, read back: number → SHA-256; the audit must find nothing. */
async function readAll(at: string, ofCase: string): Promise<Map<string, string>> {
  const opened = inFolder()
  try {
    await opened.call('vault.unlock', { dir: at, passphrase })
    const { ok, problems } = await opened.call('ledger.audit', {})
    expect(problems).toEqual([])
    expect(ok).toBe(true)
    const { items } = await opened.call('exhibit.list', { case: ofCase })
    return new Map(items.map(({ number, sha256 }) => [number, sha256]))
  } finally {
    await opened.end()
  }
}

const blobsIn = (at: string): string[] =>
  readdirSync(join(at, 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

test('a folder that is exchanged beneath a process stops it, and nothing that it acknowledged is lost', async () => {
  const ofCase = await prepare()
  const twin = join(folder, 'Twin.holdfast')
  cpSync(dir, twin, { recursive: true })
  const before = blobsIn(twin)
  const adding = startAdding(ofCase)
  await adding.enough(3)
  const aside = join(folder, 'Aside.holdfast')
  renameSync(dir, aside)
  renameSync(twin, dir)
  const { status, complained } = await adding.ended
  expect(status).not.toBe(0)
  expect(complained).toContain('VAULT_MOVED')
  expect(complained).toContain(aside)
  // Nothing of it landed in the other folder.
  expect(blobsIn(dir)).toEqual(before)
  expect(await readAll(aside, ofCase)).toEqual(adding.acknowledged)
})

test('the parts of a folder that are exchanged alone stop it too', async () => {
  const ofCase = await prepare()
  for (const part of ['blobs', 'vault.db', 'lock']) {
    const opened = inFolder()
    await opened.call('vault.unlock', { dir, passphrase })
    const [path, aside] = [join(dir, part), join(folder, 'aside')]
    renameSync(path, aside)
    cpSync(aside, path, { recursive: true })
    if (part === 'lock') writeFileSync(path, 'process 1 on another computer\n')
    const adding = opened.call('exhibit.add', { case: ofCase, files: [join(folder, 'evidence.bin')] })
    await expect(adding, part).rejects.toMatchObject({ code: 'VAULT_MOVED' })
    await expect(opened.call('draft.put', { key: 'x', body: 'x' }), part).rejects.toMatchObject({ code: 'VAULT_MOVED' })
    expect((await opened.call('vault.info', {})).fault, part).toContain('exchanged')
    await opened.end()
    if (part === 'lock') expect(readFileSync(path, 'utf8')).toContain('another computer')
    rmSync(path, { recursive: true })
    renameSync(aside, path)
    if (part === 'lock') rmSync(path)
  }
  expect(await readAll(dir, ofCase)).toEqual(new Map())
})

test('what another process has open is not restored over, and both go on', async () => {
  const ofCase = await prepare()
  const adding = startAdding(ofCase)
  await adding.enough(2)
  const restoring = inFolder()
  const input = { from: join(folder, 'B'), to: dir, passphrase, supersedes: true, reason: 'A test.' }
  for (const replace of [true, false]) {
    const refused = restoring.call('vault.restore', { ...input, replace })
    await expect(refused).rejects.toMatchObject({
      code: 'VAULT_IN_USE',
      message: expect.stringMatching(/process \d+/) as string,
    })
  }
  // Without the passphrase that opens what lies there, its lock counts all the same.
  writeFileSync(join(dir, 'vault.json'), readFileSync(join(dir, 'vault.json'), 'utf8'))
  expect(existsSync(`${dir}.part`)).toBe(false)
  const so = adding.acknowledged.size
  await adding.enough(so + 2)
  adding.kill()
  await adding.ended
  await restoring.end()
  const found = await readAll(dir, ofCase)
  for (const [number, sha256] of adding.acknowledged) expect(found.get(number)).toBe(sha256)
})

test('a window does not restore over the vault that it has open', async () => {
  const opened = testApp()
  const { dir: there } = await newVault(opened)
  const place = join(opened.folder, 'B')
  await opened.call('vault.backup', { out: place })
  const link = join(opened.folder, 'Link.holdfast')
  const { symlinkSync } = await import('node:fs')
  symlinkSync(there, link)
  for (const to of [there, link, `${there}/`]) {
    const restoring = opened.call('vault.restore', { from: place, to, passphrase, replace: true })
    await expect(restoring).rejects.toMatchObject({
      code: 'VAULT_IN_USE',
      message: expect.stringContaining('open here') as string,
      next: expect.stringContaining('Lock it') as string,
    })
  }
  await opened.call('report.add', report)
  await opened.end()
})
