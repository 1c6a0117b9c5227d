import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differences, merged } from './compare.ts'
import type { Json } from './fields/json.ts'

const field = (id: string, en = id, more: Record<string, Json> = {}): Json => ({ id, label: { en }, ...more })
const form = (...fields: Json[]): Json => ({ title: { en: 'Threat' }, fields })

test('what each changed is told apart, down to the field and the language', () => {
  const before = form(field('who'), field('how'), field('when'))
  const theirs = form(field('who', 'Who is meant'), field('how'), field('when'))
  const mine = form(field('who'), field('how', 'How', { required: true }), field('when'))
  expect(differences({ before, theirs, mine })).toEqual([
    { what: ['fields', '“who”', 'label', 'en'], before: 'who', theirs: 'Who is meant', mine: 'who', by: 'theirs' },
    { what: ['fields', '“How”', 'label', 'en'], before: 'how', theirs: 'how', mine: 'How', by: 'mine' },
    { what: ['fields', '“How”', 'required'], before: undefined, theirs: undefined, mine: 'yes', by: 'mine' },
  ])
  expect(merged({ before, theirs, mine })).toEqual(
    form(field('who', 'Who is meant'), field('how', 'How', { required: true }), field('when')),
  )
})

test('added, removed and moved rows of both sides come together; of a part that both changed the draft’s stays', () => {
  const before = form(field('a'), field('b'), field('c'))
  const theirs = form(field('a', 'A theirs'), field('x'), field('b'), field('c'))
  const mine = form(field('c'), field('a', 'A mine'), field('y'))
  expect(merged({ before, theirs, mine })).toEqual(form(field('c'), field('a', 'A mine'), field('x'), field('y')))
  const found = differences({ before, theirs, mine })
  expect(found).toContainEqual({
    what: ['fields', '“A mine”', 'label', 'en'],
    before: 'a',
    theirs: 'A theirs',
    mine: 'A mine',
    by: 'both',
  })
  expect(found).toContainEqual({ what: ['fields', '“b”'], before: 'b', theirs: 'b', mine: undefined, by: 'mine' })
  expect(found).toContainEqual(expect.objectContaining({ what: ['fields', 'order'], mine: 'c · A mine', by: 'mine' }))
})

test('nobody’s work is lost where only one of two changed anything', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd')
  const fields = fc.uniqueArray(fc.tuple(name, fc.string()), { selector: ([id]) => id, minLength: 1 })
  const anyForm = fields.map((list) => form(...list.map(([id, en]) => field(id, en))))
  fc.assert(
    fc.property(anyForm, anyForm, (before, after) => {
      expect(merged({ before, theirs: after, mine: before })).toEqual(after)
      expect(merged({ before, theirs: before, mine: after })).toEqual(after)
      expect(merged({ before, theirs: after, mine: after })).toEqual(after)
      expect(differences({ before, theirs: after, mine: after })).toEqual([])
    }),
  )
})
