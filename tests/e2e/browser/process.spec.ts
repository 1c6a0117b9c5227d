import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { findBrowser } from '../../../electron/hosts/browser/find-browser.ts'
import { expect, test } from '../fixture.ts'
import { familyOf, isAlive, socketsOf } from '../processes.ts'

// The browser host as `npm start` runs it: the built program, in a process of its own.

interface Running {
  child: ChildProcess
  pid: number
  said: () => string
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

function run(home: string): Running {
  const child = spawn(process.execPath, ['out/browser/main.js'], {
    env: { ...process.env, HOLDFAST_HOME: home, HOLDFAST_HEADLESS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const ended = new Promise<Awaited<Running['ended']>>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  )
  return { child, pid: child.pid ?? 0, said: () => said, ended }
}

const profiles = (home: string): string[] =>
  existsSync(join(home, '.window'))
    ? readdirSync(join(home, '.window')).filter((name) => name.startsWith('profile-'))
    : []

/** A renderer process is there: the page is being shown. */
const isShown = async ({ pid }: Running): Promise<void> => {
  await expect.poll(() => familyOf(pid).length, { timeout: 20_000 }).toBeGreaterThan(4)
  await new Promise((resolve) => setTimeout(resolve, 1000))
}

test.beforeEach(() => {
  test.skip(findBrowser() === undefined, 'no Chromium-based browser on this computer')
  test.skip(process.platform !== 'linux', 'looks at processes in /proc')
})

test('opens no socket, says nothing, and a second start says who is there', async ({ home }) => {
  const first = run(home)
  await isShown(first)
  expect(socketsOf(familyOf(first.pid))).toEqual([])
  expect(profiles(home)).toHaveLength(1)

  const second = run(home)
  expect(await second.ended).toEqual({ code: 0, signal: null })
  expect(second.said()).toContain('already open')
  expect(profiles(home)).toHaveLength(1)

  first.child.kill('SIGINT')
  expect(await first.ended).toEqual({ code: 0, signal: null })
  expect(first.said()).toBe('')
  expect(profiles(home)).toEqual([])
})

test('leaves no browser behind when it is killed, and clears up at the next start', async ({ home }) => {
  const killed = run(home)
  await isShown(killed)
  const family = familyOf(killed.pid)
  killed.child.kill('SIGKILL')
  await killed.ended
  await expect.poll(() => family.filter(isAlive)).toEqual([])
  const [left] = profiles(home)
  expect(left).toBeDefined()

  // The next one is left as soon as its browser is there, while its window is still opening.
  const next = run(home)
  await expect.poll(() => familyOf(next.pid).length, { timeout: 20_000 }).toBeGreaterThan(1)
  expect(profiles(home)).not.toContain(left)
  next.child.kill('SIGTERM')
  expect(await next.ended).toEqual({ code: 0, signal: null })
  expect(profiles(home)).toEqual([])
})

test('the search for sockets finds one', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  expect(socketsOf([process.pid])).not.toEqual([])
  server.close()
})
