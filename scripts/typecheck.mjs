// One TypeScript project per runtime: each compiles with only the globals that its runtime has.
import { spawnSync } from 'node:child_process'

const projects = ['shared', 'electron/core', 'electron/hosts', 'electron/preload', 'renderer', 'tests', 'tests/e2e']
let failed = false
for (const project of projects) {
  const { status } = spawnSync('tsc', ['--project', project], { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) {
    console.error(`typecheck: ${project} failed`)
    failed = true
  }
}
process.exit(failed ? 1 : 0)
