import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonical, type Json } from '../../shared/kernel/canonical.ts'
import type { Failure } from '../../shared/kernel/errors.ts'
import { embeddedFiles } from '../../shared/packet/verify/attachments.ts'
import { findManifest } from '../../shared/packet/verify/exhibits.ts'
import { readStructure } from '../../shared/packet/verify/structure.ts'
import { testApp, type TestApp } from '../support/app.ts'
import { openRaw } from '../support/raw.ts'
import { verifyLedger } from '../vectors/verify-ledger.js'
import { frozenPassphrase } from './frozen.ts'
import { bringUp, copyWorld, worlds } from './world.ts'

// What a later release writes is not known here: the number of each format is raised, and something else in it is
// unknown too where its form allows it.
let app: TestApp
let folder: string
beforeEach(() => {
  app = testApp()
})
afterEach(async () => {
  await app.end()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string): string => join(folder, name)
const change = (name: string, how: (text: string) => string): void => {
  const before = readFileSync(file(name), 'utf8')
  writeFileSync(file(name), how(before))
  expect(readFileSync(file(name), 'utf8')).not.toBe(before)
}
const raised = (text: string): string => {
  const value = JSON.parse(text) as Record<string, Json> & { version: number }
  return canonical({ ...value, version: value.version + 1_000, later: true })
}
const unlock = async (): Promise<void> => {
  const { mustCompare, fingerprint } = await app.call('vault.unlock', {
    dir: file('vault'),
    passphrase: frozenPassphrase,
  })
  if (mustCompare) await app.call('vault.acceptFingerprint', { fingerprint: fingerprint.sha256 })
}
const refusal = async (call: Promise<unknown>): Promise<string> => {
  const failure = await call.then(
    () => undefined,
    (thrown: unknown) => thrown as Failure,
  )
  return `${failure?.message ?? 'not refused'} ${failure?.next ?? ''}`
}
/** Every file of the vault with its hash. */
const everyByte = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(file('vault'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  )
const inWords = /newer Holdfast.*that version/

describe.each(worlds)('what a Holdfast after %s may write is refused in words', (release) => {
  beforeEach(() => {
    ;({ folder } = copyWorld(release))
  })

  test('a vault header', async () => {
    change('vault/vault.json', raised)
    const before = everyByte()
    expect(await refusal(unlock())).toMatch(inWords)
    expect(everyByte()).toEqual(before)
  })

  test('the schema of a database', async () => {
    const raw = await openRaw(file('vault'), frozenPassphrase)
    raw.pragma(`user_version=${Number(raw.pragma('user_version', { simple: true })) + 1_000}`)
    raw.close()
    const before = everyByte()
    expect(await refusal(unlock())).toMatch(inWords)
    expect(everyByte()).toEqual(before)
  })

  test('the manifest of a backup', async () => {
    change('backup/backup.json', raised)
    const restore = { from: file('backup'), to: file('R.holdfast'), passphrase: frozenPassphrase }
    expect(await refusal(app.call('vault.restore', restore))).toMatch(inWords)
    expect([existsSync(file('R.holdfast')), existsSync(file('R.holdfast.part'))]).toEqual([false, false])
  })

  test('an export of a ledger, by both verifiers', async () => {
    change('export.jsonl', (text) => text.replace(/^.*$/m, raised))
    const { ok, problem } = await app.call('ledger.verify', { file: file('export.jsonl') })
    expect({ ok, problem }).toMatchObject({ ok: false, problem: { line: 1 } })
    expect(problem?.message).toMatch(/newer Holdfast.*version 1001/)
    expect(verifyLedger(readFileSync(file('export.jsonl'))).problem?.message).toMatch(/newer Holdfast/)
  })

  test('a head file', async () => {
    change('ledger.head', (text) => text.replace('holdfast-head/v1\n', 'holdfast-head/v3\nlater yes\n'))
    await bringUp(app, file('vault'))
    await unlock()
    expect(await refusal(app.call('ledger.check', { file: file('ledger.head') }))).toMatch(inWords)
    expect(await refusal(app.call('ledger.headFile', { since: file('ledger.head') }))).toMatch(inWords)
    expect(await refusal(app.call('ledger.witness', { file: file('ledger.head') }))).toMatch(inWords)
  })

  test.each(['"v":2}', '"v":10,"with":"a longer header"}'])('a sealed report with %s', async (version) => {
    const sealed = readFileSync(file('report.hfreport')).toString('latin1')
    writeFileSync(file('report.hfreport'), Buffer.from(sealed.replace('"v":1}', version), 'latin1'))
    await bringUp(app, file('vault'))
    await unlock()
    const files = [file('report.hfreport')]
    expect(await refusal(app.call('form.open', { file: files[0] ?? '' }))).toMatch(inWords)
    const { refused } = await app.call('form.import', { files })
    expect(`${refused[0]?.message} ${refused[0]?.next}`).toMatch(inWords)
    const [preview] = (await app.call('import.preview', { files })).files
    expect(`${preview?.failure?.message} ${preview?.failure?.next}`).toMatch(inWords)
  })

  test('the manifest of a packet', async () => {
    const structure = await readStructure(Uint8Array.from(readFileSync(file('packet-native.pdf'))))
    const attached = 'pdf' in structure ? embeddedFiles(structure.pdf).listed : []
    const manifest = attached.find(({ name }) => name === 'manifest.json')
    if (!manifest) throw new Error('the packet has a manifest')
    const text = new TextDecoder().decode(await manifest.read(1 << 26))
    expect((await findManifest([manifest]))?.problems).toEqual([])
    const later = { ...manifest, read: () => Promise.resolve(new TextEncoder().encode(raised(text))) }
    const problems = (await findManifest([later]))?.problems ?? []
    expect(problems).toMatchObject([{ code: 'MANIFEST_NEWER' }])
    expect(problems[0]?.message).toMatch(inWords)
  })
})
