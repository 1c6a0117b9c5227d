// A look at what was touched since the branch left main, in under a minute: `npm run check`. Lints the touched files, checks types
// and directions of all, and runs the fast tests that were touched, that import what was, or that stand beside it.
import { execFileSync, spawn } from 'node:child_process'
import { dirname, extname, join } from 'node:path'
import { choose } from './mutate/choose.ts'

const root = join(import.meta.dirname, '..')
const git = (...words: string[]): string => execFileSync('git', words, { cwd: root }).toString().trim()

function base(): string {
  try {
    return git('merge-base', 'HEAD', 'main')
  } catch {
    return 'HEAD'
  }
}
const touched = [
  ...git('diff', '--name-only', '--diff-filter=d', '--relative', base()).split('\n'),
  ...git('ls-files', '--others', '--exclude-standard').split('\n'),
].filter((file) => file !== '' && !file.startsWith('tests/architecture/planted/'))
const code = touched.filter((file) => ['.ts', '.tsx', '.mjs'].includes(extname(file)))
const folders = new Set(code.map(dirname))
const tests = choose(root, code, []).tests.concat(
  git('ls-files', '*.test.ts')
    .split('\n')
    .filter((file) => folders.has(dirname(file))),
)

/** A step of the check: what it said, once it has ended. */
function step(name: string, command: string, words: readonly string[]): Promise<boolean> {
  const began = performance.now()
  const child = spawn(command, words, { cwd: root, shell: process.platform === 'win32' })
  const said: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => said.push(part))
  child.stderr.on('data', (part: Buffer) => said.push(part))
  return new Promise((resolve) => {
    child.on('error', (error) => said.push(Buffer.from(`${error.message}\n`)))
    child.on('close', (status) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`)
      if (status !== 0) process.stdout.write(Buffer.concat(said))
      resolve(status === 0)
    })
  })
}

const began = performance.now()
const checks = async (): Promise<boolean[]> => [
  code.length === 0 || (await step('lint', 'oxlint', ['--type-aware', '--max-warnings=0', ...code])),
  touched.length === 0 ||
    (await step('format', 'prettier', ['--check', '--log-level', 'warn', '--ignore-unknown', ...touched])),
  await step('architecture', process.execPath, ['scripts/architecture.mjs']),
]
const other = async (): Promise<boolean[]> => [
  await step('types', 'tsc', ['--build']),
  tests.length === 0 ||
    (await step('tests', 'vitest', ['run', '--project', 'fast', '--passWithNoTests', ...new Set(tests)])),
]
const passed = (await Promise.all([checks(), other()])).flat().every(Boolean)
console.log(
  `${touched.length} files touched, ${new Set(tests).size} test files; ${((performance.now() - began) / 1000).toFixed(0)} s`,
)
process.exit(passed ? 0 : 1)
