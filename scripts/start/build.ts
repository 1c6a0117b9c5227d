import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json']
const products = ['out/desktop/main.js', 'out/browser/main.js', 'out/preload/browser.cjs', 'out/renderer/index.html']

/** Whether `out/` is missing something or older than what it is built from. */
export function needsBuild(root: string): boolean {
  const built = Math.min(...products.map((file) => changedAt(join(root, file)) ?? 0))
  return sources.some((source) => newestIn(join(root, source)) > built)
}

/** Builds the programs and the window, in the place of an earlier build or over it. Returns what the build said when it failed. */
export function build(root: string, how: 'anew' | 'over' = 'anew'): string | undefined {
  const manifest = createRequire(join(root, 'package.json')).resolve('electron-vite/package.json')
  const tool = join(dirname(manifest), 'bin', 'electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, 'build'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, HOLDFAST_BUILD: how },
  })
  return status === 0 ? undefined : `${stdout}${stderr}`
}

function changedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

/** When the newest file under a path was changed; tests do not count. */
function newestIn(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return 0
  if (!stats.isDirectory()) return path.endsWith('.test.ts') ? 0 : stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}
