import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { findBrowser } from '../../electron/hosts/browser/find-browser.ts'
import display from '../e2e/display.ts'

// `npm run dev` as somebody works with it: the window is there, a source is changed, and the window shows it. On a copy of
// the sources, since it builds and watches. Three builds: in full runs only.

const root = join(import.meta.dirname, '../..')
const there =
  process.env['HOLDFAST_FAULTS'] === 'full' &&
  process.platform === 'linux' &&
  findBrowser() !== undefined &&
  !spawnSync('xwininfo', ['-version']).error
const parts = ['bin', 'electron', 'renderer', 'resources', 'scripts', 'shared', 'docs']
// The build reads every project that the solution names.
const files = [
  'tests/tsconfig.json',
  'tests/e2e/tsconfig.json',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
]

test.skipIf(!there)(
  'a change of a source is seen in the window (needs npm run faults, a browser, xwininfo)',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-dev-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
    for (const part of [...parts, ...files, ...['', '.base'].map((kind) => `tsconfig${kind}.json`)])
      cpSync(join(root, part), join(folder, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    onTestFinished(await display())
    const home = join(folder, 'home')
    mkdirSync(home)
    const child = spawn(process.execPath, ['scripts/dev.ts', '--browser'], {
      cwd: folder,
      env: { ...process.env, HOLDFAST_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    onTestFinished(() => void child.kill('SIGKILL'))
    let said = ''
    child.stdout.on('data', (part: Buffer) => (said += part.toString()))
    const titles = (): string => spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' }).stdout
    const seen = async (title: string): Promise<void> => {
      while (!titles().includes(`"${title}`) && child.exitCode === null) await wait(200)
      expect(titles(), said).toContain(`"${title}`)
    }
    const change = (file: string, from: string, to: string): void => {
      const path = join(folder, file)
      const text = readFileSync(path, 'utf8')
      expect(text).toContain(from)
      writeFileSync(path, text.replace(from, to))
    }

    await seen('Vaults · Holdfast')
    change('renderer/session/title.ts', "'Holdfast'].join", "'Changed'].join")
    await seen('Vaults · Changed')
    expect(said).toContain('Built, and loaded the page again.')
    // What the window shares with the core: the whole workstation starts again.
    change('shared/kernel/show.ts', '\n', '\n// changed\n')
    while (!said.includes('Built, and started again.') && child.exitCode === null) await wait(200)
    await seen('Vaults · Changed')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  },
)
