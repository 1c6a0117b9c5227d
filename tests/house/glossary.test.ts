import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Words that stand for nothing here, each with the word that does. */
const unused = read('docs/glossary.md')
  .split('\n')
  .filter((line) => /^\| [^-]/.test(line) && !line.startsWith('| word'))
  .flatMap((line) => {
    const [, word = '', , not = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim())
    return not === '' ? [] : not.split(', ').map((other) => ({ word, other }))
  })

/** What people read: documents whole, of sources the texts of more than one word and what stands between tags. */
const prose = (file: string): string => {
  const text = read(file)
  if (file.endsWith('.md')) return text
  // Every text is taken in turn, so that no stretch between two of them is taken for one.
  const texts = text.match(/'(?:[^'\\\n]|\\.)*'|`[^`]*`/g) ?? []
  const quoted = texts.filter((one) => one.includes(' '))
  const between = text.match(/>[^<>{}=;]*[a-z] [^<>{}=;]*</g) ?? []
  return [...quoted, ...between].join('\n')
}

const files = [
  'README.md',
  ...globSync('docs/*.md', { cwd: root }).filter((file) => !file.endsWith('glossary.md')),
  ...globSync(['renderer/**/*.tsx', 'renderer/**/catalogue.ts', 'electron/{core,hosts}/**/*.ts', 'shared/**/*.ts'], {
    cwd: root,
  }).filter((file) => !/\.(?:test|fixture)\.tsx?$/.test(file)),
]

test('the glossary is read', () => {
  expect(unused.length).toBeGreaterThan(40)
  expect(files.length).toBeGreaterThan(300)
})

test('nothing that people read has another word for what the glossary names', () => {
  const words = new RegExp(`\\b(?:${unused.map(({ other }) => other).join('|')})s?\\b`, 'gi')
  const found = files.flatMap((file) => [...new Set(prose(file).match(words))].map((word) => `${file}: ${word}`))
  expect(found).toEqual([])
})
