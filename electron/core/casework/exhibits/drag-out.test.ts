import { createHash, randomBytes } from 'node:crypto'
import { globSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { createApp } from '../../app.ts'

let t: TestApp
let outgoing: string
beforeEach(() => {
  const made = testApp()
  outgoing = join(made.folder, '.window', 'outgoing')
  t = made
})
afterEach(() => t.end())

/** The same core with a folder to drag from. */
function withOutgoing(): TestApp {
  const app = createApp({ ...t.ports, outgoing })
  return {
    ...t,
    app,
    call: (name, input) => app.call(name, input, { signal: new AbortController().signal, progress: () => undefined }),
  }
}

async function kept(at: TestApp, bytes: Uint8Array, name = 'Notes of a call.txt'): Promise<string> {
  const file = join(t.folder, name)
  writeFileSync(file, bytes)
  const [added] = await at.call('exhibit.add', { case: await newCase(at), files: [file] })
  return added?.number ?? ''
}

test('a copy to be dragged out is verified, on record, private, and gone once the vault is locked', async () => {
  const at = withOutgoing()
  const bytes = randomBytes(100_000)
  const exhibit = await kept(at, bytes)
  const { file, sha256 } = await at.call('exhibit.dragOut', { exhibit })
  expect(readFileSync(file)).toEqual(bytes)
  expect(basename(file)).toBe(`${exhibit} Notes of a call.txt`)
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(dirname(dirname(file))).toBe(outgoing)
  if (process.platform !== 'win32') {
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  }
  const { custody } = await at.call('exhibit.get', { exhibit })
  expect(custody.at(-1)).toMatchObject({ action: 'export', purpose: 'dragged to another program', sha256 })

  // What was damaged is not handed out, and leaves nothing behind.
  const blob = join(t.folder, globSync('V.holdfast/blobs/*/*', { cwd: t.folder })[0] ?? '')
  const stored = readFileSync(blob)
  stored[stored.length - 20] = (stored.at(-20) ?? 0) ^ 1
  writeFileSync(blob, stored)
  await expect(at.call('exhibit.dragOut', { exhibit })).rejects.toMatchObject({ code: 'BLOB_DAMAGED' })
  expect(readdirSync(dirname(file))).toEqual([basename(file)])

  await at.call('vault.lock', {})
  expect(readdirSync(outgoing)).toEqual([])
  await at.app.close()
})

test.skipIf(process.platform === 'win32')('its name is the one that an export has, safe on every system', async () => {
  const at = withOutgoing()
  const exhibit = await kept(at, randomBytes(10), `con: ${'n'.repeat(235)} \u202egpj.exe. .`)
  const { file } = await at.call('exhibit.dragOut', { exhibit })
  const exported = await at.call('exhibit.export', { exhibit })
  expect(basename(file)).toBe(basename(exported.file))
  expect(basename(file)).toMatch(/^2026-001-E01 con_ n+/)
  expect(basename(file)).not.toMatch(/[\p{Cc}\p{Cf}<>:"/\\|?*]|[. ]$/u)
  expect(Buffer.byteLength(basename(file))).toBeLessThanOrEqual(255)
  await at.app.close()
})

test('what a crash left is gone at the next start; a link is removed, and what it leads to stays', async () => {
  mkdirSync(join(outgoing, 'outgoing-left'), { recursive: true })
  writeFileSync(join(outgoing, 'outgoing-left', 'E01 plain.txt'), 'plain')
  writeFileSync(join(t.folder, 'of somebody else.txt'), 'stays')
  symlinkSync(t.folder, join(outgoing, 'outgoing-link'))
  const at = withOutgoing()
  expect(readdirSync(outgoing)).toEqual([])
  expect(readFileSync(join(t.folder, 'of somebody else.txt'), 'utf8')).toBe('stays')
  await at.app.close()
})

test('where nothing can be dragged it is refused, in words', async () => {
  const exhibit = await kept(t, randomBytes(10))
  await expect(t.call('exhibit.dragOut', { exhibit })).rejects.toMatchObject({ code: 'USAGE' })
  expect((await t.call('exhibit.get', { exhibit })).custody).toHaveLength(1)
})
