import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plantingBed, root, run } from './root.ts'

/** One file per rule that we rely on; each breaks its rule once, in a folder where all of them bind. */
const planted: Record<string, string> = {
  'no-restricted-imports': "import { open } from 'node:fs/promises'\nexport const a = () => open('a')",
  'no-console': 'console.log(1)',
  'max-lines': 'export {}\n'.repeat(401),
  'typescript(no-floating-promises)': 'Promise.resolve(1)',
  'typescript(no-misused-promises)': 'export const a = [1].filter(async (n) => n > 0)',
  'typescript(await-thenable)': 'export const a = await 1',
  'typescript(no-explicit-any)': 'export const a: any = 1',
  'typescript(switch-exhaustiveness-check)':
    "export function f(word: 'a' | 'b'): number {\n  switch (word) {\n    case 'a':\n      return 1\n  }\n  return 2\n}",
}

test('the lint rules that we rely on catch what they are for', () => {
  const { folder, clear } = plantingBed()
  try {
    const settings = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as Record<string, unknown>
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...settings, ignorePatterns: [] }))
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.base.json'),
        compilerOptions: { lib: ['es2024', 'dom'], types: [] },
        include: ['.'],
      }),
    )
    mkdirSync(join(folder, 'electron', 'core'), { recursive: true })
    const files = Object.values(planted).map((text, at) => {
      const file = join(folder, 'electron', 'core', `planted-${at}.ts`)
      writeFileSync(file, `${text}\n`)
      return file
    })
    const args = ['--type-aware', '--no-ignore', '--config', join(folder, '.oxlintrc.json'), '--format', 'unix']
    const found = run('oxlint', [...args, ...files], folder)
    const missed = Object.keys(planted).filter(
      (rule, at) => !found.split('\n').some((line) => line.includes(`planted-${at}.ts`) && line.includes(rule)),
    )
    expect(missed, found).toEqual([])
  } finally {
    clear()
  }
})
