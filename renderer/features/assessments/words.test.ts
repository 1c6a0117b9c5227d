import { expect, it } from 'vitest'
import { pictureOf, type Assessment, type Factor } from './words.ts'

const factor = (id: string, answer: Factor['answer'], kind: Factor['kind'] = 'concern'): Factor => ({
  id,
  kind,
  label: id,
  answer,
  note: null,
  citations: [],
})
const made = (...factors: Factor[]): Assessment => ({
  id: 'a',
  number: 'A-01',
  instrument: { key: 'k', version: 0, title: 'T' },
  about: 'X',
  factors,
  gaps: [],
  level: 'low',
  rationale: 'r',
  plan: [],
  reassessOn: null,
  assessedAt: '2026-11-23T06:42:00Z',
  assessor: 'Ada',
  supersededBy: null,
  withdrawn: null,
  seq: 1,
})

it('puts each factor on one row over time, protective ones last, and says where a form did not ask', () => {
  expect(
    pictureOf([
      made(factor('ties', 'present', 'protective'), factor('said-harm', 'unknown')),
      made(factor('said-harm', 'present'), factor('means', 'absent')),
    ]).map(({ id, answers }) => [id, answers]),
  ).toEqual([
    ['said-harm', ['unknown', 'present']],
    ['means', [null, 'absent']],
    ['ties', ['present', null]],
  ])
})
