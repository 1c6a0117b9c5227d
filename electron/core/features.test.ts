import { expect, test } from 'vitest'
import { contract } from '../../shared/contract/contract.ts'
import { features, indexes } from './features.ts'

test('what weighs in a history is a type of entry of the feature that says so', () => {
  const weighing = features.flatMap(({ caseFile, view }) =>
    caseFile === 'none'
      ? []
      : (caseFile.weighs ?? []).map((type) => ({ type, own: view !== 'none' && Object.hasOwn(view.entries, type) })),
  )
  expect(weighing.length).toBeGreaterThan(20)
  expect(weighing.filter(({ own }) => !own)).toEqual([])
})

test('who finds records by their words may list them', () => {
  expect(indexes.map(({ kind, right }) => [kind, right])).toEqual([['report', contract['report.list'].permission]])
})
