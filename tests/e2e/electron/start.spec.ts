import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from '../../../electron/hosts/place.ts'
import { findTestElectron } from '../../../scripts/electron/runtime.ts'
import { expect, test } from '../fixture.ts'
import { familyOf, isAlive } from '../processes.ts'
import { run, type How, type Running } from './ended.ts'

// A start that cannot work says so in one line and in a box, and ends with a code. Nothing stays behind.

test.skip(process.platform !== 'linux', 'looks at processes in /proc')

/** Whether a window of this process is on the screen; undefined where xwininfo is not there to tell. */
function shown(title = 'Holdfast'): boolean | undefined {
  const { stdout, error } = spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' })
  return error ? undefined : stdout.includes(`${title}": ("electron"`)
}

/** The one line that was said, a box, and the code; a person (here a signal) ends the box. */
async function refused(running: Running, code: number, line: RegExp): Promise<void> {
  await expect.poll(() => running.said().join('\n'), { timeout: 30_000 }).toMatch(line)
  await expect.poll(() => shown(), { timeout: 10_000 }).not.toBe(false)
  const family = familyOf(running.pid)
  running.child.kill('SIGTERM')
  expect(await running.ended).toEqual({ code, signal: null })
  expect(running.said().filter((said) => !said.includes('ERROR:'))).toHaveLength(1)
  await expect.poll(() => family.filter(isAlive)).toEqual([])
}

/** A copy of the built program that a test may break. */
function copyOfProgram(folder: string): string {
  const { root } = findProgram(import.meta.url)
  const copy = join(folder, 'program')
  mkdirSync(copy)
  for (const part of ['package.json', 'out']) cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

let folder: string
test.beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'holdfast-start-'))))
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))

const notMade = (home: string): string => join(home, 'a file', 'home')
const homes: [string, string | ((home: string) => string), number, RegExp][] = [
  ['cannot be made', notMade, 4, /a file\/home\/\.window\/desktop could not be read or written: a part of the path/],
  ['is no absolute path', 'vaults', 2, /HOLDFAST_HOME is "vaults"\. Set it to an absolute path/],
]
for (const [what, where, code, line] of homes) {
  test(`a folder for vaults that ${what}`, async () => {
    writeFileSync(join(folder, 'a file'), '')
    await refused(run(typeof where === 'string' ? where : where(folder)), code, line)
  })
}

const broken: [string, (root: string) => void, number, RegExp][] = [
  [
    'no core',
    (root) => rmSync(join(root, 'out/core'), { recursive: true }),
    4,
    /The core of Holdfast is missing: .*main\.js/,
  ],
  [
    'a core that ends at once',
    (root) => writeFileSync(join(root, 'out/core/main.js'), 'process.exit(7)'),
    4,
    /The core of Holdfast did not start \(exit code 7\)/,
  ],
  [
    'a core whose known answers come out wrong',
    (root) => {
      const wrong = `import c from 'node:crypto'; import m from 'node:module'
        const hash = c.hash; c.hash = (...a) => hash(a[0], 'other', a[2]); m.syncBuiltinESMExports()
        await import('./true.js')\n`
      cpSync(join(root, 'out/core/main.js'), join(root, 'out/core/true.js'))
      writeFileSync(join(root, 'out/core/main.js'), wrong)
    },
    4,
    /SHA-256/,
  ],
  ['no page', (root) => rmSync(join(root, 'out/renderer/index.html')), 4, /The window is not built: .*index\.html/],
  ['no script before the page', (root) => rmSync(join(root, 'out/preload/desktop.cjs')), 4, /desktop\.cjs is missing/],
]
for (const [what, breaks, code, line] of broken) {
  test(`a program with ${what}`, async ({ home }) => {
    const root = copyOfProgram(folder)
    breaks(root)
    await refused(run(home, { root }), code, line)
  })
}

test('a program without its libraries', async ({ home }) => {
  const root = copyOfProgram(folder)
  rmSync(join(root, 'node_modules'))
  await refused(run(home, { root }), 4, /^A part of Holdfast is missing \(Cannot find package/)
})

test('a computer without Node 24', async ({ home }) => {
  const { root } = findProgram(import.meta.url)
  const copy = copyOfProgram(folder)
  rmSync(join(copy, 'node_modules'))
  mkdirSync(join(copy, 'node_modules'))
  symlinkSync(join(root, 'node_modules', 'zod'), join(copy, 'node_modules', 'zod'))
  await refused(
    run(home, { root: copy, env: { PATH: '/nowhere' } }),
    4,
    /^The Node 24 that Holdfast works in is missing/,
  )
})

test('a failure lets the next start in while its box is open', async ({ home }) => {
  const root = copyOfProgram(folder)
  cpSync(join(root, 'out/core/main.js'), join(root, 'out/core/kept.js'))
  writeFileSync(join(root, 'out/core/main.js'), 'process.exit(7)')
  const failed = run(home, { root })
  await expect.poll(() => failed.said().join()).toContain('did not start')
  cpSync(join(root, 'out/core/kept.js'), join(root, 'out/core/main.js'))
  const next = run(home, { root })
  await isWorking(next)
  next.child.kill('SIGTERM')
  expect(await next.ended).toEqual({ code: 0, signal: null })
  failed.child.kill('SIGTERM')
  expect(await failed.ended).toEqual({ code: 4, signal: null })
})

const withoutBox: [string, How, number | null, NodeJS.Signals | null, RegExp][] = [
  ['without a display', { env: { DISPLAY: undefined } }, 4, null, /^There is no display to open a window on/],
]
if (process.getuid?.() === 0)
  // Chromium itself says it, before there is a program of ours.
  withoutBox.push(['as the system’s user 0, with a sandbox', { switches: [] }, null, 'SIGTRAP', /--no-sandbox is not/])
for (const [how, given, code, signal, line] of withoutBox) {
  test(`a start ${how}`, async ({ home }) => {
    const running = run(home, given)
    expect(await running.ended).toEqual({ code, signal })
    expect(running.said().join('\n')).toMatch(line)
    expect(running.said()).toHaveLength(1)
  })
}

test('a second start says where to go on, and the first one goes on', async ({ home }) => {
  const first = run(home)
  await isWorking(first)
  const second = run(home)
  expect(await second.ended).toEqual({ code: 0, signal: null })
  expect(second.said().filter((line) => !line.includes('ERROR:'))).toEqual([
    'Holdfast is already open: go on in its window.',
  ])
  first.child.kill('SIGINT')
  expect(await first.ended).toEqual({ code: 0, signal: null })
})

/** Its page is there: a renderer runs, and the core. */
async function isWorking({ pid }: Running): Promise<void> {
  const commands = (): string =>
    familyOf(pid)
      .map((one) => spawnSync('cat', [`/proc/${one}/cmdline`], { encoding: 'utf8' }).stdout)
      .join('\n')
  await expect.poll(commands, { timeout: 30_000 }).toMatch(/--type=renderer/)
  await expect.poll(() => shown(''), { timeout: 10_000 }).not.toBe(false)
}

test('an installed app does not start with a switch that lets others look into it', async ({ home }) => {
  const { root } = findProgram(import.meta.url)
  const electron = findTestElectron(root)
  test.skip(electron === undefined, 'no Electron runtime on this computer')
  // As it is installed: the program under another name, and ours in its resources.
  const dist = join(electron ?? '', '..')
  const installed = join(folder, 'installed')
  mkdirSync(join(installed, 'resources'), { recursive: true })
  for (const name of spawnSync('ls', [dist], { encoding: 'utf8' }).stdout.trim().split('\n'))
    if (name !== 'resources' && name !== 'electron') symlinkSync(join(dist, name), join(installed, name))
  cpSync(electron ?? '', join(installed, 'holdfast'))
  cpSync(copyOfProgram(folder), join(installed, 'resources', 'app'), { recursive: true, verbatimSymlinks: true })
  expect(existsSync(join(installed, 'resources', 'app', 'out'))).toBe(true)
  const start = (...switches: string[]): Running =>
    run(home, { electron: join(installed, 'holdfast'), switches: ['--no-sandbox', ...switches] })
  const port = start('--remote-debugging-port=0')
  await expect
    .poll(() => port.said().join('\n'), { timeout: 30_000 })
    .toMatch(/The switch --remote-debugging-port lets/)
  expect(port.said().join()).not.toContain('DevTools listening')
  port.child.kill('SIGTERM')
  expect(await port.ended).toEqual({ code: 2, signal: null })
})
