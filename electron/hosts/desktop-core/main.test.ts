import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { framesOver, type Frames } from './frames.ts'
import type { FromCore, ToCore } from './messages.ts'

// The core's process itself, with this test in the place of the desktop's main process.

let home: string
let started: ChildProcess[] = []
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'holdfast-apart-'))))
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  started = []
  rmSync(home, { recursive: true, maxRetries: 10 })
})

interface Running {
  child: ChildProcess
  pipe: Duplex
  frames: Frames<ToCore>
  /** The next message of a kind. */
  next<K extends FromCore['kind']>(kind: K): Promise<[Extract<FromCore, { kind: K }>, string]>
  ended: Promise<unknown>
}

function start(options: string[] = []): Running {
  const child = spawn(process.execPath, [...options, fileURLToPath(new URL('main.ts', import.meta.url))], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    env: { HOLDFAST_HOME: home, HOLDFAST_IDLE_MINUTES: '0' },
  })
  started.push(child)
  const pipe = child.stdio[3] as Duplex
  const waiting: { kind: string; resolve: (value: never) => void }[] = []
  const early: [FromCore, string][] = []
  const frames = framesOver<FromCore, ToCore>(pipe, (message, body) => {
    const at = waiting.findIndex(({ kind }) => kind === message.kind)
    const heard: [FromCore, string] = [message, body.toString()]
    if (at < 0) early.push(heard)
    else waiting.splice(at, 1)[0]?.resolve(heard as never)
  })
  const next: Running['next'] = (kind) =>
    new Promise((resolve) => {
      const at = early.findIndex(([message]) => message.kind === kind)
      if (at < 0) waiting.push({ kind, resolve })
      else resolve(early.splice(at, 1)[0] as never)
    })
  return { child, pipe, frames, next, ended: once(child, 'exit') }
}

const call = (frames: Frames<ToCore>, page: number, name: string, input: object): void =>
  frames.send({ kind: 'text', page }, Buffer.from(JSON.stringify({ id: 1, call: name, input })))

it('answers each page its own calls, and a page that has left no more', async () => {
  const { frames, next, ended } = start()
  await next('ready')
  for (const page of [1, 2]) frames.send({ kind: 'open', page })
  call(frames, 2, 'app.state', {})
  const [message, text] = await next('text')
  expect(message.page).toBe(2)
  expect(JSON.parse(text)).toMatchObject({
    id: 1,
    ok: true,
    value: { host: 'desktop', open: null, defaultFolder: home },
  })
  frames.send({ kind: 'left', page: 2 })
  call(frames, 2, 'app.state', {})
  call(frames, 1, 'app.state', {})
  expect((await next('text'))[0].page).toBe(1)
  frames.send({ kind: 'close' })
  expect(await ended).toEqual([0, null])
})

it('ends when nobody is there any more, within five seconds', async () => {
  const { pipe, next, ended } = start()
  await next('ready')
  const began = performance.now()
  pipe.destroy()
  expect(await ended).toEqual([0, null])
  expect(performance.now() - began).toBeLessThan(5000)
})

it('does not start where a known answer of the cryptography comes out wrong, and says which', async () => {
  const broken = `import c from 'node:crypto'; import m from 'node:module'
    const hash = c.hash; c.hash = (...a) => hash(a[0], 'other', a[2]); m.syncBuiltinESMExports()`
  const { next, ended } = start(['--import', `data:text/javascript,${encodeURIComponent(broken)}`])
  const [{ failure }] = await next('refused')
  expect(failure).toMatchObject({ code: 'MISSING_RUNTIME', message: expect.stringContaining('SHA-256') as string })
  expect(await ended).toEqual([1, null])
})
