import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A folder inside the project, so that packages and settings are found from it; git does not see it. */
export function plantingBed(): { folder: string; clear: () => void } {
  mkdirSync(join(root, 'test-results'), { recursive: true })
  const folder = mkdtempSync(join(root, 'test-results', 'planted-'))
  return { folder, clear: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Runs one of the project's own tools and gives what it printed. */
export function run(tool: string, args: string[], cwd: string): string {
  const { stdout, stderr, error } = spawnSync(join(root, 'node_modules/.bin', tool), args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (error) throw error
  return stdout + stderr
}
