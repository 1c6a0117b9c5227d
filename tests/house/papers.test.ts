import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { commandLinePage } from '../../scripts/command-line.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const papers = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
]

test.each(papers)('%s links only to what is there', (paper) => {
  const links = [...read(paper).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '')
  expect(links.filter((link) => !existsSync(join(root, dirname(paper), link)))).toEqual([])
})

test.each(papers)('%s names only scripts that package.json has', (paper) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = [...read(paper).matchAll(/npm run ([a-z][a-z0-9:-]*)/g)].map((match) => match[1] ?? '')
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
})

test('what ships is under the licences that docs/decisions/0006 allows', () => {
  const allowed = new Set([
    'MIT',
    'ISC',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    '0BSD',
    'Zlib',
    'MIT-0',
    'Unlicense',
    'CC0-1.0',
  ])
  const excepted: Record<string, RegExp> = {
    'OFL-1.1': /^@(?:fontsource-variable|expo-google-fonts)\//,
    'LGPL-3.0-or-later': /^(?:@img\/sharp-.*|codec-parser)$/,
    'LGPL-3.0': /^libheif-js$/,
    'Unicode-3.0': /^cldr-core$/,
    'MPL-2.0': /^mediabunny$/,
    'Python-2.0': /^argparse$/,
    'BlueOak-1.0.0': /^(?:graceful-fs|sax)$/,
  }
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { license?: string; dev?: boolean; devOptional?: boolean }>
  }
  const wrong = Object.entries(packages).flatMap(([at, { license, dev, devOptional }]) => {
    // The licence of a package that the registry in use does not carry is that of its main package.
    if (at === '' || dev || devOptional || !license) return []
    const name = at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const terms = license.replace(/[()]/g, '').split(/ (?:AND|OR) /)
    return terms.filter((term) => !allowed.has(term) && !excepted[term]?.test(name)).map((term) => `${name}: ${term}`)
  })
  expect(wrong).toEqual([])
})

test('docs/command-line.md is as `npm run command-line` writes it, with every command and option in words', async () => {
  const page = await commandLinePage()
  expect(read('docs/command-line.md')).toBe(page)
  expect(page.match(/^- `--[^`]+`: *$/gm)).toBeNull()
})
