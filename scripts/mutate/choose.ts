import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** The source files that are changed, and the test files that have to notice, by their path from the root. */
export interface Choice {
  sources: string[]
  tests: string[]
}

const isTest = (file: string): boolean => file.endsWith('.test.ts')
const isSource = (file: string): boolean =>
  /\.tsx?$/.test(file) && !isTest(file) && !/\.(?:d|fixture)\.ts$/.test(file) && !file.includes('/testing/')

/**
 * Sources under some folders or files, with the tests under the named folders or files; where none are named, with
 * those beside the sources and those that import one of them by its path.
 */
export function choose(root: string, paths: readonly string[], named: readonly string[]): Choice {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const files = listed.toString().trimEnd().split('\n')
  const under = (file: string, folders: readonly string[]): boolean =>
    folders.some((folder) => file === folder || file.startsWith(`${folder}/`))
  const sources = files.filter((file) => under(file, paths) && isSource(file))
  const tests = files.filter(
    (file) =>
      isTest(file) &&
      !file.startsWith('tests/architecture/planted/') &&
      (named.length > 0
        ? under(file, named)
        : under(file, paths) || importsOf(root, file).some((one) => sources.includes(one))),
  )
  return { sources, tests }
}

function importsOf(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/\bfrom '(\.[^']+)'/g)
  return [...found].map(([, path = '']) => relative(root, join(root, dirname(file), path)))
}
