import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, run } from './root.ts'

// `npm run typecheck` and an editor both start from the solution at the top: a file that no project of it takes in is
// checked by nobody.

/** The files of one project, from the project's folder. */
function filesOf(project: string): string[] {
  const { files } = JSON.parse(run('tsc', ['--showConfig', '--project', project], root)) as { files: string[] }
  return files.map((file) => join(project, file).replaceAll('\\', '/'))
}

test('every source file stands in exactly one project of the solution', () => {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[]
  }
  const checked = references.flatMap(({ path }) => filesOf(path))
  const words = ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx']
  const sources = execFileSync('git', words, { cwd: root, encoding: 'utf8' })
    .trimEnd()
    .split('\n')
    // Planted violations: each must fail the rule that it is there for.
    .filter((file) => !file.startsWith('tests/architecture/planted/'))
  expect(sources.filter((file) => !checked.includes(file))).toEqual([])
  expect(checked.filter((file, at) => checked.indexOf(file) !== at)).toEqual([])
})
