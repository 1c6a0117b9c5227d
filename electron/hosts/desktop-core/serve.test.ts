import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FromCore } from './messages.ts'
import { serveDesktopCore, type DesktopCore } from './serve.ts'

// A vault that nobody can work at: for how long it stays open.

let home: string
let core: DesktopCore
let said: [FromCore, string][]
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-apart-'))
  vi.stubEnv('HOLDFAST_HOME', home)
  said = []
  const send = (message: FromCore, body?: Uint8Array): void => {
    said.push([message, Buffer.from(body ?? []).toString()])
    // A main process without a key store and without notices.
    if (message.kind === 'ask')
      setImmediate(() => core.receive({ kind: 'answer', id: message.id, value: null }, nothing))
  }
  core = serveDesktopCore(import.meta.url, send, 1000)
  core.receive({ kind: 'open', page: 1 }, nothing)
  await ask(1, 'vault.createSample', {})
})
afterEach(async () => {
  await core.close()
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true, maxRetries: 10 })
})

const nothing = Buffer.alloc(0)
let last = 0

async function ask(page: number, call: string, input: object): Promise<{ open?: unknown }> {
  const id = ++last
  core.receive({ kind: 'text', page }, Buffer.from(JSON.stringify({ id, call, input })))
  return vi.waitFor(
    () => {
      const answers = said.flatMap(([{ kind }, text]) =>
        kind === 'text' ? [JSON.parse(text) as { id?: number; ok?: boolean; value: object }] : [],
      )
      const answer = answers.find((one) => one.id === id && one.ok !== undefined)
      expect(answer).toMatchObject({ ok: true })
      return answer?.value ?? {}
    },
    { timeout: 60_000, interval: 20 },
  )
}

it('stays open for a page that is loaded again, and locks when none comes', async () => {
  core.receive({ kind: 'left', page: 1 }, nothing)
  await sleep(200)
  core.receive({ kind: 'open', page: 2 }, nothing)
  await sleep(1500)
  expect(await ask(2, 'app.state', {})).toMatchObject({ open: { name: expect.any(String) as string } })
  core.receive({ kind: 'left', page: 2 }, nothing)
  await sleep(2000)
  // It has begun to lock by now, however long that takes.
  core.receive({ kind: 'open', page: 3 }, nothing)
  await vi.waitFor(async () => expect(await ask(3, 'app.state', {})).toMatchObject({ open: null }), { timeout: 10_000 })
})

it('closes though the main process answers nothing any more', async () => {
  core.alone()
  const began = performance.now()
  await core.close()
  expect(performance.now() - began).toBeLessThan(4000)
})

it('locks at the word of the main process, with a page that hangs before it', async () => {
  core.receive({ kind: 'lock' }, nothing)
  await vi.waitFor(async () => expect(await ask(1, 'app.state', {})).toMatchObject({ open: null }), { timeout: 10_000 })
})
