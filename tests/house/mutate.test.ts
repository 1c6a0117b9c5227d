import { join } from 'node:path'
import { expect, test } from 'vitest'
import { choose } from '../../scripts/mutate/choose.ts'
import { drawn, most } from '../../scripts/mutate/draw.ts'
import { lines, score } from '../../scripts/mutate/score.ts'

const root = join(import.meta.dirname, '../..')

const mutants = Array.from({ length: 1000 }, (_, n) => ({
  id: `${n}`,
  fileName: `/copy/shared/ledger/${n % 7}.ts`,
  mutatorName: 'StringLiteral',
  replacement: '""',
  location: { start: { line: n, column: n % 40 } },
}))

test('the same changes are drawn in whatever order and from whatever copy they come', () => {
  const first = drawn(mutants, most)
  expect(first).toHaveLength(300)
  const elsewhere = mutants.map((one) => ({ ...one, fileName: one.fileName.replace('/copy', '/another/place') }))
  expect(drawn(elsewhere.toReversed(), most)).toEqual(first)
  expect(drawn(mutants, 20)).toEqual(first.slice(0, 20))
  expect(drawn(mutants.slice(0, 20), most)).toHaveLength(20)
})

test('what no test runs counts as missed, and what was not tried does not count', () => {
  const file = join(root, 'tests/house/mutate.test.ts')
  const at = (line: number, status: string) => ({
    fileName: file,
    mutatorName: 'BooleanLiteral',
    replacement: 'false',
    status,
    location: { start: { line: line + 1, column: 1 }, end: { line: line + 1, column: 7 } },
  })
  const tried = [at(0, 'Killed'), at(1, 'Timeout'), at(2, 'Survived'), at(3, 'NoCoverage'), at(4, 'CompileError')]
  expect(score(tried)).toEqual({ noticed: 2, of: 4, percent: 50 })
  const said = lines(root, tried).join('\n')
  expect(said).toContain('50.0 %        2 of 4  tests/house/mutate.test.ts')
  expect(said).toContain('tests/house/mutate.test.ts:3:1  BooleanLiteral\n    import\n  → false')
  expect(said).toContain('run by no test')
  expect(said).not.toContain('mutate.test.ts:1:1')
})

test('sources are tried against the tests beside them and those that import them, or those that are named', () => {
  const { sources, tests } = choose(root, ['shared/ledger'], [])
  expect(sources).toContain('shared/ledger/entry.ts')
  expect(sources.every((file) => file.startsWith('shared/ledger/') && !file.endsWith('.test.ts'))).toBe(true)
  expect(tests).toEqual(expect.arrayContaining(['shared/ledger/ledger.test.ts', 'tests/vectors/merkle.test.ts']))
  expect(tests).not.toContain('tests/house/tally.test.ts')
  expect(choose(root, ['shared/ledger'], ['tests/house/tally.test.ts']).tests).toEqual(['tests/house/tally.test.ts'])
})
