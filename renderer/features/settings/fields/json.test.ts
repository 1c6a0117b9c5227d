import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameFrom, valueAt, withAt, type Json } from './json.ts'

const body: Json = { title: { en: 'Threat' }, fields: [{ id: 'who', of: 'another release' }, { id: 'how' }] }

test('a value is put at its place, and nothing else changes, not even what nobody here knows', () => {
  expect(withAt(body, ['fields', 0, 'id'], 'whom')).toEqual({
    title: { en: 'Threat' },
    fields: [{ id: 'whom', of: 'another release' }, { id: 'how' }],
  })
  expect(withAt(body, ['title', 'fr'], 'Menace')).toMatchObject({ title: { en: 'Threat', fr: 'Menace' } })
  expect(withAt(body, ['fields', 0, 'of'], undefined)).toEqual({
    title: { en: 'Threat' },
    fields: [{ id: 'who' }, { id: 'how' }],
  })
  expect(body).toMatchObject({ fields: [{ of: 'another release' }, {}] })
})

test('what was put is what is there', () => {
  const steps = fc.array(fc.oneof(fc.constantFrom('title', 'fields', 'en', 'new'), fc.nat(2)), {
    minLength: 1,
    maxLength: 4,
  })
  fc.assert(
    fc.property(steps, fc.string(), (path, text) => {
      expect(valueAt(withAt(body, path, text), path)).toBe(text)
    }),
  )
})

test('a name is made of any words, and is never one that is taken', () => {
  expect(nameFrom('Who was threatened?', 'field', [])).toBe('who-was-threatened')
  expect(nameFrom('Où ?', 'field', ['ou'])).toBe('ou-2')
  expect(nameFrom('من', 'field', ['field'])).toBe('field-2')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (words, taken) => {
      const name = nameFrom(words, 'field', taken)
      expect(name).toMatch(/^[a-z][a-z0-9-]{0,39}$/)
      expect(taken).not.toContain(name)
    }),
  )
})
