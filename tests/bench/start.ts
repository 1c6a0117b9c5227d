import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../../electron/hosts/browser/find-browser.ts'
import { findTestElectron } from '../../scripts/electron/runtime.ts'
import display from '../e2e/display.ts'
import { familyOf } from '../e2e/processes.ts'
import type { Options } from './options.ts'
import { inFolder } from './room.ts'
import { timeRow, type Row } from './table.ts'
import { median } from './timing.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What one start came to: milliseconds until the page had named its window, and megabytes of all processes after it. */
interface Start {
  ms: number
  memory: number
}

/** How a program is started with a folder of its own, and how its window's title begins once it can be used. */
interface Program {
  start(folder: string): ChildProcess
  title: string
}

/**
 * From the start of the program to a window that can be used, no vault open, and the memory of all its processes then,
 * of both hosts; each beside its runtime with an empty window. No rows where one of them, a display or `xwininfo` is
 * missing.
 */
export const measureStart = ({ dir, rounds }: Options): Promise<Row[]> =>
  inFolder(dir, async (folder) => {
    const [electron, browser] = [findTestElectron(root), findBrowser()]
    const endDisplay = await display()
    try {
      if (
        electron === undefined ||
        browser === undefined ||
        !process.env['DISPLAY'] ||
        spawnSync('xwininfo', ['-version']).error
      )
        return []
      const found: Record<string, Start[]> = {}
      for (let round = 0; round < rounds + 1; round += 1)
        for (const [name, program] of Object.entries(programs(electron, browser))) {
          const start = await startOnce(program, join(folder, `${name}-${round}`))
          // The first reads everything from the disk.
          if (round > 0) (found[name] ??= []).push(start)
        }
      return [
        ...rowsOf('desktop', found['desktop'] ?? [], 'Electron with an empty window', found['electron'] ?? []),
        ...rowsOf('browser host', found['host'] ?? [], 'Chromium with an empty window', found['browser'] ?? []),
      ]
    } finally {
      endDisplay()
    }
  })

function rowsOf(name: string, ours: Start[], what: string, bare: Start[]): Row[] {
  const ms = median(ours.map((start) => start.ms))
  const [memory, least] = [ours, bare].map((starts) => median(starts.map((start) => start.memory)))
  return [
    timeRow(`start to a window that can be used, ${name}`, ms, what, median(bare.map((start) => start.ms)), {
      budget: '< 1.5 s',
      met: ms < 1500,
    }),
    {
      work: `memory of all processes, no vault open, ${name}`,
      measured: { value: memory ?? Number.NaN, unit: 'MB' },
      baseline: { value: least ?? Number.NaN, unit: 'MB', what },
      ratio: (memory ?? Number.NaN) / (least ?? Number.NaN),
    },
  ]
}

function programs(electron: string, browser: string): Record<string, Program> {
  // Chromium keeps its sandbox from the system's user 0.
  const flags = process.getuid?.() === 0 ? ['--disable-gpu', '--no-sandbox'] : ['--disable-gpu']
  const run = (program: string, words: string[], home: string): ChildProcess =>
    spawn(program, words, { cwd: root, stdio: 'ignore', env: { ...process.env, HOLDFAST_HOME: home } })
  return {
    desktop: { title: 'Vaults', start: (folder) => run(electron, [...flags, root], folder) },
    electron: {
      title: 'Blank page',
      start: (folder) => {
        writeFileSync(join(folder, 'package.json'), '{"name":"blank","version":"1.0.0","main":"main.cjs"}')
        const lines = [
          `const { app, BrowserWindow } = require('electron')`,
          `app.setPath('userData', ${JSON.stringify(join(folder, 'profile'))})`,
          `app.whenReady().then(() => new BrowserWindow().loadURL('data:text/html,<title>Blank page</title>'))`,
        ]
        writeFileSync(join(folder, 'main.cjs'), lines.join('\n'))
        return run(electron, [...flags, folder], folder)
      },
    },
    host: { title: 'Vaults', start: (folder) => run(process.execPath, [join(root, 'out/browser/main.js')], folder) },
    browser: {
      title: 'Blank page',
      start: (folder) => {
        const own = [`--user-data-dir=${join(folder, 'profile')}`, '--no-first-run', '--disable-extensions']
        return run(browser, [...flags, ...own, '--app=data:text/html,<title>Blank page</title>'], folder)
      },
    },
  }
}

/** Starts a program once, waits for its window, weighs it when it has come to rest, and ends it. */
async function startOnce({ start, title }: Program, folder: string): Promise<Start> {
  mkdirSync(folder, { recursive: true })
  const began = performance.now()
  const child = start(folder)
  const ended = once(child, 'exit')
  try {
    const isOpen = (): boolean =>
      spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' }).stdout.includes(`"${title}`)
    while (!isOpen()) {
      if (child.exitCode !== null || performance.now() - began > 120_000) throw new Error(`no window “${title}” came`)
      await wait(10)
    }
    const ms = performance.now() - began
    await wait(3_000)
    return { ms, memory: weigh(familyOf(child.pid ?? 0)) }
  } finally {
    child.kill()
    await Promise.race([ended, wait(10_000)])
    child.kill('SIGKILL')
  }
}

/** Megabytes of processes; what several share is counted once, in parts (the proportional set size of Linux). */
function weigh(pids: readonly number[]): number {
  const kiB = pids.map((pid) => {
    const file = `/proc/${pid}/smaps_rollup`
    const found = existsSync(file) ? /^Pss:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8')) : null
    return Number(found?.[1] ?? 0)
  })
  return (kiB.reduce((sum, one) => sum + one, 0) * 1024) / 1_000_000
}
