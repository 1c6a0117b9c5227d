import { expect, test } from 'vitest'
import { choiceOf, countWanted, keyOf, wantedOf, type PreviewFile } from './choices.ts'

const item = {
  index: 0,
  title: 'A message',
  channel: 'e-mail' as const,
  category: 'other' as const,
  receivedAt: null,
  reporter: null,
  externalId: null,
  narrative: 'x',
  fields: {},
  proposals: [],
  parts: [],
  problems: [],
  duplicate: null,
  namesake: null,
}
const file: PreviewFile = {
  file: '/a.eml',
  name: 'a.eml',
  kind: 'message',
  size: 1,
  sha256: 'a'.repeat(64),
  items: [item, { ...item, index: 1, duplicate: { report: 'R-0001', why: 'The same bytes are on record' } }],
  table: null,
  problems: [],
  failure: null,
}
const table: PreviewFile = { ...file, file: '/t.csv', kind: 'table', items: [] }

test('all is taken but what is on record already, and nothing that is only proposed is believed', () => {
  expect(wantedOf([file], {}, {})).toEqual([
    { file: '/a.eml', sha256: file.sha256, items: [{ index: 0, category: 'other', accept: [] }] },
  ])
})

test('what only shares a number of its sender’s is left to the person, who can take it', () => {
  const twice = { ...item, namesake: 'report R-0001' }
  const mail = { ...file, items: [twice] }
  expect(wantedOf([mail], {}, {})).toEqual([])
  const ticked = { [keyOf(mail, twice)]: { ...choiceOf({}, mail, twice), take: true } }
  expect(countWanted(wantedOf([mail], ticked, {})).reports).toBe(1)
})

test('what is skipped is not asked for; what has no kind never is', () => {
  const skipped = { [keyOf(file, item)]: { ...choiceOf({}, file, item), take: false } }
  expect(wantedOf([file, { ...file, sha256: null, kind: null }], skipped, {})).toEqual([])
})

test('a table is taken once its columns are settled', () => {
  expect(wantedOf([table], {}, {})).toEqual([])
  const wanted = wantedOf([table, file], {}, { '/t.csv': { narrative: 'Text' } })
  expect(countWanted(wanted)).toEqual({ reports: 1, tables: 1 })
})
