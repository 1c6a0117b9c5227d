import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newCase, passphrase, testApp } from '../support/app.ts'
import { compileCache } from '../support/command.ts'
import { measured, times } from './measure.ts'

const files = times(1000, 100)
const kills = times(30, 4)

const start = (folder: string): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [join(import.meta.dirname, 'ingest.fixture.ts'), folder], {
    env: { ...process.env, ...compileCache, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  })

/** Lets it begin, kills it some time after it kept a file, and returns how many it had acknowledged; undefined: it came to its end. */
async function keptUntilKilled(child: ChildProcessWithoutNullStreams): Promise<number | undefined> {
  let printed = ''
  const ended = new Promise((resolve) => child.on('close', resolve))
  const begun = new Promise<void>((resolve) => {
    child.stdout.on('data', (part: Buffer) => {
      printed += part.toString()
      if (printed.split('\n').length > 2) resolve()
    })
  })
  child.stdin.write('!')
  await Promise.race([begun, ended])
  await wait(Math.random() * 100)
  child.kill('SIGKILL')
  await ended
  const lines = printed.split('\n').slice(0, -1)
  return lines.includes('done') ? undefined : Number(lines.at(-1) ?? 0)
}

test(`killed while it keeps a folder of ${files}: each file is on record or waits, never both, and none is half`, async () => {
  const began = performance.now()
  const test = testApp()
  const bad: string[] = []
  let tried = 0
  try {
    const caseNumber = await newCase(test)
    const folder = join(test.folder, 'Folder')
    mkdirSync(folder)
    const hashes = new Map<string, string>()
    for (let n = 0; n < files; n++) {
      const name = `${String(n).padStart(4, '0')}.txt`
      const bytes = `file ${n}\n`.repeat(1 + (n % 40) * 500)
      writeFileSync(join(folder, name), bytes)
      hashes.set(`Folder/${name}`, createHash('sha256').update(bytes).digest('hex'))
    }
    const { batch } = await test.call('ingest.add', { case: caseNumber, files: [folder] })
    const look = async (acknowledged: number): Promise<void> => {
      const { items } = await test.call('exhibit.list', { case: caseNumber })
      const queue = (await test.call('ingest.list', { case: caseNumber })).items[0]
      const left = queue?.waiting ?? 0
      const wrong = items.find(({ sourcePath, sha256 }) => hashes.get(sourcePath ?? '') !== sha256)
      if (items.length < acknowledged) bad.push(`${acknowledged} acknowledged, ${items.length} on record`)
      if (items.length + left !== files) bad.push(`${items.length} on record and ${left} wait, of ${files}`)
      if (new Set(items.map(({ sourcePath }) => sourcePath)).size !== items.length) bad.push('one is there twice')
      if (wrong) bad.push(`${wrong.sourcePath} is not what it was`)
      const blobs = readdirSync(join(test.folder, 'V.holdfast/blobs'), { recursive: true, withFileTypes: true })
      if (blobs.filter((one) => one.isFile()).length !== items.length) bad.push('blobs and exhibits differ')
    }
    const unlock = (): Promise<unknown> =>
      test.call('vault.unlock', { dir: join(test.folder, 'V.holdfast'), passphrase })
    for (; tried < kills; tried++) {
      await test.call('vault.lock', {})
      const acknowledged = await keptUntilKilled(start(test.folder))
      await unlock()
      await look(acknowledged ?? files)
      if (acknowledged === undefined) break
    }
    if ((await test.call('ingest.list', { case: caseNumber })).items.length > 0)
      await test.call('ingest.run', { batch })
    await look(files)
    measured({ fault: 'killed while a folder is kept', tried, bad: bad.length, note: `${files} files` }, began)
    expect(bad).toEqual([])
    expect(tried).toBeGreaterThan(0)
    expect(await test.call('ledger.audit', {})).toMatchObject({ ok: true, exhibits: files, problems: [] })
  } finally {
    await test.end()
  }
}, 900_000)
